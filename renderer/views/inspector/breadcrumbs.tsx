import { itemsByKey } from '#renderer/store/selectors.ts';
import { isKnownAccount } from '#renderer/store/known-account.ts';
import type { Inspection } from '#renderer/workers/inspection.ts';
import { spacedAccount } from '#shared/analysis/topology/unread.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Subject } from '#shared/model/subject.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './inspector.module.css';

/** Account, Region, VPC: what the thing stands in, one click away. */
export function Breadcrumbs({ inspection }: { readonly inspection: Inspection }) {
  const { subject } = inspection;
  const { accountId, region } = subject;
  const item = useApp((state) => itemsByKey(state).get(subjectKey(subject)));
  const account = inspection.accountName ?? spacedAccount(accountId);
  const vpcId = subject.kind === 'vpc' ? null : (item?.vpcId ?? null);
  return (
    <nav className={styles['place']} aria-label="Where it is">
      {subject.kind === 'account' || !isKnownAccount(accountId) ? (
        <span>{account}</span>
      ) : (
        <Crumb subject={{ kind: 'account', id: accountId, accountId, region }}>{account}</Crumb>
      )}
      <Separator />
      <span>{region}</span>
      {vpcId === null ? null : (
        <>
          <Separator />
          <Crumb subject={{ kind: 'vpc', id: vpcId, accountId, region }}>{item?.vpcName ?? vpcId}</Crumb>
        </>
      )}
    </nav>
  );
}

function Crumb({ subject, children }: { readonly subject: Subject; readonly children: string }) {
  const { subjectSelected } = useActions();
  return (
    <button type="button" className={styles['crumb']} title={`Select ${children}`} onClick={() => subjectSelected(subject)}>
      {children}
    </button>
  );
}

function Separator() {
  return <span aria-hidden="true"> › </span>;
}
