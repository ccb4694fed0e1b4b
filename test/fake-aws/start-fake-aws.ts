/**
 * A stand-in for AWS on the loopback interface. It serves a snapshot, which is
 * the truth, over the protocols of EC2, ELBv2, STS and Route 53: one port for
 * all accounts and Regions, told apart by the scope of the signature.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { answerTo } from './answer.ts';
import type { Answering } from './answering.ts';
import { type BucketSize, tokenBuckets } from './buckets.ts';
import { callKey, faultFor, type FaultKind, type FaultRule } from './faults.ts';
import { faultyAnswer } from './faulty-answer.ts';
import { accessKeyOf, identitiesOf, roleArnOf, secretKeyOf } from './identities.ts';
import type { FakeOrganization } from './organizations.ts';
import { tokenOffset } from './paging.ts';
import { type FakeRequest, readRequest } from './request.ts';
import { send } from './send.ts';
import { truthOf } from './truth.ts';

export interface FakeAwsOptions {
  /** What is true. Its ledger says which calls fail for good: denied ones, disabled Regions, and so on. */
  readonly snapshot: Snapshot;
  /** How long every answer takes, in milliseconds; may differ by Region. */
  readonly latencyMs?: number | ((region: string) => number);
  /** Most entries of a page, below what AWS allows. */
  readonly pageSize?: number;
  readonly faults?: readonly FaultRule[];
  /** Decides which calls the faults strike. */
  readonly seed?: number;
  /** Access keys beside one per account, with the account each belongs to. */
  readonly identities?: Readonly<Record<string, string>>;
  /** Accounts whose role trusts nobody. */
  readonly closedAccounts?: readonly string[];
  /** The organisation of the accounts; they belong to none where not given. */
  readonly organization?: FakeOrganization;
  readonly buckets?: BucketSize;
  readonly port?: number;
}

/** One call as it arrived, and what became of it. */
export interface RecordedCall {
  readonly at: number;
  readonly accountId: string | null;
  readonly accessKey: string;
  readonly service: string;
  readonly region: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly fault: FaultKind | 'bucket' | null;
}

export interface FakeAws {
  readonly url: string;
  accessKeyFor(accountId: string): { readonly accessKeyId: string; readonly secretAccessKey: string };
  roleArnFor(accountId: string): string;
  /** Every call so far, in order of arrival. */
  readonly calls: readonly RecordedCall[];
  /** Replaces the fault plan; attempts are counted anew. */
  setFaults(faults: readonly FaultRule[], seed?: number): void;
  /** Stops the fake. Rejects where any call was not one that reads: then the test has found something that writes. */
  close(): Promise<void>;
}

const readingVerbs = /^(?:Describe|Get|List|Search|AssumeRole$)/;

export async function startFakeAws(options: FakeAwsOptions): Promise<FakeAws> {
  const truth = truthOf(options.snapshot);
  const identities = identitiesOf(truth.accounts, options.identities ?? {}, options.closedAccounts ?? []);
  const answering: Answering = {
    truth,
    identities,
    organization: options.organization ?? null,
    pageSize: options.pageSize ?? Number.POSITIVE_INFINITY,
  };
  const calls: RecordedCall[] = [];
  const desk = {
    options,
    answering,
    calls,
    plan: planOf(options),
    take: options.buckets === undefined ? null : tokenBuckets(options.buckets),
  };
  const server = createServer((message, response) => {
    handle(desk, message, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accessKeyFor: (accountId) => ({ accessKeyId: accessKeyOf(accountId), secretAccessKey: secretKeyOf(accountId) }),
    roleArnFor: roleArnOf,
    calls,
    setFaults: (faults, seed = 1) => {
      desk.plan = planOf({ ...options, faults, seed });
    },
    close: () => close(server, sockets, calls),
  };
}

/** What is behind the counter. */
interface Desk {
  readonly options: FakeAwsOptions;
  readonly answering: Answering;
  readonly calls: RecordedCall[];
  readonly take: ((key: string, now: number) => boolean) | null;
  plan: Plan;
}

interface Plan {
  readonly faults: readonly FaultRule[];
  readonly seed: number;
  readonly attempts: Map<string, number>;
}

function planOf({ faults = [], seed = 1 }: Pick<FakeAwsOptions, 'faults' | 'seed'>): Plan {
  return { faults, seed, attempts: new Map() };
}

async function handle(desk: Desk, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  const accountId = desk.answering.identities.accountOf(request.accessKey);
  const fault = decide(desk, request, accountId ?? '');
  desk.calls.push(recorded(request, message, accountId, fault));
  const { latencyMs = 0 } = desk.options;
  const wait = typeof latencyMs === 'number' ? latencyMs : latencyMs(request.region);
  if (wait > 0) await sleep(wait);
  if (response.destroyed) return;
  const kind = fault === 'bucket' ? 'throttle' : fault;
  const answer = (kind === null ? null : faultyAnswer(kind, request, desk.answering)) ?? answerTo(request, desk.answering);
  send(response, answer, kind);
}

function decide(desk: Desk, request: FakeRequest, accountId: string): RecordedCall['fault'] {
  if (desk.take !== null && !desk.take(`${accountId}/${request.region}/${request.action}`, performance.now())) return 'bucket';
  if (desk.plan.faults.length === 0) return null;
  const key = callKey({ accountId, request });
  const attempt = (desk.plan.attempts.get(key) ?? 0) + 1;
  desk.plan.attempts.set(key, attempt);
  return faultFor(desk.plan.faults, desk.plan.seed, { accountId, request, attempt, page: pageNumber(request), before: desk.calls.length });
}

/** Which page a call asks for, by the size it asks for. */
function pageNumber(request: FakeRequest): number {
  const token = request.parameters.get('NextToken') ?? request.parameters.get('Marker');
  const size = Number(request.parameters.get('MaxResults') ?? request.parameters.get('PageSize') ?? 0);
  const offset = token === undefined ? 0 : (tokenOffset(token, request.action) ?? 0);
  return size === 0 ? (offset === 0 ? 1 : 2) : Math.floor(offset / size) + 1;
}

function recorded(request: FakeRequest, message: IncomingMessage, accountId: string | null, fault: RecordedCall['fault']): RecordedCall {
  const { accessKey, service, region, action, parameters } = request;
  return {
    at: performance.now(),
    accountId,
    accessKey,
    service,
    region,
    action,
    parameters: Object.fromEntries(parameters),
    headers: message.headers,
    fault,
  };
}

async function close(server: Server, sockets: ReadonlySet<Socket>, calls: readonly RecordedCall[]): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
  const writing = calls.filter((call) => !readingVerbs.test(call.action));
  if (writing.length > 0)
    throw new Error(`calls that do not only read: ${writing.map((call) => `${call.service}:${call.action}`).join(', ')}`);
}
