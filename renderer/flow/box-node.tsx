import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { CanvasErrorBoundary } from './canvas-error-boundary.tsx';
import type { BoxNode } from './flow-elements.ts';
import { markShapes } from './marks.ts';
import { useMarks } from './moment.ts';
import { NodePicture } from './node-picture.tsx';
import { ShapeElement } from './shape-element.tsx';

/** A box that groups others. */
export const GroupNode = memo(function GroupNode(props: NodeProps<BoxNode>) {
  return <Box {...props} />;
});

/** A thing of its own: an endpoint, a NAT gateway, a service. */
export const ThingNode = memo(function ThingNode(props: NodeProps<BoxNode>) {
  return <Box {...props} />;
});

/** The end of an edge that lies out of view: handles and nothing to see. */
export const AnchorNode = memo(function AnchorNode() {
  return <Handles />;
});

function Box({ data: { node } }: NodeProps<BoxNode>) {
  const marks = useMarks(node.id);
  const words = marks.split(' ');
  const rings = markShapes(node, {
    selected: words.includes('selected'),
    active: words.includes('active'),
    found: words.includes('found'),
  });
  return (
    <CanvasErrorBoundary fallback={null}>
      <NodePicture node={node} className={marks} />
      {rings.length > 0 && (
        <svg className="flow-picture flow-rings" width={node.box.width} height={node.box.height} aria-hidden="true">
          {rings.map((shape, index) => (
            <ShapeElement key={index} shape={shape} />
          ))}
        </svg>
      )}
      <Handles />
    </CanvasErrorBoundary>
  );
}

/** React Flow reads handles from the DOM when it measures; a node without them loses its edges. */
function Handles() {
  return (
    <>
      <Handle id="in" type="target" position={Position.Left} isConnectable={false} />
      <Handle id="out" type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}
