import type { CanvasProps } from './canvas-props.ts';

/** Stands in until the canvas is there: the labels of the diagram as a list. */
export function DiagramCanvas({ diagram, hidden, matches, selectedId, onSelect }: CanvasProps) {
  return (
    <ul style={{ overflow: 'auto', flex: 1, padding: 12 }}>
      {diagram.nodes
        .filter((node) => !hidden.has(node.id) && (matches === null || matches.has(node.id)))
        .map((node) => (
          <li key={node.id}>
            <button type="button" aria-pressed={node.id === selectedId} onClick={() => onSelect(node.id)}>
              {node.kind}: {node.label}
            </button>
          </li>
        ))}
    </ul>
  );
}
