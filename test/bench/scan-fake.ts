/** The fake AWS of the scan bench, in a process of its own: one in the same process would hide how busy each of the two is. */
import { generateEstate } from '#test/fake-aws/generate-estate.ts';
import { ec2Bucket } from '#test/fake-aws/buckets.ts';
import type { FaultRule } from '#test/fake-aws/faults.ts';
import { startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import type { EstateOrder } from './scan-estate.ts';

/** What the bench asks for. */
export type ToFake = { readonly kind: 'start'; readonly order: EstateOrder } | { readonly kind: 'stop' };
/** What it is told. */
export type FromFake =
  | { readonly kind: 'listening'; readonly url: string; readonly keys: readonly { accessKeyId: string; secretAccessKey: string }[] }
  | {
      readonly kind: 'stopped';
      readonly throttled: number;
      readonly calls: number;
      readonly dnsCalls: number;
      readonly problem: string | null;
    };

/** The mix of `trust.md`: passing faults of every kind that a bad network brings. */
const standardFaults: readonly FaultRule[] = [
  { kind: 'internal-error', p: 0.01 },
  { kind: 'throttle', p: 0.05 },
  { kind: 'truncated', p: 0.002 },
  { kind: 'hang', p: 0.002 },
  { kind: 'reset', p: 0.001 },
  { kind: 'html-200', p: 0.001 },
];

function tell(message: FromFake): void {
  process.send?.(message);
}

async function serve(order: EstateOrder): Promise<void> {
  const snapshot = generateEstate(order);
  const fake = await startFakeAws({
    snapshot,
    latencyMs: order.latencyMs,
    seed: order.seed,
    buckets: ec2Bucket,
    ...(order.faults === 'standard' ? { faults: standardFaults } : {}),
  });
  tell({ kind: 'listening', url: fake.url, keys: snapshot.accounts.map((account) => fake.accessKeyFor(account.accountId)) });
  process.on('message', (message: ToFake) => {
    if (message.kind !== 'stop') return;
    const throttled = fake.calls.filter((call) => call.fault === 'bucket').length;
    const byAccount = new Map<string, number>();
    for (const call of fake.calls) {
      if (call.service === 'route53') byAccount.set(call.accountId ?? '', (byAccount.get(call.accountId ?? '') ?? 0) + 1);
    }
    const figures = { throttled, calls: fake.calls.length, dnsCalls: Math.max(0, ...byAccount.values()) };
    fake.close().then(
      () => tell({ kind: 'stopped', ...figures, problem: null }),
      (error: unknown) => tell({ kind: 'stopped', ...figures, problem: error instanceof Error ? error.message : String(error) }),
    );
  });
}

process.once('message', (message: ToFake) => {
  if (message.kind === 'start') void serve(message.order);
});
process.on('disconnect', () => process.exit(0));
