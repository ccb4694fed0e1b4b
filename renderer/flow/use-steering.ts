import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Camera } from './camera.ts';
import type { CanvasCommand, DiagramCanvasProps } from './diagram-canvas.tsx';
import { type KeyWish, keyWish } from './keys.ts';
import { ancestorsOf, type Scene } from './scene.ts';
import { fitViewport, revealViewport, shiftIntoView, zoomed } from './viewport.ts';
import { type Step, walk } from './walk.ts';

interface Steering {
  /** Where the keyboard stands. */
  readonly activeId: string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** What the buttons ask for. */
  readonly wish: (kind: CanvasCommand['kind']) => void;
}

const zoomStep = 1.3;
/** Of all canvases of the page: a canvas that is mounted anew must not carry out an old command again. */
let lastNonce: number | null = null;

/** Moves the camera and the keyboard's place: by keys, by buttons, by commands from outside, and once for every new view. */
export function useSteering(scene: Scene, camera: Camera, surface: RefObject<HTMLDivElement | null>, props: DiagramCanvasProps): Steering {
  const [active, setActive] = useState<string | null>(null);
  const activeId = active !== null && scene.nodeById.has(active) ? active : null;
  const latest = useRef({ scene, props, activeId });
  useEffect(() => {
    latest.current = { scene, props, activeId };
  }, [scene, props, activeId]);

  const wish = useCallback(
    (kind: CanvasCommand['kind'], id?: string) => {
      const target = id === undefined ? undefined : nodeOf(latest.current.scene, id);
      moveCamera(camera, latest.current.scene, kind, target);
      if (kind !== 'reveal' || target === undefined) return;
      setActive(target.id);
      surface.current?.focus({ preventScroll: true });
    },
    [camera, surface],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const asked = event.target === event.currentTarget ? keyWish(event) : null;
      if (asked === null) return;
      const { props: now, activeId: standing, scene: current } = latest.current;
      if (asked.kind === 'walk') {
        const next = step(current, camera, standing ?? now.selectedId, asked.step);
        if (next !== null) setActive(next);
      } else if (asked.kind === 'clear') {
        if (standing === null && now.selectedId === null) return now.onEscape?.();
        setActive(null);
        now.onSelect(null);
      } else if (asked.kind === 'select' || asked.kind === 'activate') choose(asked, standing ?? now.selectedId, now);
      else if (!fold(asked, standing ?? now.selectedId, current, now)) wish(asked.kind);
      event.preventDefault();
    },
    [camera, wish],
  );

  useFirstFit(scene, camera);
  const { command } = props;
  useEffect(() => {
    if (command === undefined || command.nonce === lastNonce) return;
    lastNonce = command.nonce;
    if (command.camera !== undefined) camera.show(command.camera, true);
    else wish(command.kind, command.id);
  }, [command, camera, wish]);
  useCameraReport(camera, props.onCamera);
  return { activeId, onKeyDown, wish };
}

/** A camera that rests is worth keeping; one that moves is not. */
const restMs = 250;

function useCameraReport(camera: Camera, onCamera: DiagramCanvasProps['onCamera']): void {
  useEffect(() => {
    if (onCamera === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = camera.onMove(() => {
      clearTimeout(timer);
      timer = setTimeout(() => onCamera(camera.get()), restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [camera, onCamera]);
}

/** Fits once for each view, as soon as there is something to see; later data change nothing under the eye. */
function useFirstFit(scene: Scene, camera: Camera): void {
  const { diagram } = scene;
  const isEmpty = diagram.nodes.length === 0;
  const key = diagram.view === 'vpc' ? `vpc ${diagram.title}` : diagram.view;
  const fitted = useRef<string | null>(isEmpty ? null : key);
  useEffect(() => {
    if (isEmpty || fitted.current === key) return;
    fitted.current = key;
    camera.show(fitViewport(diagram, camera.size()), false);
  }, [isEmpty, key, camera, diagram]);
}

function step(scene: Scene, camera: Camera, fromId: string | null, asked: Step): string | null {
  const id = walk(scene, fromId, asked);
  const node = id === null ? undefined : scene.nodeById.get(id);
  const shifted = node === undefined ? null : shiftIntoView(node.box, camera.get(), camera.size());
  if (shifted !== null) camera.show(shifted, true);
  return id;
}

/** Plus unfolds the box that is stood on, minus folds the innermost that is unfolded around; false where there is none. */
function fold(asked: KeyWish, id: string | null, scene: Scene, props: DiagramCanvasProps): boolean {
  const node = id === null ? undefined : scene.nodeById.get(id);
  if (node === undefined || props.onFold === undefined) return false;
  const boxes = [node, ...ancestorsOf(scene, node)];
  const box =
    asked.kind === 'zoom-in'
      ? boxes.slice(0, 1).find((each) => each.fold === 'folded')
      : asked.kind === 'zoom-out'
        ? boxes.find((each) => each.fold === 'unfolded')
        : undefined;
  if (box !== undefined) props.onFold(box.id);
  return box !== undefined;
}

function choose(asked: KeyWish, id: string | null, props: DiagramCanvasProps): void {
  if (id === null) return;
  props.onSelect(id);
  if (asked.kind === 'activate') props.onActivate?.(id);
}

function moveCamera(camera: Camera, scene: Scene, kind: CanvasCommand['kind'], target: ReturnType<typeof nodeOf>): void {
  const viewport = camera.get();
  const size = camera.size();
  switch (kind) {
    case 'fit':
      return camera.show(fitViewport(scene.diagram, size), true);
    case 'zoom-in':
      return camera.show(zoomed(viewport, viewport.zoom * zoomStep, size), true);
    case 'zoom-out':
      return camera.show(zoomed(viewport, viewport.zoom / zoomStep, size), true);
    case 'actual-size':
      return camera.show(zoomed(viewport, 1, size), true);
    case 'reveal':
      if (target !== undefined) camera.show(revealViewport(target, viewport, size), true);
      return;
    case 'camera':
      return;
  }
}

/** The node of an id; for a strand its source. A folded or hidden thing is not there: then nothing moves. */
function nodeOf(scene: Scene, id: string) {
  return scene.nodeById.get(id) ?? scene.nodeById.get(scene.edgeById.get(id)?.edge.source ?? '');
}
