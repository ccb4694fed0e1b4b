import { useMemo } from 'react';
import type { PlanWish } from '#renderer/store/plan-slice.ts';
import { inventory } from '#renderer/store/selectors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ComboBox } from '#renderer/ui/combo-box.tsx';
import { Checkbox, Segmented, Select, TextField } from '#renderer/ui/fields.tsx';
import { presetIds, presets } from '#shared/analysis/cost/presets.ts';
import { sortedUnique } from '#shared/base/sort.ts';
import { useActions, useApp } from '../app-context.tsx';
import { useVpcChoices } from './options-dialog.tsx';
import { ServicePicker } from './service-picker.tsx';
import styles from './plan.module.css';

/** What the plan has to respect, as `--constraints` takes it. */
export function PlanForm() {
  const wish = useApp((state) => state.planWish);
  const isMaking = useApp((state) => state.planningSince !== null);
  const { planWished, planAsked } = useActions();
  return (
    <section className={styles['form']} aria-label="Constraints">
      <div className={styles['fields']}>
        <Services wish={wish} />
        <Zones wish={wish} />
        <Hub wish={wish} />
        <fieldset className={styles['group']}>
          <legend className={styles['group-title']}>NAT gateways and money</legend>
          <Checkbox isSelected={wish.keepsNat} onChange={(keepsNat) => planWished({ keepsNat })}>
            Keep NAT gateways even where they may go
          </Checkbox>
          <TextField
            label="Most that a month may cost in all"
            value={wish.budget}
            onChange={(budget) => planWished({ budget })}
            placeholder="no limit"
            suffix="USD"
            inputMode="decimal"
          />
        </fieldset>
      </div>
      <div className={styles['foot']}>
        <Button variant="primary" isDisabled={isMaking} onPress={() => void planAsked()}>
          Make the plan
        </Button>
      </div>
    </section>
  );
}

interface PartProps {
  readonly wish: PlanWish;
}

function Services({ wish }: PartProps) {
  const { planWished } = useActions();
  const offered = useOfferedServices();
  const isIn = (id: string): boolean => wish.include.includes(id);
  const own = wish.include.filter((word) => !presetIds.some((id) => id === word));
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['group-title']}>Services</legend>
      <span className={styles['label']}>Private whether it pays or not</span>
      {presetIds.map((id) => (
        <Checkbox
          key={id}
          isSelected={isIn(id)}
          onChange={(isOn) => planWished({ include: isOn ? [...wish.include, id] : wish.include.filter((word) => word !== id) })}
        >
          <span title={[...presets[id].interfaces, ...presets[id].gateways].join(', ')}>{presets[id].title}</span>
        </Checkbox>
      ))}
      <ServicePicker
        label="And these services"
        offered={offered}
        words={own}
        onChange={(words) => planWished({ include: [...wish.include.filter((word) => !own.includes(word)), ...words] })}
      />
      <ServicePicker
        label="May not pass a NAT gateway"
        offered={offered}
        words={wish.mustBePrivate}
        onChange={(mustBePrivate) => planWished({ mustBePrivate })}
      />
      <ServicePicker label="Get no new path" offered={offered} words={wish.exclude} onChange={(exclude) => planWished({ exclude })} />
    </fieldset>
  );
}

const zoneCounts = ['', '1', '2', '3', '4'] as const;

function Zones({ wish }: PartProps) {
  const { planWished } = useActions();
  const zones = useZones();
  const { cover } = wish;
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['group-title']}>Zones of each new interface endpoint</legend>
      <span className={styles['label']}>At least</span>
      <Select
        label="Zones at least"
        choices={zoneCounts.map((id) => ({ id, label: id === '' ? 'two where possible' : id === '1' ? 'one zone' : `${id} zones` }))}
        selected={zoneCounts.find((id) => id === (wish.minZones === null ? '' : String(wish.minZones))) ?? ''}
        onSelect={(id) => planWished({ minZones: id === '' ? null : Number(id) })}
      />
      <span className={styles['label']}>Covering</span>
      <Segmented
        label="Zones to cover"
        choices={[
          { id: 'callers', label: 'zones with callers' },
          { id: 'chosen', label: 'chosen zones' },
        ]}
        selected={cover === 'callers' ? 'callers' : 'chosen'}
        onSelect={(id) => planWished({ cover: id === 'callers' ? 'callers' : cover === 'callers' ? [] : cover })}
      />
      {cover === 'callers' ? null : (
        <div className={styles['zones']} role="group" aria-label="Zones to cover, by AZ ID">
          {zones.map((zone) => (
            <Checkbox
              key={zone}
              isSelected={cover.includes(zone)}
              onChange={(isOn) => planWished({ cover: isOn ? [...cover, zone] : cover.filter((each) => each !== zone) })}
            >
              <span className={styles['mono']}>{zone}</span>
            </Checkbox>
          ))}
        </div>
      )}
    </fieldset>
  );
}

const anyHub = { id: '', label: 'The VPC with most attachments' };

function Hub({ wish }: PartProps) {
  const { planWished } = useActions();
  const vpcs = useVpcChoices(null);
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['group-title']}>Hub</legend>
      <Checkbox isSelected={wish.isHubAllowed} onChange={(isHubAllowed) => planWished({ isHubAllowed })}>
        Endpoints may stand in a hub VPC
      </Checkbox>
      {wish.isHubAllowed ? (
        <ComboBox
          label="Hub VPC"
          choices={[anyHub, ...vpcs]}
          selected={wish.hubVpcId ?? anyHub.id}
          onSelect={(id) => planWished({ hubVpcId: id === anyHub.id ? null : id })}
          autoFocus={false}
        />
      ) : null}
    </fieldset>
  );
}

/** Services that somebody uses here, and those of the presets. */
function useOfferedServices(): readonly string[] {
  const items = useApp(inventory);
  return useMemo(() => {
    const common = presetIds.flatMap((id) => [...presets[id].interfaces, ...presets[id].gateways]);
    const there = items.flatMap((item) => (item.subject.kind === 'vpc-endpoint' && item.service !== null ? [item.service] : []));
    return sortedUnique([...common, ...there.filter((service) => /^[a-z0-9][a-z0-9._-]*$/.test(service) && !service.includes('vpce-svc'))]);
  }, [items]);
}

/** AZ IDs in which a subnet stands. */
function useZones(): readonly string[] {
  const items = useApp(inventory);
  return useMemo(() => sortedUnique(items.filter((item) => item.subject.kind === 'subnet').flatMap((item) => item.zones)), [items]);
}
