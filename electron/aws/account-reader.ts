/** Reads pages with the SDK: the only place where a call of discovery becomes a request. */
import { type AccountId, globalRegion, type Partition, type Region } from '#shared/base/ids.ts';
import { failed, ok, type Outcome } from '#shared/base/outcome.ts';
import { operationNamed, readAnswer } from '#shared/model/operation.ts';
import type { AccountReader, ReadCall, ReadPage, ReadProblem } from '#electron/discovery/ports.ts';
import { completeAnswer } from './answers.ts';
import { classifyError } from './classify-error.ts';
import type { ClientSettings, Service } from './service.ts';

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
  const clientFor = (call: ReadCall): Promise<BoundClient> => {
    const service = serviceOf(call.operation) ?? 'ec2';
    const key = `${service === 'route53' ? globalRegion : call.region}/${service}`;
    const known = clients.get(key) ?? openClient(service, { ...settings, region: call.region });
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
        return failed(classifyError(error, failedCall(call, owner), Date.now()));
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
  return ok({ parts: read.value.parts, unreadable: read.value.unreadable, nextToken, requestId });
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
  const [prefix] = operationNamed(operation).action.split(':');
  if (prefix === 'ec2' || prefix === 'route53') return prefix;
  return prefix === 'elasticloadbalancing' ? 'elb' : null;
}

type ServiceName = 'ec2' | 'elb' | 'route53';

async function openClient(service: ServiceName, settings: ClientSettings): Promise<BoundClient> {
  if (service === 'route53') return bind((await import('./dns-calls.ts')).dnsService, settings);
  if (service === 'elb') return bind((await import('./load-balancing-calls.ts')).loadBalancingService, settings);
  return bind((await import('./ec2-calls.ts')).ec2Service, settings);
}

function bind<Client>(service: Service<Client>, settings: ClientSettings): BoundClient {
  const client = service.open(settings);
  return { send: (call, signal) => service.send(client, call, signal), nextToken: service.nextToken };
}
