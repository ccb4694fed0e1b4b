/** The services behind the contract, for every host alike. */
import path from 'node:path';
import { documentOf } from '#shared/model/document.ts';
import type { TakenPrice } from '#shared/model/price-book-taken.ts';
import type { DocumentRef, Emit, Handlers, Output, UploadStore } from '#shared/api/contract.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import type { Outcome, Problem } from '#shared/base/outcome.ts';
import { createProfileLister } from '#electron/aws/profiles.ts';
import type { ProfileList } from '#electron/discovery/profile-list.ts';
import type { EngineProgress } from '#electron/imports/flow-logs/run-query.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { demoDocumentWithHistory } from './demo-document.ts';
import type { Opened } from './open-bytes.ts';
import { type InitialDocument, initialDocument } from './initial-document.ts';
import { createExportService } from './export-service.ts';
import { createScanService } from './scan-service.ts';
import { unfinishedScans } from './scan-resume.ts';
import { createUnsavedWork, isProcessRunning } from './unsaved-work.ts';

/** What a host has to give the services. */
export interface ServiceOptions {
  readonly host: 'electron' | 'loopback';
  readonly version: string;
  /** Where settings and unsaved work are kept. */
  readonly dataDir: string;
  readonly emit: Emit;
  /** Opens a page of AWS in the browser; false where the renderer has to do it. */
  readonly openExternal: (url: string) => Promise<boolean>;
  readonly uploads: UploadStore;
  /** A document, file or folder to open first. */
  readonly initialFile?: string;
  /** When that may be opened before the page asks for it; left out: not before. */
  readonly started?: Promise<unknown>;
  /** Asks the person for a file; hosts without a dialog leave it out. */
  readonly chooseFile?: () => Promise<string | null>;
}

export function createServices(options: ServiceOptions): Handlers {
  const app = `linkscape ${options.version}`;
  const documents = createDocumentStore();
  const scans = createScanService(options.emit, unfinishedScans(options.dataDir, process.pid, isProcessRunning));
  const listAgain = createProfileLister(process.env);
  const show = (opened: Opened): DocumentRef => documents.open(opened.document, opened.title, opened.notices);
  const first = options.initialFile === undefined ? null : initialDocument(options.initialFile, app, now);
  void options.started?.then(() => first?.openAhead()).then(priceFiles);
  return {
    'app.info': async () => ({ host: options.host, version: options.version, platform: process.platform }),
    'document.demo': async () => documents.open(demoDocumentWithHistory(app), 'Demo estate', []),
    'document.initial': async () => (first === null ? null : initial(first, app, show)),
    'document.choose': async ({ onto }) => {
      const file = (await options.chooseFile?.()) ?? null;
      const { openPath } = await import('./document-files.ts');
      return file === null ? { kind: 'cancelled' } : asReply(await openPath(file, app, now(), textOf(documents, onto)), show);
    },
    'document.open': async ({ uploadId, name, onto }) => {
      const bytes = options.uploads.take(uploadId);
      if (bytes === undefined)
        return { kind: 'problem', problem: { code: 'upload', what: 'The file did not arrive', where: name, remedy: 'Open it again.' } };
      const { openOnto } = await import('./open-onto.ts');
      return asReply(openOnto(bytes, name, textOf(documents, onto), app, now()), show);
    },
    ...unsavedHandlers(options, app, show),
    'document.part': async ({ documentId, part }) => ({ bytes: partOf(documents, documentId, part) }),
    'document.close': async ({ documentId }) => {
      documents.close(documentId);
      return {};
    },
    ...createExportService(options.uploads, options.emit, app),
    ...moneyHandlers(options, documents, show),
    'profiles.list': async () => profileList(listAgain()),
    'scan.start': async (request) => started(scans.start(request)),
    'scan.retry': async ({ scanId }) => started(scans.retry(scanId)),
    'scan.unfinished': async () => {
      const found = await scans.unfinished();
      return found === null ? null : { profiles: [...found.profiles], begunAt: found.begunAt };
    },
    'scan.resume': async () => started(await scans.resume()),
    'scan.forgetUnfinished': async () => {
      await scans.forgetUnfinished();
      return {};
    },
    'scan.cancel': async ({ scanId }) => {
      scans.cancel(scanId);
      return {};
    },
    'scan.snapshot': async ({ scanId }) => {
      const snapshot = scans.snapshot(scanId);
      if (snapshot === undefined) throw new Error('no such scan');
      return documents.open(documentOf(snapshot, app), snapshot.title, []);
    },
    'scan.answer': async ({ questionId, answer }) => {
      scans.answer(questionId, answer);
      return {};
    },
    'external.open': async ({ url }) => ({ opened: await options.openExternal(url) }),
  };
}

