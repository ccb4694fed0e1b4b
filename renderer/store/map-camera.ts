/** Where the eye stands over a map: the diagram's origin in CSS pixels of the canvas, and the scale. */
export interface MapCamera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
