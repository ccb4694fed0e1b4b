/**
 * The contract between the renderer and its host: every call the renderer may
 * make and every event it may hear. Electron's preload and the loopback HTTP
 * client both carry exactly this; values are JSON only, but for the bytes of a
 * document's part, which travel as they are.
 *
 * No call takes a path: files come from dialogs of the host or as bytes.
 */
import { ledgerCellSchema } from '#shared/model/ledger.ts';
import { takenPriceSchema } from '#shared/model/price-book-taken.ts';
import { regionSchema, z } from '#shared/model/schema.ts';

const nothing = z.strictObject({});
const shortText = z.string().min(1).max(256);

/** What an open document is known by; valid as long as the host runs. */
const documentRef = z.strictObject({
  documentId: z.string(),
  title: z.string(),
  /** Parts to fetch with `document.part`. */
  parts: z.number().int().positive(),
  /** What had to be repaired or is worth knowing about the file. */
  notices: z.array(z.string()),
});
export type DocumentRef = z.output<typeof documentRef>;

const profileEntry = z.strictObject({
  name: z.string(),
  kind: z.enum(['keys', 'sso', 'role', 'process', 'web-identity', 'login', 'region-only']),
  /** The file it stands in, shortened with `~`. */
  file: z.string(),
  region: z.string().nullable(),
  /** A twelve-digit account id where the profile names one (SSO, role). */
  accountId: z.string().nullable(),
  /** What runs or is called before credentials exist, and needs the person's consent: its content hash and text. */
  consent: z.strictObject({ hash: z.string(), what: z.string() }).nullable(),
  /** Why this profile cannot be used, if so. */
  problem: z.string().nullable(),
});
export type ProfileEntry = z.output<typeof profileEntry>;

const profileList = z.strictObject({
  profiles: z.array(profileEntry),
  files: z.array(z.strictObject({ path: z.string(), status: z.enum(['read', 'absent', 'unreadable']), message: z.string().nullable() })),
  ignored: z.array(z.strictObject({ file: z.string(), line: z.number().int(), text: z.string(), why: z.string() })),
  /** What the environment sets and what it means for the profiles, and that the files changed: whole sentences. */
  notices: z.array(z.string()).optional(),
});
export type ProfileList = z.output<typeof profileList>;

const problem = z.strictObject({
  code: z.string(),
  what: z.string(),
  where: z.string().optional(),
  why: z.string().optional(),
  remedy: z.string().optional(),
});

/** What a person asks a scan for. */
export const scanRequest = z.strictObject({
  profiles: z.array(shortText).min(1).max(5000),
  /** Empty: the Regions of the profiles themselves. */
  regions: z.array(regionSchema).max(200),
  allRegions: z.boolean(),
  /** Content hashes of what the person agreed to. */
  consents: z.array(z.string().max(128)).max(5000),
  /** Only loopback; for emulators. */
  endpointUrl: z.string().max(200).nullable(),
  /** Enters every account of a list by a role; the chosen profiles only open the way. */
  organization: z
    .strictObject({
      /** AWS Organizations, or the portal of an SSO profile. */
      accounts: z.enum(['organization', 'portal']),
      /** A name or an ARN; from a portal it may be empty: the role of the profile itself. */
      role: z
        .string()
        .max(200)
        .regex(/^[\w+=,.@:/-]*$/),
    })
    .optional(),
});
export type ScanRequest = z.output<typeof scanRequest>;

/** What an export can be; the same list as the command line's. */
export const exportFormatNames = ['svg', 'png', 'pdf', 'html', 'drawio', 'mermaid', 'dot', 'csv', 'json', 'md'] as const;

const exportRequest = z.strictObject({
  /** Chosen by the caller, so that progress and cancelling can name the export before it has answered. */
  exportId: z.string().min(1).max(64),
  /** Bytes that were sent before: a diagram as JSON, or a document. */
  uploadId: shortText,
  source: z.enum(['diagram', 'document']),
  /** As the command line names it; of a diagram only its name. */
  view: shortText,
  format: z.enum(exportFormatNames),
  theme: z.enum(['light', 'dark']),
  /** Documents only. */
  redact: z.boolean(),
  /** PDF. */
  page: z.enum(['a4', 'a3', 'letter', 'one']),
  /** PNG: pixels per unit of the diagram. */
  scale: z.number().min(0.05).max(8),
  /** A JSON list of keys that was sent before: what is left out of a document's view. */
  leftOutUploadId: shortText.nullable(),
});
export type AppExportRequest = z.output<typeof exportRequest>;

