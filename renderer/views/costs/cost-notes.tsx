import type { ReactNode } from 'react';
import type { Alternative, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { gigabytes, signedUsd, usd } from '../format.ts';
import styles from './costs.module.css';

/** What a reviewer asks next: what is free to repair, what was assumed, what the way there costs. */
export function CostNotes({ scope, alternative }: { readonly scope: ScopeComparison; readonly alternative: Alternative | undefined }) {
  return (
    <div className={styles['notes']}>
      <Note
        title="Free to repair"
        lines={scope.fixes.map(
          (fix) =>
            `${fix.service}: ${fix.what} ${gigabytes(fix.gb)} a month${fix.savingUsd === null ? '' : `, ${signedUsd(fix.savingUsd)}`}`,
        )}
      />
      <Note title="Good to know" lines={scope.notices} />
      <Note title="Assumptions" lines={alternative?.assumptions ?? []} />
      <Note
        title="Traffic against the bill"
        lines={scope.reconciliation.map(
          (each) =>
            `${each.natGatewayId ?? 'all NAT gateways'}: ${gigabytes(each.controlGb)} counted, ${gigabytes(each.demandGb)} named, ${gigabytes(each.unattributedGb)} not attributed; ${each.verdict}`,
        )}
      />
      {alternative === undefined ? null : <Transition alternative={alternative} />}
    </div>
  );
}

function Note({ title, lines, children }: { readonly title: string; readonly lines: readonly string[]; readonly children?: ReactNode }) {
  if (lines.length === 0 && children === undefined) return null;
  return (
    <section className={styles['note']}>
      <h3 className={styles['panel-title']}>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {children}
    </section>
  );
}

function Transition({ alternative }: { readonly alternative: Alternative }) {
  const { transition } = alternative;
  if (transition.lines.length === 0) return null;
  if (transition.totalUsd === null) {
    return (
      <Note
        title="The way there"
        lines={[
          `Unknown, ${usd(transition.knownUsd)} known, for ${String(transition.days)} days of both paths side by side: ${transition.reason ?? 'an amount is unknown'}.`,
        ]}
      />
    );
  }
  const payback = transition.paybackDate === null ? '' : ` Paid back by ${transition.paybackDate}.`;
  return (
    <Note
      title="The way there"
      lines={[`${usd(transition.totalUsd)} once, for ${String(transition.days)} days of both paths side by side.${payback}`]}
    />
  );
}
