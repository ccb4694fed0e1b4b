import { useState } from 'react';
import { Menu } from '#renderer/ui/menu.tsx';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { time } from '../format.ts';
import { openFile } from '../shell/title-bar.tsx';

/** Chooses what the open snapshot is compared with. */
export function BaselinePicker() {
  const snapshots = useApp((state) => state.opened?.snapshots ?? null);
  const hasChanges = useApp((state) => state.changes !== null);
  const store = useAppStore();
  const { fileCompared } = useActions();
  const [picker, setPicker] = useState<HTMLInputElement | null>(null);
  const earlier = (snapshots ?? []).slice(0, -1).toReversed();
  return (
    <>
      <Menu
        label="Compare with"
        icon="compare"
        text="Compare with"
        groups={[
          ...(earlier.length === 0
            ? []
            : [
                {
                  title: 'Snapshots of this document',
                  entries: earlier.map(({ id, title, kind, takenAt }) => ({
                    id: `snapshot:${id}`,
                    label: title === '' ? kind : title,
                    hint: time(takenAt),
                  })),
                },
              ]),
          {
            title: 'Another file',
            entries: [
              { id: 'file', label: 'Choose a file\u2026', hint: 'A .linkscape document, JSON of the AWS CLI, or a Terraform plan' },
              { id: 'clear', label: 'Stop comparing', isDisabled: !hasChanges },
            ],
          },
        ]}
        onAction={(id) => {
          const state = store.getState();
          if (id === 'file') openFile(picker, state.fileComparisonAsked);
          else if (id === 'clear') state.changesCleared();
          else void state.snapshotCompared(id.slice('snapshot:'.length));
        }}
      />
      <input
        ref={setPicker}
        type="file"
        hidden
        aria-label="Compare with a file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) void file.arrayBuffer().then((buffer) => fileCompared(file.name, new Uint8Array(buffer)));
        }}
      />
    </>
  );
}
