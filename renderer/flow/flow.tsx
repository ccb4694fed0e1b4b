import { ReactFlow, useStore } from '@xyflow/react';
import { type KeyboardEventHandler, memo, type Ref, useLayoutEffect } from 'react';
import { AnchorNode, GroupNode, ThingNode } from './box-node.tsx';
import type { FlowElements } from './flow-elements.ts';
import { Strand } from './strand-edge.tsx';
import type { PointerHandlers } from './use-pointer.ts';
import { maxZoom, type Viewport } from './viewport.ts';

const nodeTypes = { box: GroupNode, thing: ThingNode, anchor: AnchorNode };
const edgeTypes = { strand: Strand };
const options = { hideAttribution: true };

interface FlowProps {
  readonly elements: FlowElements;
  readonly minimum: number;
  readonly first: Viewport;
  readonly label: string;
  readonly helpId: string;
  readonly ref: Ref<HTMLDivElement>;
  readonly handlers: PointerHandlers;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onFocusChange: (isFocused: boolean) => void;
  readonly onMounted: (ids: ReadonlySet<string>) => void;
}

/**
 * React Flow with everything off that we do ourselves. It is one tab stop:
 * ten thousand would be none. Memoised, because hovering must not reach it.
 */
export const Flow = memo(function Flow({ ref, ...props }: FlowProps) {
  return (
    <ReactFlow
      ref={ref}
      nodes={props.elements.nodes}
      edges={props.elements.edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      defaultViewport={props.first}
      minZoom={props.minimum}
      maxZoom={maxZoom}
      zIndexMode="manual"
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      zoomOnDoubleClick={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      panActivationKeyCode={null}
      zoomActivationKeyCode={null}
      proOptions={options}
      tabIndex={0}
      aria-label={props.label}
      aria-describedby={props.helpId}
      onKeyDown={props.onKeyDown}
      onFocus={() => props.onFocusChange(true)}
      onBlur={() => props.onFocusChange(false)}
      {...props.handlers}
    >
      <MountReport elements={props.elements} onMounted={props.onMounted} />
    </ReactFlow>
  );
});

/** React Flow takes new elements after our own render; only in the commit that shows them may the painter leave them out. */
function MountReport({ elements, onMounted }: Pick<FlowProps, 'elements' | 'onMounted'>) {
  const nodes = useStore((state) => state.nodes);
  const edges = useStore((state) => state.edges);
  useLayoutEffect(() => {
    if (nodes === elements.nodes && edges === elements.edges) onMounted(elements.ids);
  }, [nodes, edges, elements, onMounted]);
  return null;
}
