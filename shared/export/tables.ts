/** Alignment, coverage, findings and costs as plain tables, for CSV, Markdown and the report alike. */
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { CostComparison, CostLine } from '#shared/analysis/cost/comparison.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { CsvCell } from './csv.ts';

/** A heading and its rows; what could not be read is written as `unknown`, never left empty. */
export interface ExportTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

const unknown = 'unknown';

export function alignmentTable(rows: readonly AlignmentRow[]): ExportTable {
  return {
    title: 'Availability Zone alignment',
    header:
      'endpoint service account region vpc verdict tags endpointZones serviceZones targetZones workloadZones survivesLossOf crossZone assurance confidence unknownBecause'.split(
        ' ',
      ),
    rows: rows.map((row) => [
      row.endpointId,
      row.shortName,
      row.accountId,
      row.region,
      row.vpcId ?? unknown,
      row.verdict,
      row.tags.join(' '),
      row.endpointZones.join(' '),
      row.serviceZones?.join(' ') ?? unknown,
      row.targetZones?.join(' ') ?? unknown,
      row.workloadZones.join(' '),
      Object.entries(row.survivesLossOf)
        .map(([zone, survives]) => `${zone}:${survives}`)
        .join(' '),
      row.crossZone,
      row.assurance,
      row.confidence,
      row.unknownBecause.join('; '),
    ]),
  };
}

export function coverageTable(cells: readonly LedgerCell[]): ExportTable {
  return {
    title: 'Coverage',
    header: ['account', 'region', 'operation', 'status', 'items', 'code', 'action', 'message', 'profile'],
    rows: cells.map((cell) => [
      cell.accountId,
      cell.region,
      cell.operation,
      cell.reason ?? cell.status,
      cell.status === 'ok' ? cell.items : unknown,
      cell.code ?? null,
      cell.action ?? null,
      cell.message ?? null,
      cell.profile,
    ]),
  };
}

export function findingsTable(findings: readonly Finding[]): ExportTable {
  return {
    title: 'Findings',
    header: [
      'rule',
      'title',
      'severity',
      'status',
      'subject',
      'account',
      'region',
      'summary',
      'remedy',
      'evidence',
      'documentation',
      'suppressed',
    ],
    rows: findings.map((finding) => {
      const [subject] = finding.subjects;
      return [
        finding.ruleId,
        finding.title,
        finding.severity,
        finding.status,
        subject?.id ?? null,
        subject?.accountId ?? null,
        subject?.region ?? null,
        finding.summary,
        finding.remedy,
        finding.evidence.map(evidenceText).join('; '),
        finding.documentation,
        finding.suppressed ?? null,
      ];
    }),
  };
}

/** `DescribeVpcEndpoints: state=available, subnetIds=…`. */
export function evidenceText({ api, fields }: Finding['evidence'][number]): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? api : `${api}: ${pairs.join(', ')}`;
}

/** Every line of every column of every scope, transition included. */
export function costTable(costs: CostComparison): ExportTable {
  return {
    title: 'Cost lines',
    header:
      'scope title region column item group resource vpc service payer quantity unit unitPriceUsd usd minUsd maxUsd basis priceAsOf formula reason'.split(
        ' ',
      ),
    rows: costs.scopes.flatMap((scope) =>
      [
        { id: 'today', lines: scope.today.lines },
        ...scope.alternatives.flatMap((one) => [
          { id: one.id, lines: one.lines },
          { id: `${one.id} transition`, lines: one.transition.lines },
        ]),
      ].flatMap((column) => column.lines.map((line) => [scope.scope, scope.title, scope.region, column.id, ...lineCells(line)])),
    ),
  };
}

function lineCells(line: CostLine): CsvCell[] {
  return [
    line.item,
    line.group,
    line.resourceId,
    line.vpcId,
    line.service,
    line.payerAccountId ?? unknown,
    amount(line.quantity),
    line.unit,
    amount(line.unitPriceUsd),
    amount(line.usd),
    line.rangeUsd === undefined ? null : amount(line.rangeUsd.min),
    line.rangeUsd === undefined ? null : amount(line.rangeUsd.max),
    line.basis,
    line.priceAsOf ?? unknown,
    line.formula,
    line.reason ?? null,
  ];
}

function amount(value: string | null): CsvCell {
  return value === null ? unknown : { exact: value };
}
