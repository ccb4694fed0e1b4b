import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import { demoSnapshot, demoUsage } from './demo/demo-estate.ts';

/** The built-in estate as a document: its snapshot and its traffic. */
export function demoDocument(app: string): LinkscapeDocument {
  return { ...documentOf(demoSnapshot(), app), usage: [demoUsage()] };
}
