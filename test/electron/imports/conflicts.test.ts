import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { type Imported, importFiles } from '#electron/imports/import-files.ts';

function imported(files: Readonly<Record<string, unknown>>): Imported {
  const list = Object.entries(files).map(([name, content]) => ({ name, bytes: new TextEncoder().encode(JSON.stringify(content)) }));
  const outcome = importFiles(list, { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const account = '111122223333';
const vpc = (id: string, cidr: string, more: object = {}) => ({
  VpcId: id,
  OwnerId: account,
  CidrBlock: cidr,
  State: 'available',
  ...more,
});
const monday = `${account}/eu-west-1/monday/describe-vpcs.json`;
const tuesday = `${account}/eu-west-1/tuesday/describe-vpcs.json`;

describe('a resource that is told twice', () => {
  it('and differently is named with both files, the fields, and which was kept, whatever the order of the files', () => {
    const files = {
      [monday]: { Vpcs: [vpc('vpc-1', '10.0.0.0/16')] },
      [tuesday]: { Vpcs: [vpc('vpc-1', '10.9.0.0/16', { State: 'pending' })] },
    };
    const turned = Object.fromEntries(Object.entries(files).toReversed());
    const [first, second] = [imported(files), imported(turned)];
    expect(first.notices).toEqual([`${tuesday} tells vpc-1 differently than ${monday} in cidrBlocks, state. Kept: what ${monday} says.`]);
    expect([second.notices, second.snapshot.vpcs]).toEqual([first.notices, first.snapshot.vpcs]);
    expect(first.snapshot.vpcs.map((each) => each.state)).toEqual(['available']);
  });

  it('alike needs no word', () => {
    const same = { Vpcs: [vpc('vpc-1', '10.0.0.0/16')] };
    expect(imported({ [monday]: same, [tuesday]: same }).notices).toEqual([]);
  });

  it('in parts is no disagreement', () => {
    const about = (attribute: object) => ({ VpcId: 'vpc-1', ...attribute });
    const folder = `${account}/eu-west-1`;
    const { notices, snapshot } = imported({
      [`${folder}/a.json`]: about({ EnableDnsSupport: { Value: true } }),
      [`${folder}/b.json`]: about({ EnableDnsHostnames: { Value: false } }),
    });
    expect([notices, snapshot.vpcDnsAttributes.length]).toEqual([[], 1]);
  });

  it('by two operations is no disagreement', () => {
    const folder = `${account}/eu-west-1`;
    const { notices } = imported({
      [`${folder}/describe-prefix-lists.json`]: { PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'n', Cidrs: ['10.0.0.0/8'] }] },
      [`${folder}/describe-managed-prefix-lists.json`]: {
        PrefixLists: [
          { PrefixListId: 'pl-1', PrefixListName: 'n', PrefixListArn: 'arn:aws:ec2:eu-west-1:aws:prefix-list/pl-1', OwnerId: 'AWS' },
        ],
      },
    });
    expect(notices).toEqual([]);
  });

  it('in one file is said of that file', () => {
    const { notices } = imported({ [monday]: { Vpcs: [vpc('vpc-1', '10.0.0.0/16'), vpc('vpc-1', '10.1.0.0/16')] } });
    expect(notices).toEqual([`${monday} tells vpc-1 twice, differently in cidrBlocks. Kept: what stands first.`]);
  });

  it('by two accounts is the owner’s, without a word', () => {
    const other = '444455556666/eu-west-1/describe-vpcs.json';
    const { notices, snapshot } = imported({
      [monday]: { Vpcs: [vpc('vpc-1', '10.0.0.0/16')] },
      [other]: { Vpcs: [vpc('vpc-1', '10.0.0.0/16', { Tags: [{ Key: 'Name', Value: 'mine' }] })] },
    });
    expect([notices, snapshot.vpcs.map((each) => each.readBy)]).toEqual([[], [account]]);
  });

  it('a thousand times is shown ten times and counted', () => {
    const vpcs = (cidr: string) => ({ Vpcs: Array.from({ length: 1_000 }, (_, index) => vpc(`vpc-${index}`, cidr)) });
    const { notices } = imported({ [monday]: vpcs('10.0.0.0/16'), [tuesday]: vpcs('10.9.0.0/16') });
    expect([notices.length, notices.at(-1)]).toEqual([
      11,
      '990 more resources are told twice and differently; of each the first file in the order of names was kept.',
    ]);
  });
});
