/**
 * Answers that arrive and hold what they should not, by the lines of the table
 * of bad inputs. test/electron/bad-inputs.test.ts counts the lines.
 */
import { describe, expect, it } from 'vitest';
import { ledger, shop } from '#test/electron/discovery/scan-harness.ts';
import type { FrontAnswer, FrontRequest } from './front.ts';
import { ec2Error, scanThrough } from './scan-through.ts';

/** Changes the answers of one action. */
function changing(action: string, change: (body: string) => string): (request: FrontRequest, body: string) => string {
  return (request, body) => (request.action === action ? change(body) : body);
}

const tokenOf = (request: FrontRequest): string | null => new URLSearchParams(request.body).get('NextToken');

/** A page of subnets of our own making. */
function subnetPage(ids: readonly string[], token: string | null): FrontAnswer {
  const items = ids.map((id) => `<item><subnetId>${id}</subnetId><vpcId>vpc-1</vpcId></item>`).join('');
  const next = token === null ? '' : `<nextToken>${token}</nextToken>`;
  return {
    status: 200,
    body: `<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><subnetSet>${items}</subnetSet>${next}</DescribeSubnetsResponse>`,
  };
}

/** Answers calls for subnets from the token they carry. */
function pages(answer: (token: string | null, count: number) => FrontAnswer): (request: FrontRequest) => FrontAnswer | null {
  let count = 0;
  return (request) => {
    if (request.action !== 'DescribeSubnets') return null;
    count += 1;
    return answer(tokenOf(request), count);
  };
}

