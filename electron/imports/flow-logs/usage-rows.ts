/** The answer of the query as usage: demand rows, a control total per NAT gateway, and what was left out. */
import { decimal, decimalText, type Exact, product, quotient, sum, zero } from '#shared/base/decimal.ts';
import type { IsoTime, NatGatewayId, Region, ZoneId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { groupBy, sortedBy } from '#shared/base/sort.ts';
import type { UsageRow } from '#shared/model/usage.ts';
import { type Classified, classify } from './classify.ts';
import type { Ground } from './ground.ts';

/** One row of the answer; amounts as decimal text, times in seconds since 1970. */
export interface AnswerRow {
  readonly origin: string;
  readonly nat_id: string | null;
  readonly scope: string | null;
  readonly from_zone: string | null;
  readonly to_zone: string | null;
  readonly direction: string | null;
  readonly remote_kind: string;
  readonly field_service: string | null;
  readonly range_service: string | null;
  readonly range_region: string | null;
  readonly total_bytes: string | null;
  readonly record_count: string;
  readonly first_start: string | null;
  readonly last_end: string | null;
}

/** What the logs held, for the person and for tests. */
export interface FlowLogFigures {
  readonly records: number;
  readonly windowStart: IsoTime;
  readonly windowEnd: IsoTime;
  readonly windowHours: number;
  /** Bytes by what became of them. */
  readonly attributedBytes: string;
  readonly privateBytes: string;
  readonly unknownNatBytes: string;
  /** Through NAT gateways, with no far address in the record. */
  readonly unnamedBytes: string;
}

export interface MeasuredUsage {
  readonly rows: readonly UsageRow[];
  readonly figures: FlowLogFigures;
  readonly notices: readonly string[];
}

const gigabyte = decimal(2 ** 30);
const hoursPerMonth = decimal(730);
/** Decimals of a GB that are kept, so that control totals are the exact sum of their demand. */
const places = 12;
/** A shorter window says little about a month. */
const fullDays = 14;

interface Demand extends Classified {
  readonly row: AnswerRow;
  readonly natId: string;
  readonly scope: string;
  readonly region: string;
  readonly bytes: Exact;
}

/** Extrapolates from the window of the logs to 730 hours; the window stays on every row. */
export function usageRows(answer: readonly AnswerRow[], ground: Ground): Outcome<MeasuredUsage, Problem> {
  const starts = answer.flatMap((row) => (row.first_start === null ? [] : [Number(row.first_start)]));
  const ends = answer.flatMap((row) => (row.last_end === null ? [] : [Number(row.last_end)]));
  const [start, end] = [Math.min(...starts), Math.max(...ends)];
  if (!(end > start)) {
    return failed({
      code: 'flow-logs-empty',
      what: 'The flow logs hold no records with a time',
      why: 'without a window nothing can be told about a month',
      remedy: 'Check that the files are VPC Flow Logs and that the fields start and end are logged.',
    });
  }
  const hours = quotient(decimal(end - start), decimal(3600));
  const perMonth = (bytes: Exact): Exact => decimal(quotient(product(bytes, hoursPerMonth), product(gigabyte, hours)).toFixed(places));
  const window = { window_start: isoTime(start), window_end: isoTime(end) };
  const sorted = sortOut(answer, ground);
  const rows = usageOf(sorted.demand, perMonth, window);
  const figures: FlowLogFigures = {
    records: answer.reduce((total, row) => total + Number(row.record_count), 0),
    windowStart: window.window_start,
    windowEnd: window.window_end,
    windowHours: (end - start) / 3600,
    attributedBytes: decimalText(sum(sorted.demand.map((demand) => demand.bytes))),
    privateBytes: decimalText(sorted.privateBytes),
    unknownNatBytes: decimalText(bytesFrom(answer, 'unknown-nat')),
    unnamedBytes: decimalText(sum(sorted.demand.flatMap((demand) => (demand.row.remote_kind === 'none' ? [demand.bytes] : [])))),
  };
  return ok({ rows, figures, notices: noticesOf(answer, figures, sorted.demand.length > 0) });
}

function sortOut(answer: readonly AnswerRow[], ground: Ground): { readonly demand: readonly Demand[]; readonly privateBytes: Exact } {
  const demand: Demand[] = [];
  let privateBytes = zero;
  for (const row of answer) {
    if ((row.origin !== 'hop' && row.origin !== 'own') || row.nat_id === null || row.scope === null) continue;
    const region = ground.nats.get(row.nat_id)?.region ?? '';
    const range = row.range_service === null ? null : { service: row.range_service, region: row.range_region ?? '' };
    const far = { region, kind: row.remote_kind as 'none' | 'ipv4' | 'other', field: row.field_service, range };
    const classified = classify(far, ground.hasIpRanges, (service) => ground.prefixLists.has(`${region}/${service}`));
    const bytes = decimal(row.total_bytes ?? '0');
    if (classified === null) privateBytes = privateBytes.plus(bytes);
    else demand.push({ ...classified, row, natId: row.nat_id, scope: row.scope, region, bytes });
  }
  return { demand, privateBytes };
}

function usageOf(
  demand: readonly Demand[],
  perMonth: (bytes: Exact) => Exact,
  window: Pick<UsageRow, 'window_start' | 'window_end'>,
): UsageRow[] {
  const key = ({ scope, natId, service, class: kind, row }: Demand): string =>
    JSON.stringify([scope, natId, service, kind, row.from_zone, row.to_zone, row.direction]);
  const sorted = sortedBy(groupBy(demand, key), ([text]) => text);
  const rows = sorted.flatMap(([, group]): UsageRow[] => {
    const [first] = group;
    const gb = perMonth(sum(group.map((each) => each.bytes)));
    if (first === undefined || gb.isZero()) return [];
    return [
      {
        ...natRow(first.scope, first.region, first.natId, window),
        service: first.service,
        class: first.class,
        gb_per_month: decimalText(gb),
        kind: 'demand',
        path: 'nat',
        direction: first.row.direction === 'in' ? 'in' : 'out',
        ...zone('from_zone', first.row.from_zone),
        ...zone('to_zone', first.row.to_zone),
      },
    ];
  });
  const byNat = groupBy(rows, (row) => `${row.scope} ${row.nat_gateway_id ?? ''}`);
  const controls = [...byNat.values()].flatMap((group): UsageRow[] => {
    const [first] = group;
    if (first === undefined) return [];
    const gb = decimalText(sum(group.map((row) => decimal(row.gb_per_month))));
    const { scope, region, nat_gateway_id: natId = '' } = first;
    return [{ ...natRow(scope, region, natId, window), service: 'unattributed', gb_per_month: gb, kind: 'control', direction: 'both' }];
  });
  return [...rows, ...controls];
}

function natRow(scope: string, region: string, natId: string, window: Pick<UsageRow, 'window_start' | 'window_end'>) {
  return { scope, region: region as Region, nat_gateway_id: natId as NatGatewayId, basis: 'measured' as const, ...window };
}

/** A zone only where it is an AZ ID: names mean other zones in other accounts. */
function zone(name: 'from_zone' | 'to_zone', id: string | null): Partial<UsageRow> {
  return id !== null && /^[a-z0-9]+(-[a-z0-9]+)*-az\d+$/.test(id) ? { [name]: id as ZoneId } : {};
}

function noticesOf(answer: readonly AnswerRow[], figures: FlowLogFigures, hasDemand: boolean): string[] {
  const count = (origin: string): number =>
    answer.filter((row) => row.origin === origin).reduce((total, row) => total + Number(row.record_count), 0);
  const skipped = count('no-data');
  const rejected = count('rejected');
  const days = figures.windowHours / 24;
  return [
    ...(hasDemand
      ? []
      : ['No record shows traffic of a NAT gateway of the document: log its own interface, or version 11 with the next-hop fields.']),
    ...(figures.unnamedBytes === '0'
      ? []
      : [
          `${figures.unnamedBytes} bytes name no destination and are not attributed: log pkt-srcaddr, pkt-dstaddr and pkt-dst-aws-service (version 3 and 5), or give ip-ranges.json.`,
        ]),
    ...(days < fullDays ? [`The logs cover ${days.toFixed(1)} days: the figures for a month are extrapolated from one sample.`] : []),
    ...(figures.unknownNatBytes === '0'
      ? []
      : [`${figures.unknownNatBytes} bytes passed NAT gateways that the document does not hold; they are left out.`]),
    ...(figures.privateBytes === '0'
      ? []
      : [`${figures.privateBytes} bytes went through NAT gateways to private addresses; they are left out.`]),
    ...(skipped === 0 ? [] : [`${skipped} records say NODATA or SKIPDATA, or name no addresses.`]),
    ...(rejected === 0 ? [] : [`${rejected} records were rejected traffic, which no NAT gateway carries.`]),
  ];
}

function bytesFrom(answer: readonly AnswerRow[], origin: string): Exact {
  return sum(answer.filter((row) => row.origin === origin).map((row) => decimal(row.total_bytes ?? '0')));
}

function isoTime(seconds: number): IsoTime {
  return new Date(seconds * 1000).toISOString() as IsoTime;
}
