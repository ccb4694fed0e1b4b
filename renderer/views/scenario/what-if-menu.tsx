import { useEffect, useState } from 'react';
import { Menu } from '#renderer/ui/menu.tsx';
import type { EditChoice } from '#renderer/workers/edit-choices.ts';
import type { Subject } from '#shared/model/subject.ts';
import { useActions, useApp } from '../app-context.tsx';

/** What a what-if could change about the selected thing; nothing for kinds that no edit is about. */
export function WhatIfMenu({ subject }: { readonly subject: Subject }) {
  const choices = useEditChoices(subject);
  const { addingAsked, whatIfTried } = useActions();
  const isVpc = subject.kind === 'vpc';
  if (!isVpc && choices.length === 0) return null;
  const entries = isVpc
    ? [{ id: 'add', label: 'Add an endpoint…' }]
    : choices.map((choice, index) => ({ id: String(index), label: choice.label }));
  return (
    <Menu
      label="What if: change it without touching AWS"
      icon="scenario"
      groups={[{ title: 'What if', entries }]}
      onAction={(id) => {
        if (isVpc) return addingAsked(subject.id);
        const choice = choices[Number(id)];
        if (choice !== undefined) void whatIfTried(choice.edit, choice.label.toLowerCase());
      }}
    />
  );
}

function useEditChoices(subject: Subject): readonly EditChoice[] {
  const [choices, setChoices] = useState<readonly EditChoice[]>([]);
  const opened = useApp((state) => state.opened);
  const { editChoicesAsked } = useActions();
  useEffect(() => {
    let isWanted = true;
    if (opened !== null && subject.kind !== 'vpc') {
      void editChoicesAsked(subject).then((found) => {
        if (isWanted) setChoices(found);
      });
    }
    return () => {
      isWanted = false;
    };
  }, [subject, opened, editChoicesAsked]);
  return choices;
}
