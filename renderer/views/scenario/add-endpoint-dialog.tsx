import { useEffect, useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { ComboBox } from '#renderer/ui/combo-box.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Checkbox, Segmented } from '#renderer/ui/fields.tsx';
import { Notice } from '#renderer/ui/state-views.tsx';
import type { EndpointChoice, EndpointChoices } from '#renderer/workers/scenario.ts';
import { problemText } from '#shared/base/outcome.ts';
import type { VpcId, ZoneId } from '#shared/base/ids.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import { itemsByKey } from '#renderer/store/selectors.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './scenario.module.css';

/** Which endpoint a what-if adds to a VPC. */
export function AddEndpointDialog() {
  const vpcId = useApp((state) => state.addingTo);
  return vpcId === null ? null : <Asking key={vpcId} vpcId={vpcId as VpcId} />;
}

function Asking({ vpcId }: { readonly vpcId: VpcId }) {
  const choices = useChoices(vpcId);
  const name = useApp((state) => itemsByKey(state).get(`vpc/${vpcId}`)?.name ?? vpcId);
  const problem = useApp((state) => state.scenarioProblem);
  const [service, setService] = useState<string | null>(null);
  const [type, setType] = useState<'Interface' | 'Gateway' | null>(null);
  const [zones, setZones] = useState<readonly ZoneId[] | null>(null);
  const { addingAsked, whatIfTried } = useActions();
  const choice = choices?.services.find((each) => each.service === service);
  const kind = choice === undefined ? null : type !== null && choice.types.includes(type) ? type : (choice.types[0] ?? null);
  const add = async (): Promise<void> => {
    if (choice === undefined || kind === null) return;
    if (await whatIfTried(editOf(vpcId, choice, kind, zones), `add an endpoint for ${choice.service}`)) addingAsked(null);
  };
  return (
    <Dialog
      title="What if: add an endpoint"
      subtitle={name}
      isOpen
      onClose={() => addingAsked(null)}
      size="small"
      actions={
        <>
          <Button onPress={() => addingAsked(null)}>Cancel</Button>
          <Button variant="primary" isDisabled={kind === null || zones?.length === 0} onPress={() => void add()}>
            Add to the scenario
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {problem === null ? null : <Notice tone="warn">{problemText(problem)}</Notice>}
        {choices === null ? (
          <p role="status">Reading what is offered…</p>
        ) : (
          <ComboBox
            label="Service"
            placeholder="e.g. ecr.api"
            choices={choices.services.map((each) => ({ id: each.service, label: each.service, ...hintOf(each) }))}
            selected={service}
            onSelect={(next) => {
              setService(next);
              setZones(null);
            }}
          />
        )}
        {choice === undefined || kind === null || choice.types.length < 2 ? null : (
          <Segmented label="Type" choices={choice.types.map((each) => ({ id: each, label: each }))} selected={kind} onSelect={setType} />
        )}
        {choice === undefined || kind !== 'Interface' || choices === null ? null : (
          <Zones offered={choice.zones ?? choices.zones} chosen={zones} onChange={setZones} />
        )}
        <p className={styles['note']}>Nothing is done in AWS. The map, the findings and the costs show what would be.</p>
      </div>
    </Dialog>
  );
}

/** Left alone, the endpoint stands in the zones with callers, in two at least. */
function Zones({
  offered,
  chosen,
  onChange,
}: {
  readonly offered: readonly ZoneId[];
  readonly chosen: readonly ZoneId[] | null;
  readonly onChange: (zones: readonly ZoneId[] | null) => void;
}) {
  return (
    <div>
      <span className={styles['label']}>Zones</span>
      <div className={styles['zones']}>
        <Checkbox isSelected={chosen === null} onChange={(isOn) => onChange(isOn ? null : offered)}>
          Where the callers are, two at least
        </Checkbox>
        {chosen === null
          ? null
          : offered.map((zone) => (
              <Checkbox
                key={zone}
                isSelected={chosen.includes(zone)}
                onChange={(isOn) => onChange(isOn ? [...chosen, zone] : chosen.filter((each) => each !== zone))}
              >
                {zone}
              </Checkbox>
            ))}
      </div>
    </div>
  );
}

function hintOf({ isThere }: EndpointChoice): { readonly hint?: string } {
  return isThere ? { hint: 'this VPC has an endpoint for it' } : {};
}

function editOf(vpcId: VpcId, { service }: EndpointChoice, type: 'Interface' | 'Gateway', zones: readonly ZoneId[] | null): ScenarioEdit {
  return { op: 'add-endpoint', vpcId, service, type, ...(type === 'Gateway' || zones === null ? {} : { zones: [...zones] }) };
}

function useChoices(vpcId: string): EndpointChoices | null {
  const [choices, setChoices] = useState<EndpointChoices | null>(null);
  const { endpointChoicesAsked } = useActions();
  useEffect(() => {
    let isWanted = true;
    void endpointChoicesAsked(vpcId).then((found) => {
      if (isWanted) setChoices(found);
    });
    return () => {
      isWanted = false;
    };
  }, [vpcId, endpointChoicesAsked]);
  return choices;
}
