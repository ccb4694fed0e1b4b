/** A PDF being written, with the fonts of the product in it. */
import { once } from 'node:events';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { loadFonts } from './fonts.ts';
import { createTextPen, type TextPen } from './pdf-text.ts';

/** The document of the PDF library. */
export type PdfDocument = PDFKit.PDFDocument;

/** A document without a page, and the pen that writes text in it. */
export interface PdfFile {
  readonly document: PdfDocument;
  readonly text: TextPen;
  /** Ends the document and gives the file. */
  finish(): Promise<Buffer>;
}

export async function createPdf(title: string): Promise<Outcome<PdfFile, Problem>> {
  const fonts = loadFonts();
  if (fonts.kind === 'problem') return fonts;
  const library = await pdfLibrary();
  if (library.kind === 'problem') return library;
  const document = new library.value({
    autoFirstPage: false,
    bufferPages: true,
    // Coordinates are ours throughout: no margin may break a page.
    margin: 0,
    lang: 'en',
    displayTitle: true,
    info: { Title: title.toWellFormed(), Creator: 'Linkscape' },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  return ok({
    document,
    text: createTextPen(document, fonts.value),
    async finish() {
      const ended = once(document, 'end');
      document.end();
      await ended;
      return Buffer.concat(parts);
    },
  });
}

async function pdfLibrary(): Promise<Outcome<new (options: PDFKit.PDFDocumentOptions) => PdfDocument, Problem>> {
  try {
    return ok((await import('pdfkit')).default);
  } catch (error) {
    return failed({
      code: 'pdf-module',
      what: 'PDF cannot be written on this machine',
      why: `its library does not load: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      remedy: 'Install the program again, or export SVG or HTML and print that.',
    });
  }
}
