import { useEffect } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Slider } from '#renderer/ui/slider.tsx';
import { type RangeBar, RangeBars } from '#renderer/ui/range-bars.tsx';
import { scopeKey } from '#renderer/store/cost-slice.ts';
import type { AlternativeId, ScopeComparison } from '#shared/analysis/cost/comparison.ts';
import type { Sensitivity, SensitivityInput } from '#shared/analysis/scenario/sensitivity.ts';
import { useActions, useApp } from '../app-context.tsx';
import { signedUsd } from '../format.ts';
import { columnTitles } from './cost-words.ts';
import { NotReconciled } from './not-reconciled.tsx';
import styles from './costs.module.css';

const inputTitles: Readonly<Record<SensitivityInput, string>> = {
  traffic: 'Traffic, half to double',
  'nat-price': 'NAT prices, a tenth less to more',
  'endpoint-price': 'Endpoint prices, a tenth less to more',
  hours: 'Hours, 28 to 31 days',
};

/** What the decision hangs on: sliders for the inputs nobody knows, and how far the saving moves with each. */
export function SensitivitySection({ scope, alternative }: { readonly scope: ScopeComparison; readonly alternative: AlternativeId }) {
  const percent = useApp((state) => state.trafficPercent);
  const hours = useApp((state) => state.costs?.hoursPerMonth ?? 730);
  const bars = useSensitivity(scope, alternative);
  const shown = scope.alternatives.find((each) => each.id === alternative);
  const saving = shown?.savingUsd ?? null;
  const { costInputMoved } = useActions();
  const isMoved = useApp((state) => state.trafficPercent !== 100 || state.hoursPerMonth !== null);
  return (
    <section className={styles['panel']} aria-label="Sensitivity">
      <div className={styles['panel-head']}>
        <h3 className={styles['panel-title']}>Sensitivity</h3>
        <span className={styles['grow']}>
          {`${columnTitles[alternative]}: ${saving === null ? 'saving unknown' : `${signedUsd(saving)} a month`}`}
        </span>
        <NotReconciled reason={shown?.notReconciled} />
        {isMoved ? (
          <Button variant="quiet" onPress={() => costInputMoved(scope, { trafficPercent: 100, hoursPerMonth: null })}>
            Back to the present
          </Button>
        ) : null}
      </div>
      <div className={styles['sliders']}>
        <Slider
          label="All traffic"
          value={percent}
          least={0}
          most={400}
          step={5}
          text={`${String(percent)} %`}
          onChange={(trafficPercent) => costInputMoved(scope, { trafficPercent })}
        />
        <Slider
          label="Hours a month"
          value={hours}
          least={1}
          most={744}
          step={1}
          text={`${String(hours)} h`}
          onChange={(hoursPerMonth) => costInputMoved(scope, { hoursPerMonth })}
        />
      </div>
      {bars === null || saving === null ? null : (
        <RangeBars
          label={`How the saving of ${columnTitles[alternative]} moves with each input`}
          now={Number(saving)}
          bars={bars.flatMap(barOf)}
          format={(value) => signedUsd(value.toFixed(2))}
        />
      )}
    </section>
  );
}

/** An input whose ends are unknown has no bar. */
function barOf({ input, low, high }: Sensitivity): RangeBar[] {
  if (low.savingUsd === null || high.savingUsd === null) return [];
  return [
    {
      id: input,
      label: inputTitles[input],
      low: Number(low.savingUsd),
      high: Number(high.savingUsd),
      title: `${inputTitles[input]}: ${signedUsd(low.savingUsd)} to ${signedUsd(high.savingUsd)}`,
    },
  ];
}

function useSensitivity(scope: ScopeComparison, alternative: AlternativeId): readonly Sensitivity[] | null {
  const { sensitivityNeeded } = useActions();
  const found = useApp((state) => state.sensitivity);
  useEffect(() => {
    const timer = setTimeout(() => sensitivityNeeded(scope, alternative), 200);
    return () => clearTimeout(timer);
  }, [scope, alternative, sensitivityNeeded]);
  return found?.key === `${scopeKey(scope)}/${alternative}` ? found.bars : null;
}