describe('pages', () => {
  it('line 42: the same token for ever stops at the second, malformed', async () => {
    const { cell, snapshot } = await scanThrough({ answer: pages(() => subnetPage(['subnet-1'], 'again')) });
    expect([cell('DescribeSubnets'), snapshot.subnets.length]).toMatchObject([{ status: 'malformed', code: 'RepeatedToken', pages: 2 }, 1]);
  });

  it('line 43: tokens in a circle are noticed when the first comes back', async () => {
    const next: Readonly<Record<string, string>> = { a: 'b', b: 'c', c: 'a' };
    const { cell } = await scanThrough({ answer: pages((token) => subnetPage(['subnet-1'], next[token ?? ''] ?? 'a')) });
    expect(cell('DescribeSubnets')).toMatchObject({ status: 'malformed', code: 'RepeatedToken', pages: 4 });
  });

  it('line 44: pages without an end are cut off, and the list is not called whole', async () => {
    const answer = pages((_token, count) => subnetPage([`subnet-${count}`], String(count)));
    const { cell } = await scanThrough({ answer, settings: { pagesPerCell: 50 } });
    expect(cell('DescribeSubnets')).toMatchObject({ status: 'failed', code: 'TooManyPages', items: 50, pages: 50 });
  });

  it.each(['InvalidNextToken', 'InvalidParameterValue', 'ValidationError'])(
    'line 45: a token that became invalid (%s) starts the list again once, and nothing is there twice',
    async (code) => {
      let isRefused = false;
      const answer = pages((token) => {
        if (token === null) return subnetPage(['subnet-1', 'subnet-2'], 'two');
        if (isRefused) return subnetPage(['subnet-3'], null);
        isRefused = true;
        return { status: 400, body: ec2Error(code) };
      });
      const { cell, snapshot } = await scanThrough({ answer });
      expect([cell('DescribeSubnets').status, snapshot.subnets.map((subnet) => subnet.subnetId)]).toEqual([
        'ok',
        ['subnet-1', 'subnet-2', 'subnet-3'],
      ]);
    },
  );

  it('line 46: an id on two pages, and twice on one, is one resource', async () => {
    const answer = pages((token) =>
      token === null ? subnetPage(['subnet-1', 'subnet-1', 'subnet-2'], 'two') : subnetPage(['subnet-2'], null),
    );
    const { cell, snapshot } = await scanThrough({ answer });
    expect([cell('DescribeSubnets').items, snapshot.subnets.length]).toEqual([2, 2]);
  });

  it('line 47: an empty page with a token goes on', async () => {
    const answer = pages((token) => (token === null ? subnetPage([], 'two') : subnetPage(['subnet-9'], null)));
    const { cell, snapshot } = await scanThrough({ answer });
    expect([cell('DescribeSubnets').status, snapshot.subnets.map((subnet) => subnet.subnetId)]).toEqual(['ok', ['subnet-9']]);
  });

  it('line 46: an entry without an id is left out and the list is not called whole', async () => {
    const { cell, snapshot } = await scanThrough({ answer: pages(() => subnetPage(['', 'subnet-1'], null)) });
    expect([cell('DescribeSubnets').status, cell('DescribeSubnets').code, snapshot.subnets.length]).toEqual([
      'malformed',
      'EntryWithoutId',
      1,
    ]);
  });

  it.each([
    [true, { status: 'failed', code: 'MoreExists', items: 1 }],
    [false, { status: 'ok', items: 1 }],
  ])('line 44: routes of which there are more without a token for them (%s) are not called all', async (isMore, expected) => {
    const ec2 = (action: string, inner: string): FrontAnswer => ({
      status: 200,
      body: `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${inner}</${action}Response>`,
    });
    const route = '<item><destinationCidrBlock>10.0.0.0/8</destinationCidrBlock><type>static</type><state>active</state></item>';
    const answers: Readonly<Record<string, string>> = {
      DescribeTransitGatewayRouteTables:
        '<transitGatewayRouteTables><item><transitGatewayRouteTableId>tgw-rtb-1</transitGatewayRouteTableId><transitGatewayId>tgw-1</transitGatewayId></item></transitGatewayRouteTables>',
      SearchTransitGatewayRoutes: `<routeSet>${route}</routeSet><additionalRoutesAvailable>${isMore}</additionalRoutesAvailable>`,
    };
    const answer = ({ action }: FrontRequest): FrontAnswer | null => (answers[action] === undefined ? null : ec2(action, answers[action]));
    const { cell, snapshot } = await scanThrough({ answer });
    expect(cell('SearchTransitGatewayRoutes')).toMatchObject(expected);
    expect(snapshot.transitGatewayRoutes).toHaveLength(1);
  });

  it('line 55: a page of fifteen megabytes is read, and no other call waits for more than it takes', { timeout: 60_000 }, async () => {
    const tags = Array.from({ length: 10 }, (_, index) => `<item><key>key-${index}</key><value>${'v'.repeat(60)}</value></item>`).join('');
    const item = (index: number): string => `<item><subnetId>subnet-${index}</subnetId><vpcId>vpc-1</vpcId><tagSet>${tags}</tagSet></item>`;
    const items = Array.from({ length: 14_000 }, (_, index) => item(index)).join('');
    const body = `<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><subnetSet>${items}</subnetSet></DescribeSubnetsResponse>`;
    expect(body.length).toBeGreaterThan(15_000_000);
    const { cell, snapshot } = await scanThrough({ answer: pages(() => ({ status: 200, body })), settings: { attemptDeadlineMs: 30_000 } });
    expect([cell('DescribeSubnets').status, snapshot.subnets.length]).toEqual(['ok', 14_000]);
    expect(snapshot.ledger.filter((each) => !['ok', 'skipped'].includes(each.status))).toEqual([]);
  });
});