/** Prices that were taken, and traffic for the open document. */
function moneyHandlers(
  options: ServiceOptions,
  documents: DocumentStore,
  show: (opened: Opened) => DocumentRef,
): Pick<Handlers, 'traffic.import' | 'traffic.cancel' | 'prices.taken'> {
  const running = new Map<string, AbortController>();
  return {
    'traffic.import': async ({ trafficId, files: named, ipRangesUploadId, onto, title }) => {
      const base = documents.text(onto);
      const files = named.flatMap(({ uploadId, name }) => ({ name, bytes: options.uploads.take(uploadId) }));
      const ipRanges = ipRangesUploadId === null ? null : options.uploads.take(ipRangesUploadId);
      const missing = files.find(({ bytes }) => bytes === undefined)?.name ?? (ipRanges === undefined ? 'ip-ranges.json' : null);
      if (base === undefined || missing !== null) return notArrived(missing ?? title);
      const abort = new AbortController();
      running.set(trafficId, abort);
      try {
        const { trafficOnto } = await import('./traffic-onto.ts');
        const given = files.flatMap(({ name, bytes }) => (bytes === undefined ? [] : [{ name, bytes }]));
        const waiting = {
          signal: abort.signal,
          onProgress: (progress: EngineProgress) => options.emit('traffic.progress', { trafficId, ...progress }),
        };
        return asReply(await trafficOnto(given, ipRanges ?? null, base, title, waiting), show);
      } finally {
        running.delete(trafficId);
      }
    },
    'traffic.cancel': async ({ trafficId }) => {
      running.get(trafficId)?.abort();
      return {};
    },
    'prices.taken': async () => {
      const { takenPrices } = await priceFiles();
      return { prices: takenPrices(path.join(options.dataDir, 'prices.json')).map(plainPrice) };
    },
  };
}

function notArrived(where: string): Output<'traffic.import'> {
  return { kind: 'problem', problem: { code: 'upload', what: 'The file did not arrive', where, remedy: 'Open it again.' } };
}

/** Asked for with every document. */
function priceFiles() {
  return import('./price-refresh-file.ts');
}

type UnsavedMethod = 'unsaved.keep' | 'unsaved.find' | 'unsaved.open' | 'unsaved.forget';

function unsavedHandlers(options: ServiceOptions, app: string, show: (opened: Opened) => DocumentRef): Pick<Handlers, UnsavedMethod> {
  const unsaved = createUnsavedWork(options.dataDir, process.pid, isProcessRunning);
  return {
    'unsaved.keep': async ({ uploadId, title }) => {
      const bytes = options.uploads.take(uploadId);
      if (bytes !== undefined) await unsaved.keep(bytes, title, now());
      return {};
    },
    'unsaved.find': async () => {
      const found = await unsaved.find();
      return found === null ? null : { title: found.title, keptAt: found.keptAt };
    },
    'unsaved.open': async () => {
      const found = await unsaved.find();
      if (found === null) return { kind: 'problem', problem: { code: 'unsaved', what: 'There is no unsaved work any more' } };
      const { openBytes } = await import('./open-bytes.ts');
      const opened = asReply(openBytes(found.bytes, `${found.title}.linkscape`, app, now()), show);
      return opened.kind === 'opened' ? { ...opened, document: { ...opened.document, title: found.title } } : opened;
    },
    'unsaved.forget': async ({ whose }) => {
      await unsaved.forget(whose);
      return {};
    },
  };
}

/** The document a host was started with. One that cannot be opened must not stop the program: the demo opens with the reason. */
async function initial(first: InitialDocument, app: string, show: (opened: Opened) => DocumentRef): Promise<DocumentRef> {
  const opened = await first.open();
  if (opened.kind === 'ok') return show(opened.value);
  const { what, where, why } = opened.problem;
  return show({
    document: demoDocumentWithHistory(app),
    title: 'Demo estate',
    notices: [
      `${what}${where === undefined ? '' : `: ${where}`}${why === undefined ? '' : ` (${why})`}. The demo estate is shown instead.`,
    ],
  });
}

function asReply(opened: Outcome<Opened, Problem>, show: (opened: Opened) => DocumentRef) {
  return opened.kind === 'ok'
    ? { kind: 'opened' as const, document: show(opened.value) }
    : { kind: 'problem' as const, problem: { ...opened.problem } };
}

function started(outcome: Outcome<string, Problem>) {
  return outcome.kind === 'ok'
    ? { kind: 'started' as const, scanId: outcome.value }
    : { kind: 'problem' as const, problem: { ...outcome.problem } };
}

function textOf(documents: DocumentStore, documentId: string | undefined): string | undefined {
  return documentId === undefined ? undefined : documents.text(documentId);
}

function partOf(documents: DocumentStore, documentId: string, part: number): Uint8Array {
  const bytes = documents.part(documentId, part);
  if (bytes === undefined) throw new Error('no such document or part');
  return bytes;
}

function plainPrice(price: TakenPrice) {
  return { ...price, tiers: price.tiers.map((tier) => ({ ...tier })) };
}

function profileList(list: ProfileList) {
  return {
    profiles: list.profiles.map((profile) => ({ ...profile, consent: profile.consent === null ? null : { ...profile.consent } })),
    files: list.files.map((file) => ({ ...file })),
    ignored: list.ignored.map((line) => ({ ...line })),
    notices: [...list.notices],
  };
}

function now(): IsoTime {
  return new Date().toISOString() as IsoTime;
}
