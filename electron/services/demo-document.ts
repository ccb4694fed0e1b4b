import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import { earlierDemoSnapshot } from './demo/demo-earlier.ts';
import { demoSnapshot, demoUsage } from './demo/demo-estate.ts';

/** The built-in estate as a document: its snapshot and its traffic. */
export function demoDocument(app: string): LinkscapeDocument {
  return { ...documentOf(demoSnapshot(), app), usage: [demoUsage()] };
}

/** The same with how it was a month before, so that there is something to compare. */
export function demoDocumentWithHistory(app: string): LinkscapeDocument {
  const document = demoDocument(app);
  return { ...document, snapshots: [...document.snapshots.map(earlierDemoSnapshot), ...document.snapshots] };
}
