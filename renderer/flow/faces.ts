const faces = ['400 11px Inter', '500 11px Inter', '600 11px Inter', '400 11px "JetBrains Mono"', '600 11px "JetBrains Mono"'];

/**
 * Resolves when the faces of the diagram are there or have failed, with whether any of them was not there before:
 * a canvas does not repaint by itself when one arrives.
 */
export async function loadFaces(): Promise<boolean> {
  const hasAll = faces.every((face) => document.fonts.check(face));
  await Promise.allSettled(faces.map((face) => document.fonts.load(face)));
  return !hasAll;
}
