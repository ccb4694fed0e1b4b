import { memo } from 'react';
import type { DiagramNode } from '#shared/diagram/diagram.ts';
import { ShapeElement } from './shape-element.tsx';

/** A node's shapes as one inline SVG. Its name is on the element around it, so that it is read once. */
export const NodePicture = memo(function NodePicture({ node, className }: { readonly node: DiagramNode; readonly className: string }) {
  return (
    <svg className={`flow-picture ${className}`} width={node.box.width} height={node.box.height} aria-hidden="true">
      {node.shapes.map((shape, index) => (
        <ShapeElement key={index} shape={shape} />
      ))}
    </svg>
  );
});