export const procedures = {
  'app.info': {
    input: nothing,
    output: z.strictObject({ host: z.enum(['electron', 'loopback']), version: z.string(), platform: z.string() }),
  },
  /** Opens the demo estate. */
  'document.demo': { input: nothing, output: documentRef },
  /** The document the host was started with, if any. */
  'document.initial': { input: nothing, output: documentRef.nullable() },
  /** Asks the person for a file, to be opened as `document.open` does (Electron only; elsewhere the renderer sends the bytes). `null`: they cancelled. */
  'document.choose': {
    input: z.strictObject({ onto: shortText.optional() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('opened'), document: documentRef }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /**
   * Opens bytes that were sent before (`PUT /document` or IPC): a document, JSON of the AWS CLI, or code. With `onto`, an
   * open document, a plan or template is shown as what that document would be once it is applied.
   */
  'document.open': {
    input: z.strictObject({ uploadId: shortText, name: shortText, onto: shortText.optional() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('opened'), document: documentRef }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /** One part of a document's JSON as UTF-8, at most 1 MB; a character may begin in one part and end in the next. */
  'document.part': {
    input: z.strictObject({ documentId: shortText, part: z.number().int().nonnegative() }),
    output: z.strictObject({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
  },
  /** Keeps what a person added and did not save yet, in place of what was kept before; a crash then loses nothing more. */
  'unsaved.keep': { input: z.strictObject({ uploadId: shortText, title: z.string().max(256) }), output: nothing },
  /** What an earlier run, or an earlier page of this one, kept and never saved; `null` where there is nothing. */
  'unsaved.find': { input: nothing, output: z.strictObject({ title: z.string(), keptAt: z.string() }).nullable() },
  /** Opens what `unsaved.find` told of. */
  'unsaved.open': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('opened'), document: documentRef }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /** The work was saved or is not wanted: what this run kept goes, or what earlier ones left behind. */
  'unsaved.forget': { input: z.strictObject({ whose: z.enum(['own', 'earlier']) }), output: nothing },
  'document.close': { input: z.strictObject({ documentId: shortText }), output: nothing },
  /** Usage files and flow logs (sent before) about an open document: that document with their figures, to be shown in its place. */
  'traffic.import': {
    input: z.strictObject({
      /** Chosen by the caller, so that progress and cancelling can name the import before it has answered. */
      trafficId: z.string().min(1).max(64),
      files: z
        .array(z.strictObject({ uploadId: shortText, name: shortText }))
        .min(1)
        .max(30),
      /** AWS's published ip-ranges.json, to name addresses that flow logs do not. */
      ipRangesUploadId: shortText.nullable(),
      onto: shortText,
      title: z.string().max(256),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('opened'), document: documentRef }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /** The import then answers with a problem `cancelled`. */
  'traffic.cancel': { input: z.strictObject({ trafficId: shortText }), output: nothing },
  /** Prices that a person took from the Price List API, in place of those the program was built with. */
  'prices.taken': { input: nothing, output: z.strictObject({ prices: z.array(takenPriceSchema) }) },
  /** Lists profiles; resolves and runs nothing. */
  'profiles.list': { input: nothing, output: profileList },
  'scan.start': {
    input: scanRequest,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('started'), scanId: z.string() }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  'scan.cancel': { input: z.strictObject({ scanId: shortText }), output: nothing },
  /** Reads the failed cells of a finished scan again. */
  'scan.retry': {
    input: z.strictObject({ scanId: shortText }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('started'), scanId: z.string() }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /** A scan of an earlier run that was stopped in the middle; `null` where there is none. */
  'scan.unfinished': {
    input: nothing,
    output: z.strictObject({ profiles: z.array(z.string()), begunAt: z.string() }).nullable(),
  },
  /** Goes on with the scan that `scan.unfinished` told of: reads only what had not been read. */
  'scan.resume': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('started'), scanId: z.string() }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /** The unfinished scans of earlier runs are not wanted. */
  'scan.forgetUnfinished': { input: nothing, output: nothing },
  /** What has been read so far, as a document, so that the map fills while scanning. */
  'scan.snapshot': { input: z.strictObject({ scanId: shortText }), output: documentRef },
  /** Answers a question of `scan.question`, e.g. an MFA code; `null` declines. */
  'scan.answer': { input: z.strictObject({ questionId: shortText, answer: z.string().max(64).nullable() }), output: nothing },
  /** Writes a view in a format; the files are fetched with `export.part` and dropped with `export.close`. */
  'export.run': {
    input: exportRequest,
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('done'),
        /** `suffix` tells several files of one export apart. */
        files: z.array(z.strictObject({ suffix: z.string(), bytes: z.number().int(), parts: z.number().int() })),
      }),
      z.strictObject({ kind: z.literal('cancelled') }),
      z.strictObject({ kind: z.literal('problem'), problem }),
    ]),
  },
  /** A part of a file, at most 1 MB as base64. */
  'export.part': {
    input: z.strictObject({ exportId: shortText, file: z.number().int().nonnegative(), part: z.number().int().nonnegative() }),
    output: z.strictObject({ base64: z.string() }),
  },
  /** Ends an export that runs, and drops the files of one that is done. */
  'export.close': { input: z.strictObject({ exportId: shortText }), output: nothing },
  /** Opens a page of AWS in the browser; anything else is refused. */
  'external.open': {
    input: z.strictObject({ url: z.url({ protocol: /^https$/ }).max(2000) }),
    output: z.strictObject({ opened: z.boolean() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  /** At least every 250 ms while a scan runs. `cells` holds what changed since the last event. */
  'scan.progress': z.strictObject({
    scanId: z.string(),
    phase: z.enum(['starting', 'reading', 'cancelling', 'done', 'cancelled', 'failed']),
    cells: z.array(ledgerCellSchema),
    /** Calls finished and planned; the plan grows while Regions are found. */
    callsDone: z.number().int(),
    callsPlanned: z.number().int(),
    resources: z.number().int(),
    elapsedMs: z.number(),
    etaMs: z.number().nullable(),
    problem: problem.nullable(),
  }),
  /** Parts of a picture that are drawn, of all; `total` 0 while it is prepared. */
  'export.progress': z.strictObject({ exportId: z.string(), done: z.number().int(), total: z.number().int() }),
  /** Bytes of flow logs that are read, of all; about four times a second. */
  'traffic.progress': z.strictObject({ trafficId: z.string(), readBytes: z.number(), totalBytes: z.number() }),
  'scan.question': z.strictObject({
    questionId: z.string(),
    scanId: z.string(),
    kind: z.enum(['mfa']),
    profile: z.string(),
    text: z.string(),
  }),
  /** The person chose an entry of the host's own menu. */
  'app.command': z.strictObject({ command: z.enum(['open', 'demo', 'scan', 'export', 'find', 'palette', 'save', 'undo', 'redo']) }),
  /** A `linkscape://` link was opened: its parameters, as `renderer/store/link.ts` writes them. */
  'app.link': z.strictObject({ link: z.string().max(8000) }),
  /** A file came to a running host (opened in the file manager, a second start): to be opened with `document.open`. */
  'document.offered': z.strictObject({ uploadId: z.string(), name: z.string() }),
} as const satisfies Record<string, z.ZodType>;

export type Procedures = typeof procedures;
export type Method = keyof Procedures;
export type Input<M extends Method> = z.input<Procedures[M]['input']>;
export type Output<M extends Method> = z.output<Procedures[M]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/** What a call comes back with over any transport. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** All a host has to give the renderer: implemented by Electron's preload and by the HTTP client. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  /** Hands bytes to the host and gives the id to open them by. */
  upload(bytes: Uint8Array): Promise<string>;
}

/** The services behind the contract, host-independent: one function per method. */
export type Handlers = { readonly [M in Method]: (input: z.output<Procedures[M]['input']>) => Promise<Output<M>> };

/** Sends an event to whoever listens. */
export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** Where a host keeps uploaded bytes until `document.open` takes them, once. */
export interface UploadStore {
  /** The id to open the bytes by; `null` where they are more than the host takes. */
  readonly put: (bytes: Uint8Array) => string | null;
  /** The bytes, which are then forgotten; `undefined` for an id that was used, dropped or never given. */
  readonly take: (uploadId: string) => Uint8Array | undefined;
}
