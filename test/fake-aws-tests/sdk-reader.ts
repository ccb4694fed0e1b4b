/** The plainest possible scan: every operation with the SDK's own clients, one after the other, nothing retried. */
import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AccountId, Partition, Region } from '#shared/base/ids.ts';
import { operationNamed, readAnswer } from '#shared/model/operation.ts';
import type { ResourceParts } from '#shared/model/collections.ts';
import type { Wire } from '#shared/model/wire.ts';
import type { FakeAws } from '#test/fake-aws/start-fake-aws.ts';

export type Input = Readonly<Record<string, unknown>>;

interface Sender {
  send(command: unknown): Promise<Wire>;
  destroy(): void;
}

export interface SdkReader {
  /** One call. */
  call(operation: string, input?: Input): Promise<Wire>;
  /** All pages of an operation as records of the model; `extra` goes into every item, as the answer does not repeat it. */
  read(operation: string, input?: Input, extra?: Input): Promise<ResourceParts[]>;
  destroy(): void;
}

export function sdkReader(fake: FakeAws, accountId: string, region: string): SdkReader {
  const settings = { region, endpoint: fake.url, credentials: fake.accessKeyFor(accountId), maxAttempts: 1 };
  const clients = { ec2: new ec2.EC2Client(settings), elb: new elb.ElasticLoadBalancingV2Client(settings) };
  const call = async (operation: string, input: Input = {}): Promise<Wire> => {
    const [module, client] = `${operation}Command` in ec2 ? [ec2, clients.ec2] : [elb, clients.elb];
    const Command = (module as unknown as Record<string, new (input: Input) => unknown>)[`${operation}Command`];
    if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
    return (client as unknown as Sender).send(new Command(input));
  };
  return {
    call,
    read: async (operation, input = {}, extra = {}) => {
      const parts: ResourceParts[] = [];
      let token: unknown;
      do {
        const answer = await call(operation, token === undefined ? input : { ...input, [tokenField(operation)]: token });
        parts.push(partsOf(operation, answer, extra, { accountId, region }));
        token = answer['NextToken'] ?? answer['NextMarker'];
      } while (token !== undefined && token !== '');
      return parts;
    },
    destroy: () => {
      clients.ec2.destroy();
      clients.elb.destroy();
    },
  };
}

function tokenField(operation: string): string {
  return operationNamed(operation).action.startsWith('ec2:') ? 'NextToken' : 'Marker';
}

function partsOf(name: string, answer: Wire, extra: Input, place: { accountId: string; region: string }): ResourceParts {
  const operation = operationNamed(name);
  const items = operation.member === null ? null : answer[operation.member];
  const whole = Array.isArray(items)
    ? { ...answer, [operation.member ?? '']: items.map((item: Wire) => ({ ...item, ...extra })) }
    : { ...answer, ...extra };
  const context = { accountId: place.accountId as AccountId, region: place.region as Region, partition: 'aws' as Partition };
  const read = readAnswer(operation, whole, context);
  if (read.kind === 'problem') throw new Error(read.problem.message);
  return read.value.parts;
}
