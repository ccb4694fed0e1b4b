import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { useActions, useApp } from '../app-context.tsx';

/** Asks for another name of a scenario. */
export function NameDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const [next, setNext] = useState(name);
  const scenarios = useApp((state) => state.scenarios);
  const { scenarioRenamed } = useActions();
  const isTaken = next.trim() !== name && scenarios.some((scenario) => scenario.name === next.trim());
  const isReady = next.trim() !== '' && !isTaken;
  const rename = (): void => {
    if (!isReady) return;
    void scenarioRenamed(name, next);
    onClose();
  };
  return (
    <Dialog
      title="Rename the scenario"
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isDisabled={!isReady} onPress={rename}>
            Rename
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <TextField label="Name" value={next} onChange={setNext} autoFocus error={isTaken ? 'Another scenario has this name' : null} />
      </form>
    </Dialog>
  );
}
