import { useMemo, useState } from 'react';
import { activeScenario } from '#renderer/store/active-scenario.ts';
import { type ChosenOptions, shownOptions } from '#renderer/store/cost-slice.ts';
import { inventory } from '#renderer/store/selectors.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ComboBox } from '#renderer/ui/combo-box.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { type Choice, Radios, Select, TextField } from '#renderer/ui/fields.tsx';
import { type PresetId, presetIds, presets } from '#shared/analysis/cost/presets.ts';
import type { VpcId } from '#shared/base/ids.ts';
import { useActions, useApp } from '../app-context.tsx';
import styles from './costs.module.css';

/** Opens the options; says how many are chosen. */
export function OptionsButton({ region }: { readonly region: string }) {
  const [isOpen, setOpen] = useState(false);
  const chosen = useApp((state) => Object.keys(shownOptions(state)).length);
  return (
    <>
      <Button onPress={() => setOpen(true)}>{chosen === 0 ? 'Options…' : `Options: ${String(chosen)} chosen…`}</Button>
      {isOpen ? <OptionsDialog region={region} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type Part = { readonly [Key in keyof ChosenOptions]: ChosenOptions[Key] | undefined };

/** A choice that is the engine's own is left out. */
function withPart(options: ChosenOptions, part: Part): ChosenOptions {
  return Object.fromEntries(Object.entries({ ...options, ...part }).filter(([, value]) => value !== undefined)) as ChosenOptions;
}

function OptionsDialog({ region, onClose }: { readonly region: string; readonly onClose: () => void }) {
  const options = useApp(shownOptions);
  const scenario = useApp((state) => activeScenario(state)?.name ?? null);
  const { costOptionsChosen } = useActions();
  const choose = (part: Part): void => costOptionsChosen(withPart(options, part));
  return (
    <Dialog
      title="Options of the comparison"
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button isDisabled={Object.keys(options).length === 0} onPress={() => costOptionsChosen({})}>
            As they were
          </Button>
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p className={styles['quiet-text']}>
          {scenario === null
            ? 'They hold for every scope while this window is open; a new scenario takes them over and keeps them.'
            : `They are kept in the scenario ${scenario} and hold for every scope.`}
        </p>
        <HubOptions region={region} options={options} choose={choose} />
        <OtherOptions options={options} choose={choose} />
        <KeepInScenario />
      </div>
    </Dialog>
  );
}

interface OptionProps {
  readonly options: ChosenOptions;
  readonly choose: (part: Part) => void;
}

function HubOptions({ region, options, choose }: OptionProps & { readonly region: string }) {
  const vpcs = useVpcChoices(region);
  return (
    <fieldset className={styles['fields']}>
      <legend className={styles['panel-title']}>Central hub</legend>
      <ComboBox
        label={`Hub VPC in ${region}`}
        choices={[bestConnected, ...vpcs]}
        selected={options.hubVpcId ?? bestConnected.id}
        onSelect={(id) => choose({ hubVpcId: id === bestConnected.id ? undefined : (id as VpcId) })}
        autoFocus={false}
      />
      <Radios
        label="The other VPCs reach it over"
        choices={[
          { id: 'transit-gateway', label: 'a transit gateway', hint: 'Attachment hours, and each GB at its sender.' },
          { id: 'peering', label: 'VPC peering', hint: 'No hours; across zones the price is a range.' },
        ]}
        selected={options.hubVia ?? 'transit-gateway'}
        onSelect={(hubVia) => choose({ hubVia: hubVia === 'peering' ? hubVia : undefined })}
      />
      <Radios
        label="NAT gateways beside the hub"
        choices={[
          { id: 'stays', label: 'stay' },
          { id: 'goes', label: 'go', hint: 'Only behind the same gate of proof as Replace NAT.' },
        ]}
        selected={options.hubNat ?? 'stays'}
        onSelect={(hubNat) => choose({ hubNat: hubNat === 'goes' ? hubNat : undefined })}
      />
    </fieldset>
  );
}

function OtherOptions({ options, choose }: OptionProps) {
  const listed = typeof options.listed === 'string' ? options.listed : 'common-13';
  return (
    <fieldset className={styles['fields']}>
      <legend className={styles['panel-title']}>Other columns</legend>
      <div>
        <span className={styles['label']}>Services of the column Common set</span>
        <Select
          label="Services of the column Common set"
          choices={presetIds.map((id) => ({
            id,
            label: presets[id].title,
            hint: [...presets[id].interfaces, ...presets[id].gateways].join(', '),
          }))}
          selected={listed}
          onSelect={(id: PresetId) => choose({ listed: id === 'common-13' ? undefined : id })}
        />
      </div>
      <Radios
        label="Hours of a NAT gateway that several VPCs share"
        choices={[
          { id: 'equally', label: 'shared out equally' },
          { id: 'bytes', label: 'shared out by measured bytes' },
        ]}
        selected={options.natHoursBy ?? 'equally'}
        onSelect={(natHoursBy) => choose({ natHoursBy: natHoursBy === 'bytes' ? natHoursBy : undefined })}
      />
      <TransitionDays days={options.transitionDays} onChange={(transitionDays) => choose({ transitionDays })} />
    </fieldset>
  );
}

function TransitionDays({ days, onChange }: { readonly days: number | undefined; readonly onChange: (days: number | undefined) => void }) {
  const [typed, setTyped] = useState(days === undefined ? '' : String(days));
  const isWrong = typed.trim() !== '' && !/^([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-5])$/.test(typed.trim());
  return (
    <TextField
      label="Both paths side by side, while the traffic moves"
      value={typed}
      placeholder="30"
      suffix="days"
      inputMode="numeric"
      error={isWrong ? 'Whole days, from 0 to 365' : null}
      onChange={(text) => {
        setTyped(text);
        const next = text.trim();
        if (next === '') onChange(undefined);
        else if (/^\d{1,3}$/.test(next) && Number(next) <= 365) onChange(Number(next));
      }}
    />
  );
}

/** Hours and assumptions are tried out in every scenario; kept in one, they hold there. */
function KeepInScenario() {
  const name = useApp((state) => activeScenario(state)?.name ?? null);
  const { scenarioTermsKept } = useActions();
  if (name === null) return null;
  return (
    <div className={styles['keep']}>
      <p className={styles['quiet-text']}>{`The hours of the month and the assumptions of the moment can be kept in ${name} too.`}</p>
      <Button onPress={() => void scenarioTermsKept()}>Keep them in the scenario</Button>
    </div>
  );
}

const bestConnected: Choice<string> = { id: '', label: 'The VPC with most attachments' };

/** VPCs, by name, of one Region or of all. */
export function useVpcChoices(region: string | null): readonly Choice<string>[] {
  const items = useApp(inventory);
  return useMemo(
    () =>
      items
        .filter((item) => item.subject.kind === 'vpc' && (region === null || item.subject.region === region))
        .map((item) => ({
          id: item.subject.id,
          label: item.name ?? item.subject.id,
          hint: `${item.accountName ?? item.subject.accountId} · ${item.subject.region} · ${item.subject.id}`,
        })),
    [items, region],
  );
}
