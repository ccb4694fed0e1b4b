import './app.css';
import { createWorkerEngine } from './workers/engine.ts';

// First of all: the worker reads its program while this thread reads the window's.
const analysis = createWorkerEngine();
const { openWindow } = await import('./window.tsx');
await openWindow(analysis);