describe('values', () => {
  it('line 48: a VPC that two accounts see is one, its owner known, read by whoever owns it', async () => {
    const { snapshot } = await scanThrough({
      accounts: [shop, ledger],
      answer: ({ action }) => {
        if (action !== 'DescribeVpcs') return null;
        const body = `<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcSet><item><vpcId>vpc-shared</vpcId><ownerId>${ledger}</ownerId><cidrBlock>10.0.0.0/16</cidrBlock></item></vpcSet></DescribeVpcsResponse>`;
        return { status: 200, body };
      },
    });
    expect(snapshot.vpcs.map(({ vpcId, accountId, readBy }) => [vpcId, accountId, readBy])).toEqual([['vpc-shared', ledger, ledger]]);
  });

  it('line 49: states and types nobody knows stay as they came', async () => {
    const change = (body: string): string =>
      body.replace(/<state>[^<]*</, '<state>hibernating<').replace(/<vpcEndpointType>[^<]*</, '<vpcEndpointType>Wormhole<');
    const { snapshot, cell } = await scanThrough({ rewrite: changing('DescribeVpcEndpoints', change) });
    expect(cell('DescribeVpcEndpoints').status).toBe('ok');
    const odd = snapshot.vpcEndpoints.find((endpoint) => endpoint.state === 'hibernating');
    expect(odd?.vpcEndpointType).toBe('Wormhole');
  });

  it('line 50: a subnet without its zone ID is told by the table of its account, else unknown', async () => {
    const strip = (body: string): string => body.replace(/<availabilityZoneId>[^<]*<\/availabilityZoneId>/g, '');
    const { snapshot } = await scanThrough({ rewrite: changing('DescribeSubnets', strip) });
    expect(snapshot.subnets.map((subnet) => subnet.zoneId)).toEqual(snapshot.subnets.map(() => null));
    const bare = await scanThrough({
      rewrite: changing('DescribeAvailabilityZones', (body) => body.replace(/<zoneId>[^<]*<\/zoneId>/g, '')),
    });
    expect(bare.snapshot.zones.every((zone) => zone.zoneId === null)).toBe(true);
  });

  it('line 51: a Local Zone and a Wavelength Zone keep their type', async () => {
    const extra =
      '<item><zoneName>us-east-1-bos-1a</zoneName><zoneId>use1-bos1-az1</zoneId><zoneType>local-zone</zoneType><zoneState>available</zoneState></item><item><zoneName>us-east-1-wl1-bos-wlz-1</zoneName><zoneId>use1-wl1-bos-wlz1</zoneId><zoneType>wavelength-zone</zoneType></item>';
    const { snapshot } = await scanThrough({
      rewrite: changing('DescribeAvailabilityZones', (body) => body.replace('<availabilityZoneInfo>', `<availabilityZoneInfo>${extra}`)),
    });
    const typed = snapshot.zones.filter((zone) => zone.zoneType !== 'availability-zone').map((zone) => [zone.zoneId, zone.zoneType]);
    expect(Object.fromEntries(typed)).toEqual({ 'use1-bos1-az1': 'local-zone', 'use1-wl1-bos-wlz1': 'wavelength-zone' });
  });

  it.each([
    ['deleted', 'Deleted', null],
    ['regional', 'Available', 'regional'],
  ])('line 52: a NAT gateway that is %s has no subnet and is read as it is', async (_what, state, mode) => {
    const change = (body: string): string =>
      body
        .replace(/<subnetId>[^<]*<\/subnetId>/, '')
        .replace(/(<availabilityMode>)[^<]*/, (all, tag: string) => (mode === null ? all : `${tag}${mode}`))
        .replace(/<state>[^<]*</, `<state>${state.toLowerCase()}<`);
    const { snapshot } = await scanThrough({ rewrite: changing('DescribeNatGateways', change) });
    expect(snapshot.natGateways[0]).toMatchObject({
      subnetId: null,
      state: expect.stringMatching(new RegExp(`^${state}$`, 'i')) as unknown,
    });
  });

  it.each(['pendingAcceptance', 'pending', 'available', 'deleting', 'deleted', 'rejected', 'failed', 'expired', 'partial'])(
    'line 53: an endpoint that is %s is that in the words of the SDK',
    async (state) => {
      const { snapshot } = await scanThrough({
        rewrite: changing('DescribeVpcEndpoints', (body) => body.replace(/<state>[^<]*</g, `<state>${state}<`)),
      });
      expect([...new Set(snapshot.vpcEndpoints.map((endpoint) => endpoint.state))]).toEqual([
        `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
      ]);
    },
  );

  it('line 54: a boolean or a date that is none never becomes a wrong one', async () => {
    const { snapshot, cell } = await scanThrough({
      rewrite: changing('DescribeVpcEndpoints', (body) =>
        body.replace(/<creationTimestamp>[^<]*</g, '<creationTimestamp>yesterday<').replace('</vpcEndpointSet>', '</vpcEndpointSet>'),
      ),
      settings: { attempts: 2 },
    });
    expect([cell('DescribeVpcEndpoints').status, snapshot.vpcEndpoints.length]).toEqual(['malformed', 0]);
  });

  it('line 58: an emoji is itself; written as a numeric entity it is at worst another character, never a crash', async () => {
    const name = (value: string) =>
      changing('DescribeVpcs', (body) => body.replace(/(<key>Name<\/key><value>)[^<]*/, (_all, before: string) => `${before}${value}`));
    const plain = await scanThrough({ rewrite: name('prod 😀') });
    const entity = await scanThrough({ rewrite: name('prod &#128512;') });
    expect(plain.snapshot.vpcs.some((vpc) => vpc.name === 'prod 😀')).toBe(true);
    expect(entity.snapshot.vpcs.some((vpc) => vpc.name?.startsWith('prod ') === true)).toBe(true);
  });

  it('line 59: control and direction characters of a tag arrive as they are, to be shown by their codes', async () => {
    const { snapshot } = await scanThrough({
      rewrite: changing('DescribeVpcs', (body) =>
        body.replace(/(<key>Name<\/key><value>)[^<]*/, (_all, before: string) => `${before}a\u202Eb\u200Bc`),
      ),
    });
    expect(snapshot.vpcs.some((vpc) => vpc.name === 'a\u202Eb\u200Bc')).toBe(true);
  });

  it('line 60: tags with odd keys and empty values are all kept', async () => {
    const odd = ['__proto__', 'constructor', 'toString', 'x'.repeat(128), 'k'];
    const items = odd.map((key) => `<item><key>${key}</key><value>${key === 'k' ? '' : 'v'.repeat(256)}</value></item>`).join('');
    const { snapshot } = await scanThrough({
      rewrite: changing('DescribeVpcs', (body) => body.replace(/<tagSet>/, `<tagSet>${items}`)),
    });
    const tagged = snapshot.vpcs.find((vpc) => vpc.tags.some((tag) => tag.key === '__proto__'));
    expect(odd.every((key) => tagged?.tags.some((tag) => tag.key === key) === true)).toBe(true);
    expect(({} as { readonly polluted?: string }).polluted).toBeUndefined();
  });

  it('line 61: fifty tags, none, and no name are all one resource each', async () => {
    const items = Array.from({ length: 50 }, (_, index) => `<item><key>k${index}</key><value>v</value></item>`).join('');
    const many = await scanThrough({
      rewrite: changing('DescribeVpcs', (body) => body.replace(/<tagSet>.*?<\/tagSet>/, `<tagSet>${items}</tagSet>`)),
    });
    const none = await scanThrough({ rewrite: changing('DescribeVpcs', (body) => body.replace(/<tagSet>.*?<\/tagSet>/g, '')) });
    expect(many.snapshot.vpcs.some((vpc) => vpc.tags.length === 50 && vpc.name === null)).toBe(true);
    expect(none.snapshot.vpcs.map((vpc) => [vpc.name, vpc.tags])).toEqual(many.snapshot.vpcs.map(() => [null, []]));
  });

  it('line 62: blocks that overlap, are everything, or are IPv6 only are kept as they came', async () => {
    const block = (cidr: string): string => `<item><vpcId>vpc-${cidr.length}</vpcId><ownerId>${shop}</ownerId>${cidr}</item>`;
    const six =
      '<ipv6CidrBlockAssociationSet><item><ipv6CidrBlock>2600:1f18::/56</ipv6CidrBlock><ipv6CidrBlockState><state>associated</state></ipv6CidrBlockState></item></ipv6CidrBlockAssociationSet>';
    const vpcs = [block('<cidrBlock>0.0.0.0/0</cidrBlock>'), block('<cidrBlock>10.0.0.0/16</cidrBlock>'), block(six)];
    const body = `<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><vpcSet>${vpcs.join('')}</vpcSet></DescribeVpcsResponse>`;
    const { snapshot, cell } = await scanThrough({ answer: ({ action }) => (action === 'DescribeVpcs' ? { status: 200, body } : null) });
    expect([cell('DescribeVpcs').status, snapshot.vpcs.length]).toEqual(['ok', 3]);
  });

  it('line 64: the service of an account that was not read stays named by its endpoint', async () => {
    const { snapshot } = await scanThrough({});
    const connected = snapshot.vpcEndpoints.filter((endpoint) => endpoint.serviceName?.includes('.vpce-svc-') === true);
    expect([connected.length > 0, snapshot.endpointServices]).toEqual([true, []]);
  });
});
