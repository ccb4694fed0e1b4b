import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useCamera } from './camera.ts';
import type { DiagramCanvasProps } from './diagram-canvas.tsx';
import { emphasisFor } from './emphasis.ts';
import { Flow } from './flow.tsx';
import { foldHelp, keyHelp } from './keys.ts';
import { Minimap } from './minimap.tsx';
import { createMomentStore, type Moment, MomentContext } from './moment.ts';
import { ProblemList } from './problem-list.tsx';
import { prepareScene } from './scene.ts';
import { Tooltip } from './tooltip.tsx';
import { tooltipSubject } from './tooltip-subject.ts';
import { useFarView } from './use-far-view.ts';
import { useMotion } from './use-motion.ts';
import { useMounted } from './use-mounted.ts';
import { usePointer } from './use-pointer.ts';
import { useSteering } from './use-steering.ts';
import { fitViewport, minZoom, type Size } from './viewport.ts';
import { ZoomControls } from './zoom-controls.tsx';

/** The canvas once its size is known, inside React Flow's store. */
export function CanvasSurface(props: DiagramCanvasProps & { readonly size: Size }) {
  const { theme, size, hidden, matches, selectedId, spotlight = null, anchor = null } = props;
  const camera = useCamera();
  const diagram = useMotion(props.diagram, camera, anchor);
  const scene = useMemo(() => prepareScene(diagram, hidden), [diagram, hidden]);
  const [first] = useState(() => ({ viewport: fitViewport(diagram, size), size }));
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const under = useRef<HTMLCanvasElement>(null);
  const { hover, handlers } = usePointer(scene, camera, props);
  const { activeId: place, onKeyDown, wish } = useSteering(scene, camera, surface, props);
  const [isFocused, setFocused] = useState(false);
  // The ring and the sentence of the keyboard belong to whoever is using it.
  const activeId = isFocused ? place : null;
  const emphasis = useMemo(() => emphasisFor(scene, hover?.id ?? null, matches, spotlight), [scene, hover?.id, matches, spotlight]);
  const moment = useMemo<Moment>(() => ({ selectedId, activeId, emphasis }), [selectedId, activeId, emphasis]);
  const [store] = useState(createMomentStore);
  useLayoutEffect(() => store.set(moment), [store, moment]);
  const elements = useMounted(scene, camera, first);
  const onMounted = useFarView(
    { canvasRef: canvas, underRef: under, surfaceRef: surface },
    camera,
    useMemo(() => ({ scene, theme, moment }), [scene, theme, moment]),
  );
  const helpId = useId();
  const active = activeId === null ? undefined : scene.nodeById.get(activeId);
  return (
    <MomentContext value={store}>
      <ProblemList scene={scene} />
      <div className={hover === null ? 'flow-surface' : 'flow-surface flow-pointing'}>
        <Flow
          elements={elements}
          minimum={Math.min(minZoom, fitViewport(diagram, size).zoom)}
          first={first.viewport}
          label={diagram.title}
          helpId={helpId}
          ref={surface}
          handlers={handlers}
          onKeyDown={onKeyDown}
          onFocusChange={setFocused}
          onMounted={onMounted}
        />
      </div>
      <canvas ref={under} className="flow-far flow-under" aria-hidden="true" hidden />
      <canvas ref={canvas} className="flow-far" aria-hidden="true" />
      <ZoomControls onWish={wish} />
      <Minimap scene={scene} theme={theme} camera={camera} />
      <Tooltip subject={tooltipSubject(scene, camera, hover, activeId)} size={size} />
      <p id={helpId} className="flow-hidden">
        {keyHelp}
      </p>
      <div className="flow-hidden" aria-live="polite">
        {active === undefined ? '' : `${active.description}${active.fold === undefined ? '' : foldHelp[active.fold]}`}
      </div>
    </MomentContext>
  );
}
