import { TextField } from '#renderer/ui/fields.tsx';
import { readGigabytes } from '#renderer/store/cost-slice.ts';
import type { ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './costs.module.css';

/** Without measured traffic nothing can be compared; a typed figure is better than none, and says that it is typed. */
export function UsageInput({ scope }: { readonly scope: ScopeComparison }) {
  const vpcId = scope.vpcIds[0] ?? '';
  const typed = useApp((state) => state.typedGigabytes[vpcId] ?? '');
  const { gigabytesTyped } = useActions();
  const isWrong = typed.trim() !== '' && readGigabytes(typed) === null;
  return (
    <section className={styles['usage']}>
      <div className={styles['grow']}>
        <h3 className={styles['panel-title']}>No traffic was measured for this VPC</h3>
        <p className={styles['quiet-text']}>
          The hourly charges below are known; what the traffic costs is not. Type what passes the NAT gateways in a month, in GB of 2^30
          bytes, both directions together, and everything is priced with it.
        </p>
      </div>
      <div className={styles['usage-field']}>
        <TextField
          label="Through NAT a month"
          value={typed}
          onChange={(text) => gigabytesTyped(vpcId, text)}
          placeholder="e.g. 1,200"
          suffix="GB"
          inputMode="decimal"
          error={isWrong ? 'A number such as 1200 or 4,100.5' : null}
        />
      </div>
    </section>
  );
}
