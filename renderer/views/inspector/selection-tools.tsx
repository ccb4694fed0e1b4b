import { renamable } from '#renderer/store/renamable.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Menu, type MenuEntry } from '#renderer/ui/menu.tsx';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import type { Subject } from '#shared/model/subject.ts';
import { useActions, useApp } from '../app-context.tsx';

/** What can be done to the selection: light what is around it, pin, name or hide it. */
export function SelectionTools({ subject }: { readonly subject: Subject }) {
  const key = subjectKey(subject);
  const spotlight = useApp((state) => state.spotlight);
  const isPinned = useApp((state) => state.pinned.includes(key));
  const { spotlightAsked, pinToggled, thingsHidden, dialogOpened, restHidden } = useActions();
  const entries: MenuEntry[] = [
    { id: 'near', label: 'Light one step around', shortcut: 'H' },
    { id: 'far', label: 'Light two steps around', shortcut: 'Shift H' },
    ...(spotlight === 0 ? [] : [{ id: 'rest', label: 'Hide the rest', shortcut: 'Shift X' }]),
    { id: 'pin', label: isPinned ? 'Unpin' : 'Pin', hint: 'Stays whatever the filters say', shortcut: 'I' },
    ...(renamable.includes(subject.kind) ? [{ id: 'rename', label: 'Name\u2026', hint: 'In this document only', shortcut: 'F2' }] : []),
    { id: 'hide', label: 'Hide', shortcut: 'X' },
  ];
  const actions: Readonly<Record<string, () => void>> = {
    near: () => spotlightAsked(1),
    far: () => spotlightAsked(2),
    rest: restHidden,
    pin: () => pinToggled(key),
    rename: () => dialogOpened('rename'),
    hide: () => thingsHidden([key]),
  };
  return (
    <>
      {isPinned ? <IconButton icon="pin" size="small" label="Unpin" isPressed onPress={() => pinToggled(key)} /> : null}
      <Menu label="Light, pin, name or hide it" icon="more" groups={[{ entries }]} onAction={(id) => actions[id]?.()} />
    </>
  );
}
