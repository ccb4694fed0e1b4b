/** Reads pages with the SDK: the only place where a call of discovery becomes a request. */
import { type AccountId, globalRegion, type Partition, type Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import { operationNamed, readAnswer } from '#shared/model/operation.ts';
import type { AccountReader, ReadCall, ReadPage, ReadProblem } from '#electron/discovery/ports.ts';
import { completeAnswer } from './answers.ts';
import { classifyError, classifyPageError } from './classify-error.ts';
import { type ClientSettings, fixedSettings, type Service } from './service.ts';

/** Whose reader it is. */
export interface ReaderOwner {
  readonly profile: string;
  readonly accountId: AccountId;
  readonly partition: Partition;
}

/** A client that is bound to its service. */
interface BoundClient {
  readonly send: (call: ReadCall, signal: AbortSignal) => Promise<object>;
  readonly nextToken: string;
}

/** A reader whose clients are made per Region at the first call and dropped by `release`. */
export function accountReader(owner: ReaderOwner, settings: ClientSettings): AccountReader {
  const clients = new Map<string, Promise<BoundClient>>();
  const fixed = { ...fixedSettings(process.env), ...settings };
  const clientFor = (call: ReadCall): Promise<BoundClient> => {
    const service = serviceOf(call.operation) ?? 'ec2';
    const key = `${globalServices.has(service) ? globalRegion : call.region}/${service}`;
    const known = clients.get(key) ?? openers[service]({ ...fixed, region: call.region });
    clients.set(key, known);
    return known;
  };
  return {
    supports: (operation) => serviceOf(operation) !== null,
    release: (region) => {
      for (const key of clients.keys()) if (key.startsWith(`${region}/`)) clients.delete(key);
    },
    readPage: async (call, signal) => {
      try {
        const client = await clientFor(call);
        return readPageOf(await client.send(call, signal), call, owner, client.nextToken);
      } catch (error) {
        const classify = call.token === null ? classifyError : classifyPageError;
        return failed(classify(error, failedCall(call, owner), Date.now()));
      }
    },
  };
}

function readPageOf(answer: object, call: ReadCall, owner: ReaderOwner, tokenField: string): Outcome<ReadPage, ReadProblem> {
  const metadata = (answer as { readonly $metadata?: { readonly requestId?: string | undefined } }).$metadata;
  const requestId = metadata?.requestId ?? null;
  const operation = operationNamed(call.operation);
  const region = operation.scope === 'global' ? globalRegion : call.region;
  const read = readAnswer(operation, completeAnswer(answer, call), { ...owner, region });
  if (read.kind === 'problem') return failed(malformed(call, read.problem.message, requestId));
  const token = (answer as Readonly<Record<string, unknown>>)[tokenField];
  const nextToken = typeof token === 'string' && token !== '' ? token : null;
  const isCut = nextToken === null && 'AdditionalRoutesAvailable' in answer && answer.AdditionalRoutesAvailable === true;
  return ok({ parts: read.value.parts, unreadable: read.value.unreadable, nextToken, requestId, ...(isCut ? { isCut } : {}) });
}

function malformed(call: ReadCall, message: string, requestId: string | null): ReadProblem {
  return {
    kind: 'malformed',
    code: 'MalformedAnswer',
    message: `${message} in ${call.region}; something between here and AWS may have answered instead.`,
    recovery: 'transient',
    ...(requestId === null ? {} : { requestId }),
  };
}

function failedCall(call: ReadCall, owner: ReaderOwner) {
  const { operation, action } = operationNamed(call.operation);
  return { operation, action, region: call.region as Region, profile: owner.profile };
}

/** Which client answers an operation; `null`: none that this version has. */
function serviceOf(operation: string): ServiceName | null {
  const [prefix = ''] = operationNamed(operation).action.split(':');
  return prefix in openers ? (prefix as ServiceName) : null;
}

type Opener = (settings: ClientSettings) => Promise<BoundClient>;

/** By the prefix of their IAM actions; each is loaded when its first call is made. */
const openers = {
  ec2: opener(async () => (await import('./ec2-calls.ts')).ec2Service),
  elasticloadbalancing: opener(async () => (await import('./load-balancing-calls.ts')).loadBalancingService),
  route53: opener(async () => (await import('./dns-calls.ts')).dnsService),
  route53resolver: opener(async () => (await import('./resolver-calls.ts')).resolverService),
  route53profiles: opener(async () => (await import('./resolver-calls.ts')).dnsProfileService),
  'network-firewall': opener(async () => (await import('./firewall-calls.ts')).firewallService),
  iam: opener(async () => (await import('./identity-calls.ts')).identityService),
} as const satisfies Readonly<Record<string, Opener>>;

/** Asks the module loader once: it takes its time even for what is loaded, and a scan opens thousands of clients. */
function opener<Client>(load: () => Promise<Service<Client>>): Opener {
  let loading: Promise<Service<Client>> | null = null;
  return async (settings) => {
    loading ??= load();
    return bind(await loading, settings);
  };
}

type ServiceName = keyof typeof openers;

/** One host for all Regions. */
const globalServices: ReadonlySet<ServiceName> = new Set(['route53', 'iam']);

function bind<Client>(service: Service<Client>, settings: ClientSettings): BoundClient {
  const client = service.open(settings);
  return { send: (call, signal) => service.send(client, call, signal), nextToken: service.nextToken };
}
