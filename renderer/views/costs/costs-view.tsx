import { type CostTab, costTabs } from '#renderer/store/cost-slice.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { useActions, useApp } from '../app-context.tsx';
import { BillView } from './bill-view.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { PlanView } from './plan-view.tsx';

const titles: Readonly<Record<CostTab, string>> = { comparison: 'Comparison', plan: 'Plan', bill: 'Bill' };

/** Today beside the alternatives, the cheapest way there, and whether the bill agrees. */
export function CostsView() {
  const tab = useApp((state) => state.costTab);
  const { costTabChosen } = useActions();
  return (
    <Tabs label="Costs" size="small" items={costTabs.map((id) => ({ id, label: titles[id] }))} selected={tab} onSelect={costTabChosen}>
      <Content tab={tab} />
    </Tabs>
  );
}

function Content({ tab }: { readonly tab: CostTab }) {
  switch (tab) {
    case 'comparison':
      return <ComparisonView />;
    case 'plan':
      return <PlanView />;
    case 'bill':
      return <BillView />;
  }
}
