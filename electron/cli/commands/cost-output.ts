/** A comparison of costs for reading. */
import type { BillCard, CostComparison } from '#electron/services/json/cost-json.ts';
import type { Against } from '#electron/services/json/scenario-cost-json.ts';
import { printLine, printTable, tell, visible } from '../output.ts';

/** The comparison, under a scenario or not. */
export type PrintedCosts = CostComparison & {
  readonly scenario?: string;
  readonly alternative?: string | null;
  readonly against?: Against;
  readonly bill?: BillCard;
};

/** A table per scope; `*` marks the column that a scenario decided on. */
export function printComparison(costs: PrintedCosts): void {
  if (costs.scenario !== undefined) printLine(`Scenario: ${visible(costs.scenario)}`);
  for (const scope of costs.scopes) {
    printLine(`${scope.title} (${scope.scope}, ${scope.region})`);
    const mark = (id: string): string => `${costs.alternative === id ? '* ' : '  '}${id}`;
    printTable(
      ['  COLUMN', 'USD A MONTH', 'KNOWN', 'SAVING', 'NOTE'],
      [
        [mark('today'), cents(scope.today.totalUsd), cents(scope.today.knownUsd), '', scope.today.reason ?? ''],
        ...scope.alternatives.map((one) => [
          mark(one.id),
          cents(one.totalUsd),
          cents(one.knownUsd),
          cents(one.savingUsd),
          one.eligibility?.verdict ?? one.reason ?? '',
        ]),
      ],
    );
    if (scope.today.notReconciled !== undefined) printLine(`  All figures: ${visible(scope.today.notReconciled)}`);
  }
  if (costs.scopes.length === 0) tell('No VPC with a NAT gateway, an endpoint or traffic: there is nothing to compare.');
  if (costs.against !== undefined) printAgainst(costs.against);
  if (costs.bill !== undefined) printBill(costs.bill);
}

function printBill(bill: BillCard): void {
  printLine(`Bill: ${bill.verdict}`);
  printTable(
    ['  USAGE TYPE', 'REGION', 'ACCOUNT', 'BILLED', 'OURS', 'DIFFERENCE', 'BILLED USD', 'OURS USD', 'VERDICT'],
    bill.rows.map((row) => [
      `  ${row.usageTypes.join(' ')}`,
      row.region,
      row.accountId ?? 'all',
      cents(row.billed.quantity),
      cents(row.ours.quantity),
      cents(row.difference.quantity),
      cents(row.billed.usd),
      cents(row.ours.usd),
      row.verdict,
    ]),
  );
  for (const row of bill.rows)
    for (const reason of row.reasons) printLine(`  ${row.usageTypes.join(' ')}, ${row.region}: ${visible(reason)}`);
  if (bill.ignored.length > 0) tell(`Not part of a comparison: ${bill.ignored.join(', ')}.`);
}

function printAgainst(against: Against): void {
  printLine(`Today against ${against.scenario === null ? 'the document as it is' : `scenario ${visible(against.scenario)}`}`);
  printTable(
    ['  SCOPE', 'REGION', 'HERE', 'THERE', 'DIFFERENCE', 'OF WHAT IS KNOWN', 'NOTE'],
    against.scopes.map((one) => [
      `  ${one.scope}`,
      one.region,
      cents(one.todayUsd),
      cents(one.againstUsd),
      cents(one.differenceUsd),
      cents(one.knownDifferenceUsd),
      one.reason ?? '',
    ]),
  );
}

/** Exact decimal text to two places, half up; for reading only. */
export function cents(usd: string | null): string | null {
  if (usd === null) return null;
  const [whole = '0', fraction = ''] = usd.replace('-', '').split('.');
  const rounded = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2)) + (Number(fraction[2] ?? '0') >= 5 ? 1n : 0n);
  const sign = usd.startsWith('-') && rounded !== 0n ? '-' : '';
  return `${sign}${rounded / 100n}.${String(rounded % 100n).padStart(2, '0')}`;
}
