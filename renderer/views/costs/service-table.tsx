import { classNames } from '#renderer/ui/class-names.ts';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import { Chip } from '#renderer/ui/badge.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { decimal } from '#shared/base/decimal.ts';
import type { Alternative, ServiceRow } from '#shared/analysis/cost/comparison.ts';
import { gigabytes, readableFormula, signedUsd, usd } from '../format.ts';
import { columnTitles, pathTitles } from './cost-words.ts';
import { NotReconciled } from './not-reconciled.tsx';
import styles from './costs.module.css';

/** Service by service: what moves, how, and whether it pays by itself. */
export function ServiceTable({ alternative }: { readonly alternative: Alternative }) {
  if (alternative.serviceTable.length === 0) return null;
  return (
    <section className={styles['panel']}>
      <div className={styles['panel-head']}>
        <h3 className={styles['panel-title']}>{columnTitles[alternative.id]}: services</h3>
        <NotReconciled reason={alternative.notReconciled} />
      </div>
      <ScrollArea label="Services">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col">Goes through</th>
              <th scope="col">Zones</th>
              <th scope="col" className={styles['end']}>
                Traffic a month
              </th>
              <th scope="col" className={styles['end']}>
                Today
              </th>
              <th scope="col" className={styles['end']}>
                Then
              </th>
              <th scope="col" className={styles['end']}>
                Saving
              </th>
              <th scope="col" className={styles['end']}>
                Pays from
              </th>
            </tr>
          </thead>
          <tbody>
            {alternative.serviceTable.map((row) => (
              <Row key={`${row.vpcId}/${row.service}/${row.class}`} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

function Row({ row }: { readonly row: ServiceRow }) {
  return (
    <tr>
      <td>
        <b>{row.service}</b>{' '}
        {row.labels.map((label) => (
          <Chip key={label}>{label}</Chip>
        ))}
      </td>
      <td>{pathTitles[row.how]}</td>
      <td className={classNames(styles['mono'], styles['zones'])}>{row.zones.map(unbroken).join(' ')}</td>
      <td className={styles['end']}>{row.gb === null ? <Unknown /> : gigabytes(row.gb)}</td>
      <td className={styles['end']}>{row.todayUsd === null ? <Unknown /> : <Path amount={row.todayUsd} other={row.newUsd} />}</td>
      <td className={styles['end']}>{row.newUsd === null ? <Unknown /> : <Path amount={row.newUsd} other={row.todayUsd} />}</td>
      <td className={styles['end']}>
        {row.savingUsd === null ? (
          <Unknown />
        ) : (
          <span className={row.savingUsd.startsWith('-') ? styles['lost'] : styles['saved']}>{signedUsd(row.savingUsd)}</span>
        )}
      </td>
      <td className={styles['end']} title={row.breakEven === null ? undefined : readableFormula(row.breakEven.formula)}>
        {breakEvenCell(row)}
      </td>
    </tr>
  );
}

/** One of the two ways of a service; the cheaper one says so in words. */
function Path({ amount, other }: { readonly amount: string; readonly other: string | null }) {
  const isCheaper = other !== null && decimal(amount).lt(decimal(other));
  return (
    <>
      {isCheaper ? (
        <span className={styles['cheaper']}>
          <Icon name="check" size={12} /> cheaper
        </span>
      ) : null}
      {usd(amount)}
    </>
  );
}

/** AZ IDs hold hyphens, at which a browser would break them. */
function unbroken(zoneId: string): string {
  return zoneId.replaceAll('-', '\u2011');
}

function breakEvenCell({ breakEven }: ServiceRow) {
  if (breakEven === null || breakEven.gb === null) return <Unknown />;
  if (breakEven.gb === 'always') return 'the first GB';
  return breakEven.gb === 'never' ? 'never' : gigabytes(breakEven.gb);
}

function Unknown() {
  return <span className={styles['unknown']}>unknown</span>;
}
