/** Colour arithmetic for judging the theme. Matrices of dichromatic vision: Machado, Oliveira, Fernandes 2009, severity 1. */
export type Linear = readonly [number, number, number];

/** `#rrggbb` as linear light. */
export function linear(hex: string): Linear {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2 contrast ratio. */
export function contrast(a: string, b: string): number {
  const light = Math.max(luminance(linear(a)), luminance(linear(b)));
  const dark = Math.min(luminance(linear(a)), luminance(linear(b)));
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Linear): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Matrix = readonly [Linear, Linear, Linear];

export const visions: Readonly<Record<string, Matrix>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** How far apart two colours look to somebody: the distance in CIELAB. About 2 can just be told apart side by side. */
export function difference(a: string, b: string, vision: Matrix): number {
  const [one, two] = [lab(seen(linear(a), vision)), lab(seen(linear(b), vision))];
  return Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}

function seen(colour: Linear, matrix: Matrix): Linear {
  const row = (weights: Linear): number =>
    Math.min(1, Math.max(0, weights[0] * colour[0] + weights[1] * colour[1] + weights[2] * colour[2]));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function lab([red, green, blue]: Linear): Linear {
  const f = (value: number): number => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
