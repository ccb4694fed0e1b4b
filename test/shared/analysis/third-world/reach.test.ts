/** How the third world is reached: what was laid down when it was built, and what is left of it when only one account is read. */
import { describe, expect, it } from 'vitest';
import type { VpcId } from '#shared/base/ids.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { reachOf } from '#shared/analysis/topology/reach.ts';
import { cleanWorld, filesOf, judged, type NamedFile, snapshotOf } from './files.ts';
import { app, data, net, part, places as makePlaces } from './places.ts';
import { changeCall, id } from './world.ts';
import { zoneId } from './base-net.ts';

const places = makePlaces();

/** How the subnets of a tier reach these services, each way once. */
function ways(
  files: readonly NamedFile[],
  vpcName: string,
  services: readonly string[],
  tier = '',
): Readonly<Record<string, readonly string[]>> {
  const { topology } = judged(snapshotOf(files));
  const rows = reachOf(topology, id('vpc', vpcName) as VpcId).filter((row) => {
    const name = topology.index.find('subnets', row.subnetId)?.name ?? '';
    return name.startsWith(`${vpcName}${tier}`);
  });
  return Object.fromEntries(
    services.map((service) => [service, sortedUnique(rows.filter((row) => row.service === service).map((row) => row.how))]),
  );
}

const asked = ['s3', 'dynamodb', 'sqs', 'secretsmanager', 'kms', 'internet'];
const all = filesOf(cleanWorld());
const of = (account: string): readonly NamedFile[] => all.filter((file) => file.name.startsWith(account));

describe('the third world is reached', () => {
  it.each([
    [
      'shop',
      '-app',
      { s3: ['gateway'], dynamodb: ['gateway'], sqs: ['interface'], secretsmanager: ['nat'], kms: ['nat'], internet: ['nat'] },
    ],
    [
      'shop',
      '-pub',
      { s3: ['public'], dynamodb: ['public'], sqs: ['interface'], secretsmanager: ['public'], kms: ['public'], internet: ['public'] },
    ],
    ['hub', '-end', { s3: ['gateway'], dynamodb: ['gateway'], sqs: [], secretsmanager: ['interface'], kms: ['nat'], internet: ['nat'] }],
    [
      'spoke',
      '',
      {
        s3: ['gateway'],
        dynamodb: ['gateway'],
        sqs: ['hub-egress'],
        secretsmanager: ['hub'],
        kms: ['hub-egress'],
        internet: ['hub-egress'],
      },
    ],
    [
      'edge',
      '-app',
      { s3: ['public'], dynamodb: ['public'], sqs: ['public'], secretsmanager: ['public'], kms: ['public'], internet: ['public'] },
    ],
    ['common', '', { s3: ['none'], dynamodb: ['none'], sqs: [], secretsmanager: ['none'], kms: ['none'], internet: ['none'] }],
  ] as const)('from %s%s', (vpcName, tier, expected) => {
    expect(ways(all, vpcName, asked, tier)).toEqual(expected);
  });

  it('by a name that a zone of the hub answers, where only the spoke was read: nobody knows where it leads', () => {
    expect(ways(of(places(app).account), 'spoke', ['secretsmanager', 'sqs', 's3'])).toEqual({
      secretsmanager: ['unknown'],
      sqs: ['hub-egress'],
      s3: ['gateway'],
    });
  });

  it('by a name whose zone leads to what nobody read: not by the way out', () => {
    const world = cleanWorld();
    changeCall(world, 'ListResourceRecordSets', zoneId, (answer) => ({
      ...answer,
      ResourceRecordSets: [
        { Name: 'secretsmanager.eu-west-1.amazonaws.com.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.99.0.1' }] },
      ],
    }));
    expect(ways(filesOf(world), 'spoke', ['secretsmanager', 'sqs'])).toEqual({ secretsmanager: ['unknown'], sqs: ['hub-egress'] });
  });

  it('from a shared VPC as its guest sees it: endpoints are the owner’s to tell', () => {
    expect(ways(of(places(part).account), 'common', ['s3', 'internet'])).toEqual({ s3: ['unknown'], internet: ['none'] });
    expect(
      ways([...of(places(part).account), ...of(places(net).account), ...of(places(data).account)], 'common', ['s3', 'internet']),
    ).toEqual({ s3: ['none'], internet: ['none'] });
  });
});
