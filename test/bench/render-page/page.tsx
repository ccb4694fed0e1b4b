/** The canvas alone on a page, with handles for a driver: `?theme=`, and `plain` for the bare painter, `at=x,y,zoom` for its viewport. */
import './page.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type CanvasCommand, DiagramCanvas } from '#renderer/flow/diagram-canvas.tsx';
import type { Diagram } from '#shared/diagram/diagram.ts';
import type { ThemeName } from '#shared/diagram/theme.ts';
import { mountPlain } from './plain.ts';

/** What the driver calls through `window`. */
interface BenchHandles {
  setTheme?: (theme: ThemeName) => void;
  setMatches?: (ids: readonly string[] | null) => void;
  setHidden?: (ids: readonly string[]) => void;
  command?: (kind: CanvasCommand['kind'], id?: string) => void;
  selected?: string | null;
  activated?: string;
}

declare global {
  interface Window {
    bench: BenchHandles;
  }
}

window.bench = {};
const query = new URLSearchParams(location.search);
const firstTheme: ThemeName = query.get('theme') === 'dark' ? 'dark' : 'light';

function Page({ diagram }: { readonly diagram: Diagram }) {
  const [theme, setTheme] = useState(firstTheme);
  const [selectedId, setSelected] = useState<string | null>(null);
  const [matches, setMatches] = useState<ReadonlySet<string> | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [command, setCommand] = useState<CanvasCommand>();
  Object.assign(window.bench, {
    setTheme,
    setMatches: (ids: readonly string[] | null) => setMatches(ids === null ? null : new Set(ids)),
    setHidden: (ids: readonly string[]) => setHidden(new Set(ids)),
    command: (kind: CanvasCommand['kind'], id?: string) =>
      setCommand((before) => ({ kind, nonce: (before?.nonce ?? 0) + 1, ...(id === undefined ? {} : { id }) })),
    selected: selectedId,
  });
  return (
    <DiagramCanvas
      diagram={diagram}
      theme={theme}
      selectedId={selectedId}
      matches={matches}
      hidden={hidden}
      onSelect={setSelected}
      onActivate={(id) => Object.assign(window.bench, { activated: id })}
      {...(command === undefined ? {} : { command })}
    />
  );
}

/** `at=x,y,zoom` */
function viewportOf(text: string | null) {
  const [x, y, zoom] = (text ?? '').split(',').map(Number);
  return x === undefined || y === undefined || zoom === undefined ? null : { x, y, zoom };
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const response = await fetch('./diagram.json');
performance.mark('data');
const diagram = (await response.json()) as Diagram;
if (query.has('plain')) mountPlain(root, diagram, firstTheme, viewportOf(query.get('at')));
else createRoot(root).render(<Page diagram={diagram} />);
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('painted')));
