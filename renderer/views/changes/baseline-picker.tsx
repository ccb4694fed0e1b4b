import { Menu } from '#renderer/ui/menu.tsx';
import { useApp, useAppStore } from '../app-context.tsx';
import { time } from '../format.ts';
import { compareWithFile } from '../palette/change-commands.ts';

/** Chooses what the open snapshot is compared with. */
export function BaselinePicker() {
  const snapshots = useApp((state) => state.opened?.snapshots ?? null);
  const hasChanges = useApp((state) => state.changes !== null);
  const store = useAppStore();
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
          if (id === 'file') void compareWithFile(store);
          else if (id === 'clear') state.changesCleared();
          else void state.snapshotCompared(id.slice('snapshot:'.length));
        }}
      />
    </>
  );
}
