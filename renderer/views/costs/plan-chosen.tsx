import { useState } from 'react';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ScrollArea } from '#renderer/ui/scroll-area.tsx';
import type { ChosenPath, ChosenWhy, Plan } from '#shared/analysis/cost/plan/plan.ts';
import { useActions, useApp } from '../app-context.tsx';
import { plural, usd } from '../format.ts';
import styles from './plan.module.css';

const hows: Readonly<Record<ChosenPath['how'], string>> = {
  gateway: 'gateway endpoint',
  interface: 'interface endpoint',
  'cross-region': 'cross-Region endpoint',
  hub: 'through the hub',
};

const whys: Readonly<Record<ChosenWhy, string>> = {
  pays: 'it pays',
  included: 'asked for',
  'must-be-private': 'must be private',
  'replaces-nat': 'lets the NAT gateway go',
  hub: 'serves the hub’s spokes',
};

/** Rows of a large plan that are shown before somebody asks for all. */
const firstRows = 100;

/** The new paths, and what each costs. */
export function ChosenTable({ plan: { chosen, removedNatGateways } }: { readonly plan: Plan }) {
  const [isAll, setAll] = useState(false);
  const rows = isAll ? chosen : chosen.slice(0, firstRows);
  return (
    <section className={styles['panel']} aria-label="What the plan chooses">
      <h3 className={styles['panel-title']}>What the plan chooses</h3>
      {chosen.length === 0 ? (
        <p className={styles['sentence']}>Nothing to add: what stands is the cheapest that the constraints allow.</p>
      ) : (
        <ScrollArea label="New paths">
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">VPC</th>
                <th scope="col">Service</th>
                <th scope="col">Goes through</th>
                <th scope="col">Zones</th>
                <th scope="col">Why</th>
                <th scope="col" className={styles['end']}>
                  USD a month
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((path) => (
                <Row key={`${path.vpcId}/${path.service}/${path.how}`} path={path} />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {rows.length === chosen.length ? null : <Button onPress={() => setAll(true)}>{`Show all ${plural(chosen.length, 'path')}`}</Button>}
      {removedNatGateways.length === 0 ? null : (
        <p className={styles['sentence']}>
          {'NAT gateways that go: '}
          {removedNatGateways.map((id) => (
            <Link key={id} subjectKey={`nat-gateway/${id}`} id={id} />
          ))}
        </p>
      )}
    </section>
  );
}

function Row({ path }: { readonly path: ChosenPath }) {
  return (
    <tr>
      <td className={styles['together']}>
        <Link subjectKey={`vpc/${path.vpcId}`} id={path.vpcId} />
        <span className={styles['under']}>{path.region}</span>
      </td>
      <td>
        <b>{path.service}</b>
        {path.replaces === null ? null : <span className={styles['under']}>{`replaces ${path.replaces}`}</span>}
      </td>
      <td className={styles['together']}>{hows[path.how]}</td>
      <td className={styles['mono']}>{path.zones.map((zone) => zone.replaceAll('-', '\u2011')).join(' ')}</td>
      <td>{whys[path.why]}</td>
      <td className={styles['end']}>
        {path.usd === null ? (
          <>
            <span className={styles['unknown']}>unknown</span>, {usd(path.knownUsd)} known
            <span className={styles['under']}>{path.reason}</span>
          </>
        ) : (
          usd(path.usd)
        )}
      </td>
    </tr>
  );
}

/** A thing by its name; a click opens it. */
function Link({ subjectKey, id }: { readonly subjectKey: string; readonly id: string }) {
  const { subjectSelected } = useActions();
  const item = useApp((state) => itemsByKey(state).get(subjectKey));
  if (item === undefined) return <span className={styles['mono']}>{id} </span>;
  return (
    <button type="button" className={styles['link']} title={id} onClick={() => subjectSelected(item.subject)}>
      {item.name ?? id}
    </button>
  );
}
