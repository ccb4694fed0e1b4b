import { parse } from '@cdktf/hcl2json';
import { beforeAll, describe, expect, it } from 'vitest';
import { hclComment, hclString } from '#shared/export/terraform-hcl.ts';
import { terraformOf } from '#shared/export/terraform.ts';
import type { Json } from '#shared/export/cloudformation-template.ts';
import { vpcIdOf } from '#shared/model/estate/names.ts';
import { deltaCases, foreignService, loadBalancerArn, named } from './delta-cases.ts';
import { hostileNames } from './hostile-names.ts';

type Parsed = Record<string, Record<string, Record<string, readonly Record<string, Json>[]>>>;

async function parsed(text: string): Promise<Parsed> {
  return (await parse('test.tf', text)) as Parsed;
}

/** Resource types and labels of every file of a case. */
async function resources(name: string): Promise<readonly string[]> {
  const given = deltaCases.find((each) => each.name === name);
  if (given === undefined) throw new Error(name);
  const files = await Promise.all(terraformOf(given.plan, given.topology).files.map((file) => parsed(file.text)));
  return files
    .flatMap((file) =>
      Object.entries(file['resource'] ?? {}).flatMap(([type, labels]) => Object.keys(labels).map((label) => `${type}.${label}`)),
    )
    .sort();
}

describe('Terraform of a plan', () => {
  it.each(deltaCases)('parses: $name', async ({ plan, topology }) => {
    const { files } = terraformOf(plan, topology);
    expect(files.length).toBeGreaterThan(2);
    const all = await Promise.all(files.map((file) => parsed(file.text)));
    expect(all.filter((each) => Object.keys(each).length === 0)).toEqual([]);
  });

  it.each(deltaCases)('is the same text every time, without two files of one name: $name', ({ plan, topology }) => {
    const { files } = terraformOf(plan, topology);
    expect(terraformOf(plan, topology).files).toEqual(files);
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length);
  });

  it('is refused by the parser when it is broken', async () => {
    await expect(parsed('resource "a" "b" { x = }')).rejects.toThrow();
  });

  it('stands in subnets by AZ ID and checks them', async () => {
    const { plan, topology } = named('shop');
    const file = terraformOf(plan, topology).files.find((each) => each.name.endsWith('vpc-shop.tf'));
    const text = await parsed(file?.text ?? '');
    const locals = Object.assign({}, ...(text['locals'] as unknown as object[])) as Record<string, Record<string, Json>>;
    expect(Object.keys(locals['shop_subnets'] ?? {})).toEqual(['euc1-az1', 'euc1-az2']);
    expect(locals['shop_interface_endpoints']?.['kms']).toEqual({
      service_name: 'com.amazonaws.eu-central-1.kms',
      service_region: null,
      zones: ['euc1-az1', 'euc1-az2'],
      scoped: true,
      private_dns: true,
    });
    expect(locals['shop_gateway_endpoints']).toEqual({ s3: 'com.amazonaws.eu-central-1.s3' });
    expect(file?.text).toContain('self.availability_zone_id == each.key');
  });

  it('makes an endpoint service, its principals, and the name of a foreign one', async () => {
    expect(await resources('services')).toEqual([
      'aws_route53_record.shop_vpce_svc_0123456789abcdef0',
      'aws_route53_zone.shop_vpce_svc_0123456789abcdef0',
      'aws_security_group.shop_endpoints',
      'aws_vpc_endpoint.shop_interface',
      'aws_vpc_endpoint_service.ledger',
      'aws_vpc_endpoint_service_allowed_principal.ledger',
      'aws_vpc_security_group_ingress_rule.shop_endpoints',
    ]);
    const given = deltaCases.find((each) => each.name === 'services');
    const text =
      given === undefined
        ? ''
        : terraformOf(given.plan, given.topology)
            .files.map((file) => file.text)
            .join('\n');
    expect(
      [loadBalancerArn, foreignService, vpcIdOf('shop'), '"8443 10.0.0.0/16"', 'api.vendor.example'].filter((part) => !text.includes(part)),
    ).toEqual([]);
  });

  it('gives a hub its zones, and the spoke of another account its half of the association', async () => {
    const found = await resources('hub');
    expect(found.filter((each) => each.startsWith('aws_route53'))).toEqual([
      'aws_route53_record.hub',
      'aws_route53_vpc_association_authorization.spoke',
      'aws_route53_zone.hub',
      'aws_route53_zone_association.hub',
      'aws_route53_zone_association.spoke',
    ]);
  });
});

describe('hostile names in Terraform', () => {
  const shape = (text: string): string =>
    text.replaceAll(/n?_?[a-z0-9_]+(?=_(vpc_id|subnets|callers|route_tables|endpoints|interface|gateway|endpoint_ids))/g, '');
  /** The kinds and names of what each file of the code declares. */
  const declared = async (name: string) => {
    const { plan, topology } = named(name);
    const files = await Promise.all(terraformOf(plan, topology).files.map((file) => parsed(file.text)));
    return files.map((file) => Object.entries(file).map(([kind, body]) => [kind, Object.keys(body).map(shape)]));
  };
  let plain: Awaited<ReturnType<typeof declared>>;
  beforeAll(async () => {
    plain = await declared('shop');
  });

  it.each(hostileNames)('stay in their strings and comments: %j', async (name) => {
    expect(await declared(name)).toEqual(plain);
  });

  it('cannot open a template, close a string or end a comment', () => {
    expect(hclString('a"${x}%{if}\\\n\u2028\ud800')).toBe(
      ['"a', String.raw`\"`, '$$', '{x}%%{if}', String.raw`\\\n\u2028`, '\ufffd"'].join(''),
    );
    expect(hclComment('a\nresource "x" {}\u2028b\r*/')).toBe('# a resource "x" {} b */');
  });
});
