import { useState } from 'react';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea } from '#renderer/ui/fields.tsx';
import { FileDrop } from '#renderer/ui/file-drop.tsx';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import { isUnknownHere } from '#shared/analysis/cost/bill/usage-types.ts';
import type { BillCard, BillCardRow } from '#shared/analysis/cost/bill/reconcile-bill.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { problemText } from '#shared/base/outcome.ts';
import { useActions, useApp } from '../app-context.tsx';
import { groupedDecimal, sentence, signedUsd, usd } from '../format.ts';
import { ViewHead } from '../shell/view-head.tsx';
import styles from './costs.module.css';

const example =
  'usage_type,region,quantity,usd,window_start,window_end\nUSE1-NatGateway-Hours,us-east-1,1488,66.96,2026-10-01,2026-11-01\n';

/** What AWS billed beside what the comparison counts: does the model know this estate? */
export function BillView() {
  const bill = useApp((state) => state.bill);
  const card = useApp((state) => state.billCard);
  const problem = useApp((state) => state.billProblem);
  const { billTakenAway } = useActions();
  return (
    <div className={styles['detail']}>
      <ViewHead
        title="Bill"
        summary="What AWS billed, beside what is counted here"
        actions={bill === null ? undefined : <Button onPress={billTakenAway}>Take {bill.name} away</Button>}
      />
      <div className={styles['scroll']}>
        {problem === null ? null : <Notice tone="bad">{problemText(problem)}</Notice>}
        {bill === null ? null : card === null ? <p role="status">Comparing with {bill.name}…</p> : <Card card={card} name={bill.name} />}
        <Giving hasBill={bill !== null} />
      </div>
    </div>
  );
}

function Giving({ hasBill }: { readonly hasBill: boolean }) {
  const [text, setText] = useState('');
  const { billGiven } = useActions();
  return (
    <section className={styles['panel']}>
      <h3 className={styles['panel-title']}>{hasBill ? 'Another bill' : 'Totals of usage types'}</h3>
      <p className={styles['quiet-text']}>
        As Cost Explorer shows them, grouped by usage type: CSV with a header, or JSON rows. Only usage_type, region, quantity and usd are
        needed. Nothing of it leaves this machine, and it is not saved.
      </p>
      <div className={styles['giving']}>
        <FileDrop label="A file of billed totals" accept=".csv,.json,.txt" onText={billGiven}>
          Drop a CSV or JSON file here
        </FileDrop>
        <TextArea label="Or paste the rows" value={text} onChange={setText} rows={5} />
        <div className={styles['row']}>
          <Button isDisabled={text.trim() === ''} onPress={() => billGiven('the pasted rows', text)}>
            Compare with these rows
          </Button>
          <Button variant="quiet" onPress={() => setText(example)}>
            Show an example
          </Button>
        </div>
      </div>
    </section>
  );
}

function Card({ card, name }: { readonly card: BillCard; readonly name: string }) {
  const open = card.rows.filter((row) => row.verdict === 'not reconciled').length;
  const unknown = card.ignored.filter(isUnknownHere);
  const others = card.ignored.filter((usageType) => !isUnknownHere(usageType));
  return (
    <section className={styles['panel']}>
      <div className={styles['panel-head']}>
        <h3 className={styles['panel-title']}>{name}</h3>
        <Badge tone={card.verdict === 'reconciled' ? 'ok' : 'warn'}>{card.verdict}</Badge>
        <span className={styles['grow']}>{verdictText(card, open)}</span>
      </div>
      {card.rows.length === 0 ? null : <Rows rows={card.rows} />}
      {unknown.length === 0 ? null : (
        <p className={styles['formula']}>
          {`Not compared, because no price list that was read names them: ${unknown.join(', ')}. Part of the bill may be missing here.`}
        </p>
      )}
      {others.length === 0 ? null : <p className={styles['formula']}>{`Not about this comparison: ${others.join(', ')}.`}</p>}
    </section>
  );
}

function verdictText({ rows }: BillCard, open: number): string {
  if (rows.length === 0) return 'None of these usage types is about NAT gateways, endpoints or what stands before them.';
  if (open === 0) return 'At most 5 % of every billed quantity is unexplained.';
  return `${String(open)} of ${String(rows.length)} rows leave more than 5 % unexplained; every figure of their Regions says so.`;
}

function Rows({ rows }: { readonly rows: readonly BillCardRow[] }) {
  return (
    <ScrollArea label="Billed and counted">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Usage type</th>
            <th scope="col">Region and account</th>
            <th scope="col" className={styles['end']}>
              Billed
            </th>
            <th scope="col" className={styles['end']}>
              Our line
            </th>
            <th scope="col" className={styles['end']}>
              Difference
            </th>
            <th scope="col" className={styles['reason-cell']}>
              Reason
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.region}/${row.accountId ?? ''}/${row.item}`} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Row({ row }: { readonly row: BillCardRow }) {
  return (
    <tr>
      <td>
        <b>{row.usageTypes.join(', ')}</b>
        <span className={styles['range']}>{row.item}</span>
      </td>
      <td>
        {row.region}
        <span className={styles['range']}>{row.accountId === null ? 'all accounts of the document' : spacedAccount(row.accountId)}</span>
      </td>
      <Cell quantity={row.billed.quantity} amount={row.billed.usd} format={(amount) => usd(amount)} />
      <Cell quantity={row.ours.quantity} amount={row.ours.usd} format={(amount) => usd(amount)} />
      <Cell quantity={row.difference.quantity} amount={row.difference.usd} format={signedUsd} />
      <td className={styles['reason-cell']}>
        <Badge tone={row.verdict === 'reconciled' ? 'ok' : 'warn'}>
          {row.verdict === 'reconciled' || row.unexplainedShare === null
            ? row.verdict
            : `${String(Math.round(Number(row.unexplainedShare) * 1000) / 10)} % unexplained`}
        </Badge>
        {row.reasons.map((reason) => (
          <span key={reason} className={styles['reason-line']}>
            {sentence(reason)}
          </span>
        ))}
      </td>
    </tr>
  );
}

interface CellProps {
  readonly quantity: string | null;
  readonly amount: string | null;
  readonly format: (amount: string) => string;
}

function Cell({ quantity, amount, format }: CellProps) {
  return (
    <td className={styles['end']}>
      {amount === null ? <span className={styles['unknown']}>unknown</span> : format(amount)}
      <span className={styles['range']}>{quantity === null ? 'quantity unknown' : signedQuantity(quantity)}</span>
    </td>
  );
}

function signedQuantity(quantity: string): string {
  return quantity.startsWith('-') ? `\u2212${groupedDecimal(quantity.slice(1), 1)}` : groupedDecimal(quantity, 1);
}
