/**
 * Tracks in a channel: lines that run side by side get lanes of their own, as
 * few as needed. Asked in the order of `runs`, each run gets the lowest track
 * above all earlier runs that it overlaps, so the order decides who is outside.
 */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The track of each run, counted from 0. O(n log n). */
export function assignTracks(runs: readonly Run[]): number[] {
  const coordinates = [...new Set(runs.flatMap((run) => [run.from, run.to]))].sort((a, b) => a - b);
  const indexOf = new Map(coordinates.map((value, index) => [value, index]));
  const skyline = new Skyline(coordinates.length);
  return runs.map((run) => {
    const a = indexOf.get(Math.min(run.from, run.to)) ?? 0;
    const b = indexOf.get(Math.max(run.from, run.to)) ?? 0;
    const track = skyline.highest(a, b);
    skyline.raise(a, b, track + 1);
    return track;
  });
}

/** The highest track in use over any stretch, as a segment tree: both questions are logarithmic. */
class Skyline {
  readonly #size: number;
  /** Highest anywhere below a tree node. */
  readonly #peak: Int32Array;
  /** Height that holds for the whole stretch of a tree node. */
  readonly #floor: Int32Array;

  constructor(length: number) {
    this.#size = Math.max(1, length);
    this.#peak = new Int32Array(this.#size * 4);
    this.#floor = new Int32Array(this.#size * 4);
  }

  highest(from: number, to: number, node = 1, first = 0, last = this.#size - 1): number {
    if (to < first || last < from) return 0;
    if (from <= first && last <= to) return this.#peak[node] ?? 0;
    const middle = (first + last) >> 1;
    const below = Math.max(this.highest(from, to, node * 2, first, middle), this.highest(from, to, node * 2 + 1, middle + 1, last));
    return Math.max(below, this.#floor[node] ?? 0);
  }

  raise(from: number, to: number, height: number, node = 1, first = 0, last = this.#size - 1): void {
    if (to < first || last < from) return;
    this.#peak[node] = Math.max(this.#peak[node] ?? 0, height);
    if (from <= first && last <= to) {
      this.#floor[node] = Math.max(this.#floor[node] ?? 0, height);
      return;
    }
    const middle = (first + last) >> 1;
    this.raise(from, to, height, node * 2, first, middle);
    this.raise(from, to, height, node * 2 + 1, middle + 1, last);
  }
}
