import { loadFaces } from '#renderer/flow/faces.ts';
import { noMoment } from '#renderer/flow/moment.ts';
import { paint } from '#renderer/flow/paint.ts';
import { prepareScene } from '#renderer/flow/scene.ts';
import { fitViewport, type Viewport } from '#renderer/flow/viewport.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { type ThemeName, themes } from '#shared/diagram/theme.ts';

/** The yardstick: the same scene on a bare canvas, redrawn on drag and wheel, with nothing around it. */
export function mountPlain(root: HTMLElement, diagram: Diagram, theme: ThemeName, at: Viewport | null): void {
  const canvas = document.createElement('canvas');
  canvas.width = innerWidth * devicePixelRatio;
  canvas.height = innerHeight * devicePixelRatio;
  canvas.style.width = '100%';
  canvas.style.height = '100%';
  root.append(canvas);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D context');
  const scene = prepareScene(diagram, new Set());
  const frame = { width: innerWidth, height: innerHeight, pixelRatio: devicePixelRatio };
  let view = at ?? fitViewport(diagram, frame);
  let request = 0;
  const draw = () => paint(context, scene, view, frame, themes[theme], { ...noMoment, mounted: new Set() });
  const show = (next: Viewport) => {
    view = next;
    cancelAnimationFrame(request);
    request = requestAnimationFrame(draw);
  };
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons === 1) show({ ...view, x: view.x + event.movementX, y: view.y + event.movementY });
  });
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    const scale = 2 ** (-event.deltaY * 0.002);
    show({
      x: event.clientX - (event.clientX - view.x) * scale,
      y: event.clientY - (event.clientY - view.y) * scale,
      zoom: view.zoom * scale,
    });
  });
  void loadFaces().then(draw);
  draw();
}
