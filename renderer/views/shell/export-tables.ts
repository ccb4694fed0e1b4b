import type { InventoryItem } from '#shared/diagram/inventory.ts';
import type { AlignmentRow } from '#shared/analysis/availability/alignment.ts';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { ServiceCoverageRow } from '#shared/analysis/topology/service-coverage.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { csvText } from '#shared/export/csv.ts';
import { alignmentTable, type ExportTable, findingsTable } from '#shared/export/tables.ts';

const unknown = 'unknown';

export function inventoryCsv(items: readonly InventoryItem[]): string {
  return csvText(
    [
      'kind',
      'name',
      'id',
      'account',
      'accountName',
      'region',
      'vpc',
      'vpcName',
      'service',
      'zones',
      'state',
      'verdict',
      'findings',
      'detail',
    ],
    items.map((item) => [
      item.kind,
      item.name ?? '',
      item.subject.id,
      item.subject.accountId,
      item.accountName ?? '',
      item.subject.region,
      item.vpcId ?? '',
      item.vpcName ?? '',
      item.service ?? '',
      item.zones.join(' '),
      item.state ?? unknown,
      item.verdict ?? '',
      item.rules.join(' '),
      item.detail,
    ]),
  );
}

export function alignmentCsv(rows: readonly AlignmentRow[]): string {
  return tableText(alignmentTable(rows));
}

/** One line for every VPC and service. */
export function servicesCsv(rows: readonly ServiceCoverageRow[]): string {
  return csvText(
    ['account', 'region', 'vpc', 'vpcName', 'service', 'access', 'endpoints', 'duplicate'],
    rows.flatMap((row) =>
      row.cells.map((cell) => [
        row.accountId,
        row.region,
        row.vpcId,
        row.vpcName ?? '',
        cell.service,
        cell.how,
        cell.endpointIds.join(' '),
        cell.isDuplicate ? 'yes' : 'no',
      ]),
    ),
  );
}

export function findingsCsv(findings: readonly Finding[]): string {
  return tableText(findingsTable(findings));
}

export function costCsv(scopes: readonly ScopeComparison[]): string {
  const rows = scopes.flatMap((scope) =>
    [{ id: 'today', lines: scope.today.lines }, ...scope.alternatives].flatMap((column) =>
      column.lines.map((line) => [
        scope.title,
        scope.region,
        column.id,
        line.item,
        line.group,
        line.resourceId ?? '',
        line.service ?? '',
        line.payerAccountId ?? unknown,
        line.quantity ?? unknown,
        line.unit,
        line.unitPriceUsd ?? unknown,
        line.usd ?? unknown,
        line.basis,
        line.priceAsOf ?? unknown,
        line.formula,
        line.reason ?? '',
      ]),
    ),
  );
  return csvText(
    [
      'scope',
      'region',
      'column',
      'item',
      'group',
      'resource',
      'service',
      'payer',
      'quantity',
      'unit',
      'unitPriceUsd',
      'usd',
      'basis',
      'priceAsOf',
      'formula',
      'reason',
    ],
    rows,
  );
}

/** The same tables as the command line exports. */
function tableText(table: ExportTable): string {
  return csvText(table.header, table.rows);
}
