/** The traffic of the demo estate: enough for every mode of the cost comparison to have something to say. */
import type { IsoTime, Region, ZoneId } from '#shared/base/ids.ts';
import { natGatewayIdOf, vpcIdOf, zoneIdOf } from '#shared/model/estate/names.ts';
import type { DemandClass, UsageRow } from '#shared/model/usage.ts';

/** A month of NAT traffic: per service and zone of the caller, and the total its gateway counted. */
export function demoRows(): UsageRow[] {
  return [...payments(), ...loader(), ...storefront(), ...reports(), ...notebooks(), ...media(), ...idle()];
}

/** One NAT gateway's part of the table. */
interface Meter {
  readonly vpc: string;
  readonly region: string;
  readonly nat: string;
  /** Where the gateway stands; `null` for a regional one, which is in the caller's zone. */
  readonly natZone: string | null;
}

function row(meter: Meter, service: string, gb: string, rest: Partial<UsageRow>): UsageRow {
  return {
    scope: vpcIdOf(meter.vpc),
    region: meter.region as Region,
    service,
    gb_per_month: gb,
    kind: 'demand',
    nat_gateway_id: natGatewayIdOf(meter.nat),
    direction: 'both',
    window_start: '2026-10-01T00:00:00.000Z' as IsoTime,
    window_end: '2026-11-01T00:00:00.000Z' as IsoTime,
    basis: 'measured',
    ...rest,
  };
}

/** Demand of a class from the zones named, e.g. `{ az4: '310' }`. */
function demand(meter: Meter, service: string, demandClass: DemandClass, byZone: Readonly<Record<string, string>>): UsageRow[] {
  return Object.entries(byZone).map(([zone, gb]) =>
    row(meter, service, gb, { class: demandClass, path: 'nat', from_zone: zoneIdOf(meter.region, zone), ...toZone(meter, zone) }),
  );
}

function toZone(meter: Meter, callerZone: string): { readonly to_zone: ZoneId } {
  return { to_zone: zoneIdOf(meter.region, meter.natZone ?? callerZone) };
}

/** The total of one NAT gateway, against which its demand is checked. */
function control(meter: Meter, gb: string): UsageRow {
  return row(meter, 'unattributed', gb, { kind: 'control' });
}

/** Offload pays: much of it is image pulls, logs and S3, and two thirds of it crosses zones to the one NAT. */
function payments(): UsageRow[] {
  const meter: Meter = { vpc: 'payments-cards', region: 'us-east-1', nat: 'payments-nat', natZone: 'az4' };
  return [
    ...demand(meter, 'ecr.dkr', 'P', { az6: '1250', az4: '1310', az1: '1190' }),
    ...demand(meter, 'logs', 'P', { az6: '820.5', az4: '790', az1: '845.25' }),
    ...demand(meter, 'monitoring', 'P', { az6: '35', az4: '31', az1: '29.5' }),
    ...demand(meter, 's3', 'G', { az1: '2400' }),
    ...demand(meter, 'dynamodb', 'G', { az6: '110', az4: '96', az1: '104' }),
    ...demand(meter, 'aws', 'A', { az6: '140', az4: '150' }),
    ...demand(meter, 'internet', 'I', { az6: '310', az4: '295', az1: '302' }),
    control(meter, '10250'),
  ];
}

/** Eligible for replace: every byte of a whole month goes to services that have endpoints. */
function loader(): UsageRow[] {
  const az3: Meter = { vpc: 'analytics-loader', region: 'eu-west-1', nat: 'loader-nat-az3', natZone: 'az3' };
  const az1: Meter = { ...az3, nat: 'loader-nat-az1', natZone: 'az1' };
  return [
    ...demand(az3, 's3', 'G', { az3: '3100' }),
    ...demand(az3, 'ecr.dkr', 'P', { az3: '420' }),
    ...demand(az3, 'logs', 'P', { az3: '95' }),
    ...demand(az3, 'sts', 'P', { az3: '1.5' }),
    control(az3, '3616.5'),
    ...demand(az1, 's3', 'G', { az1: '2880' }),
    ...demand(az1, 'ecr.dkr', 'P', { az1: '405' }),
    ...demand(az1, 'logs', 'P', { az1: '88' }),
    control(az1, '3373'),
  ];
}

/** Blocked: customers' browsers, payment partners and web hooks are on the internet. */
function storefront(): UsageRow[] {
  const meter: Meter = { vpc: 'retail-storefront', region: 'us-east-1', nat: 'storefront-nat', natZone: 'az4' };
  return [
    ...demand(meter, 'internet', 'I', { az4: '640', az1: '580', az2: '610' }),
    ...demand(meter, 's3', 'G', { az4: '150', az1: '145', az2: '155' }),
    ...demand(meter, 'secretsmanager', 'P', { az4: '0.8', az1: '0.6', az2: '0.7' }),
    ...demand(meter, 'ec2', 'N', { az4: '75' }),
    control(meter, '2357.1'),
  ];
}

/** Low traffic: an endpoint's hourly fee is more than these bytes cost over NAT. */
function reports(): UsageRow[] {
  const meter: Meter = { vpc: 'analytics-reports', region: 'eu-central-1', nat: 'reports-nat', natZone: 'az2' };
  return [
    ...demand(meter, 'logs', 'P', { az2: '2.5', az3: '2.25' }),
    ...demand(meter, 'sts', 'P', { az2: '0.1', az3: '0.1' }),
    ...demand(meter, 'internet', 'I', { az2: '6', az3: '5.05' }),
    control(meter, '16'),
  ];
}

/** Unproven: the gateway's total is known and what it was is not. */
function notebooks(): UsageRow[] {
  const meter: Meter = { vpc: 'analytics-notebooks', region: 'eu-central-1', nat: 'notebooks-nat', natZone: 'az2' };
  return [control(meter, '930')];
}

/** A regional NAT gateway: the caller's zone is the gateway's, save for az2, which it does not have. */
function media(): UsageRow[] {
  const meter: Meter = { vpc: 'analytics-media', region: 'eu-west-1', nat: 'media-nat', natZone: null };
  const across: Meter = { ...meter, natZone: 'az3' };
  return [
    ...demand(meter, 'ecr.dkr', 'P', { az3: '210', az1: '205' }),
    ...demand(across, 'ecr.dkr', 'P', { az2: '198' }),
    ...demand(meter, 'internet', 'I', { az3: '88', az1: '90' }),
    ...demand(meter, 'unattributed', 'U', { az3: '9' }),
    control(meter, '800'),
  ];
}

/** A month in which nobody used an endpoint: CloudWatch counted its bytes, and there were none. */
function idle(): UsageRow[] {
  const meter: Meter = { vpc: 'retail-legacy', region: 'us-east-1', nat: 'legacy-unused-nat', natZone: 'az4' };
  const { nat_gateway_id: _none, ...counted } = row(meter, 'sns', '0', { class: 'P', path: 'endpoint' });
  return [{ ...counted, to_zone: zoneIdOf(meter.region, 'az4') }];
}
