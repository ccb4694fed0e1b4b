import { classNames } from '#renderer/ui/class-names.ts';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import { Segmented } from '#renderer/ui/fields.tsx';
import type { CostColumn, CostLine, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { lineGroups } from '#shared/analysis/cost/comparison.ts';
import { useActions, useApp } from '../app-context.tsx';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { readableFormula, usd } from '../format.ts';
import { basisTitles, type ColumnId, columnTitles, groupTitles, rangeText } from './cost-words.ts';
import { NotReconciled } from './not-reconciled.tsx';
import groupStyles from './groups.module.css';
import styles from './costs.module.css';

export interface LineTableProps {
  readonly scope: ScopeComparison;
  readonly column: ColumnId;
  readonly onColumn: (column: ColumnId) => void;
}

/** Every amount of a column with its formula, its inputs and the date of its price. */
export function LineTable({ scope, column, onColumn }: LineTableProps) {
  const ids: readonly ColumnId[] = ['today', ...scope.alternatives.map((alternative) => alternative.id)];
  const shown = column === 'today' ? scope.today : (scope.alternatives.find((alternative) => alternative.id === column) ?? scope.today);
  const lines = shown.lines.toSorted((a, b) => lineGroups.indexOf(a.group) - lineGroups.indexOf(b.group));
  return (
    <section className={styles['panel']}>
      <div className={styles['panel-head']}>
        <h3 className={styles['panel-title']}>Lines</h3>
        <span className={styles['grow']} />
        <Segmented label="Lines of" choices={ids.map((id) => ({ id, label: columnTitles[id] }))} selected={column} onSelect={onColumn} />
      </div>
      <ScrollArea label="Lines">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Charge</th>
              <th scope="col">Resource</th>
              <th scope="col">Formula</th>
              <th scope="col">Basis</th>
              <th scope="col">Price of</th>
              <th scope="col">Paid by</th>
              <th scope="col" className={classNames(styles['end'], styles['pinned'])}>
                USD a month
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <Line key={`${line.item}/${line.resourceId ?? ''}/${line.service ?? ''}/${String(index)}`} line={line} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={6}>
                Total{shown.totalUsd === null ? `, unknown: ${shown.reason ?? 'a line is unknown'}` : ''}
              </th>
              <td className={classNames(styles['end'], styles['pinned'])}>
                {shown.totalUsd === null ? (
                  <span className={styles['unknown']}>{usd(shown.knownUsd)} known</span>
                ) : (
                  <b>{usd(shown.totalUsd)}</b>
                )}
                <TotalRange column={shown} />
                <NotReconciled reason={shown.notReconciled} />
              </td>
            </tr>
          </tfoot>
        </table>
      </ScrollArea>
    </section>
  );
}

function TotalRange({ column }: { readonly column: CostColumn }) {
  const range = rangeText(column.totalRangeUsd, (amount) => usd(amount));
  return range === null ? null : <span className={styles['range']}>{range}</span>;
}

function Line({ line }: { readonly line: CostLine }) {
  const range = line.rangeUsd === undefined ? null : rangeText(line.rangeUsd, (amount) => usd(amount));
  return (
    <tr className={line.unchanged === true ? styles['unchanged'] : undefined}>
      <td>
        <span className={styles['charge']}>
          <svg width="8" height="8" aria-hidden="true">
            <rect width="8" height="8" rx="2" className={groupStyles[line.group]} />
          </svg>
          <span title={line.item}>{groupTitles[line.group]}</span>
          {line.service === null ? null : <span className={styles['quiet']}>{line.service}</span>}
        </span>
      </td>
      <td>
        <Resource id={line.resourceId} />
      </td>
      <td className={styles['formula-cell']}>{readableFormula(line.formula)}</td>
      <td>{basisTitles[line.basis]}</td>
      <td className={styles['together']}>{line.priceAsOf ?? <span className={styles['unknown']}>unknown</span>}</td>
      <td className={classNames(styles['mono'], styles['together'])}>
        {line.payerAccountId === null ? <span className={styles['unknown']}>unknown</span> : spacedAccount(line.payerAccountId)}
      </td>
      <td className={classNames(styles['end'], styles['pinned'])}>
        {line.usd === null ? <span className={styles['unknown']}>unknown</span> : usd(line.usd)}
        {line.usd !== null || line.reason === undefined ? null : <span className={styles['why']}>{line.reason}</span>}
        {range === null ? null : <span className={styles['range']}>{range}</span>}
      </td>
    </tr>
  );
}

/** What is billed: by name where it has one; a click opens it. */
function Resource({ id }: { readonly id: string | null }) {
  const { subjectSelected } = useActions();
  const item = useApp((state) => {
    if (id === null) return undefined;
    const items = itemsByKey(state);
    return items.get(`nat-gateway/${id}`) ?? items.get(`vpc-endpoint/${id}`) ?? items.get(`vpc/${id}`);
  });
  if (id === null) return <span className={styles['quiet']}>new</span>;
  if (item === undefined) return <span className={styles['mono']}>{id}</span>;
  return (
    <button type="button" className={styles['link']} title={id} onClick={() => subjectSelected(item.subject)}>
      {item.name ?? id}
    </button>
  );
}
