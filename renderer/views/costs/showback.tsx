import type { Alternative, ScopeComparison, Showback } from '#shared/analysis/cost/comparison.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import { useApp } from '../app-context.tsx';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { signedUsd, usd } from '../format.ts';
import { columnTitles } from './cost-words.ts';
import styles from './costs.module.css';

/** Who pays today and who would: every paying account, and the organisation, whose total is the truth. */
export function ShowbackTable({ scope, alternative }: { readonly scope: ScopeComparison; readonly alternative: Alternative }) {
  if (alternative.showback.length < 2) return null;
  return (
    <section className={styles['panel']}>
      <h3 className={styles['panel-title']}>{columnTitles[alternative.id]}: who pays, who saves</h3>
      <ScrollArea label="Paying accounts">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Paying account</th>
              <th scope="col" className={styles['end']}>
                Today
              </th>
              <th scope="col" className={styles['end']}>
                Then
              </th>
              <th scope="col" className={styles['end']}>
                Saving a month
              </th>
            </tr>
          </thead>
          <tbody>
            {alternative.showback.map((each) => (
              <Row key={each.payerAccountId ?? ''} row={each} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">The organisation</th>
              <Amount amount={scope.today.totalUsd} known={scope.today.knownUsd} />
              <Amount amount={alternative.totalUsd} known={alternative.knownUsd} />
              <Saving amount={alternative.savingUsd} reason={alternative.reason ?? scope.today.reason} />
            </tr>
          </tfoot>
        </table>
      </ScrollArea>
    </section>
  );
}

function Row({ row }: { readonly row: Showback }) {
  const name = useApp((state) => (row.payerAccountId === null ? null : accountName(state, row.payerAccountId)));
  return (
    <tr>
      <td>
        {row.payerAccountId === null ? (
          <span className={styles['unknown']}>unknown: who pays could not be read</span>
        ) : (
          <>
            {name} <span className={styles['mono']}>{spacedAccount(row.payerAccountId)}</span>
          </>
        )}
      </td>
      <Amount amount={row.todayUsd} known={row.knownTodayUsd} />
      <Amount amount={row.alternativeUsd} known={row.knownAlternativeUsd} />
      <Saving amount={row.savingUsd} reason={row.reason} />
    </tr>
  );
}

function accountName(state: Parameters<typeof itemsByKey>[0], accountId: string): string | null {
  return itemsByKey(state).get(`account/${accountId}`)?.name ?? null;
}

function Amount({ amount, known }: { readonly amount: string | null; readonly known: string }) {
  return (
    <td className={styles['end']}>
      {amount === null ? <span className={styles['unknown']}>unknown, {usd(known)} known</span> : usd(amount)}
    </td>
  );
}

function Saving({ amount, reason }: { readonly amount: string | null; readonly reason: string | undefined }) {
  if (amount === null)
    return (
      <td className={classNames(styles['end'], styles['wraps'])}>
        <span className={styles['unknown']}>unknown: {reason ?? 'an amount is unknown'}</span>
      </td>
    );
  return (
    <td className={styles['end']}>
      <span className={amount.startsWith('-') ? styles['lost'] : styles['saved']}>{signedUsd(amount)}</span>
    </td>
  );
}
