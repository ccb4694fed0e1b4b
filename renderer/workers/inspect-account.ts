import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import { completeness } from '#shared/model/ledger.ts';
import type { Subject } from '#shared/model/subject.ts';
import { fact, findingSections, type InspectContext, rawSections } from './inspect-parts.ts';
import type { Inspection, Section } from './inspection.ts';

/** An account: what it holds, and how completely it was read. */
export function inspectAccount(context: InspectContext, subject: Subject): Omit<Inspection, 'accountName'> {
  const { snapshot } = context.topology.index;
  const account = snapshot.accounts.find((each) => each.accountId === subject.id);
  const vpcs = context.topology.vpcs.filter((node) => node.vpc.accountId === subject.id);
  return {
    subject,
    kind: 'Account',
    title: account?.name ?? spacedAccount(subject.id),
    arn: null,
    standing: account === undefined ? 'not scanned' : account.state,
    tone: account === undefined ? 'ghost' : 'neutral',
    tabs: {
      overview: [
        ...findingSections(context, subject),
        {
          kind: 'facts',
          title: 'Account',
          facts: [
            fact('Account id', subject.id, { isId: true }),
            fact('Profiles', account?.profiles.join(', ') ?? null, { why: 'no profile leads there' }),
            fact('Partition', account?.partition ?? null),
            fact('VPCs', account === undefined ? null : String(vpcs.length), { why: 'the account was not scanned' }),
          ],
        },
        {
          kind: 'links',
          title: 'VPCs',
          links: vpcs.map((node) => ({
            subject: { kind: 'vpc', id: node.vpc.vpcId, accountId: node.vpc.accountId, region: node.vpc.region },
            label: node.vpc.name ?? node.vpc.vpcId,
            detail: `${node.vpc.region} \u00b7 ${String(node.endpoints.length)} endpoints`,
            tone: 'neutral',
          })),
          empty: account === undefined ? 'Unknown: the account was not scanned.' : 'None were read.',
        },
        coverageSection(context, subject.id),
      ],
      ...(account === undefined ? {} : { raw: rawSections(account) }),
    },
  };
}

function coverageSection(context: InspectContext, accountId: string): Section {
  const cells = context.topology.index.snapshot.ledger.filter((cell) => cell.accountId === accountId);
  const regions = sortedBy(
    groupBy(cells, (cell) => cell.region),
    ([region]) => region,
  );
  return {
    kind: 'table',
    title: 'Coverage',
    columns: ['Region', 'Calls', 'Answered'],
    rows: regions.map(([region, own]) => [region, String(own.length), `${(completeness(own) * 100).toFixed(own.length > 200 ? 1 : 0)} %`]),
    empty: 'Nothing was asked of this account.',
  };
}
