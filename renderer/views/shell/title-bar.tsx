import { useState } from 'react';
import { isRunning } from '#renderer/store/scan-slice.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { useActions, useApp, useAppStore } from '../app-context.tsx';
import { count } from '../format.ts';
import { exporters } from './export-menu.ts';
import { saveDocument } from './save-document.ts';
import { SearchBox } from './search-box.tsx';
import styles from './title-bar.module.css';
import { modifier } from './keys.ts';
import { useTheme } from './use-theme.ts';

/** Document name, search, scan, export, theme. */
export function TitleBar() {
  const title = useApp((state) => state.documentTitle);
  const kind = useApp((state) => state.opened?.snapshot.kind ?? null);
  const isEdited = useApp((state) => state.isEdited);
  const { railToggled, dialogOpened, paletteRequested } = useActions();
  const isRailOpen = useApp((state) => state.isRailOpen);
  return (
    <header className={styles['bar']} data-pane="search">
      <div className={styles['start']}>
        <IconButton
          icon="panel-left"
          label={isRailOpen ? 'Hide sources and filters' : 'Show sources and filters'}
          shortcut="["
          isPressed={isRailOpen}
          onPress={railToggled}
        />
        <img className={styles['mark']} src="/icon.svg" alt="" width={20} height={20} />
        <h1 className={styles['name']} title={title}>
          {title === '' ? 'Linkscape' : title}
        </h1>
        {kind === null || kind === 'live' ? null : <span className={styles['kind']}>{kind === 'import' ? 'imported' : kind}</span>}
        {isEdited ? (
          <span className={styles['edited']} title={`${modifier()} S saves what you added`}>
            not saved
          </span>
        ) : null}
      </div>
      <SearchBox />
      <div className={styles['end']}>
        <History />
        <ScanButton />
        <FileMenu />
        <IconButton icon="command" label="Command palette" shortcut={`${modifier()} K`} onPress={() => paletteRequested('')} />
        <ThemeMenu />
        <IconButton icon="help" label="Keyboard shortcuts" shortcut="?" onPress={() => dialogOpened('shortcuts')} />
      </div>
    </header>
  );
}

/** What can be taken back, by name. */
function History() {
  const undo = useApp((state) => state.undoSteps.at(-1)?.label ?? null);
  const redo = useApp((state) => state.redoSteps.at(-1)?.label ?? null);
  const { undoRequested, redoRequested } = useActions();
  if (undo === null && redo === null) return null;
  return (
    <>
      <IconButton
        icon="undo"
        label={undo === null ? 'Undo' : `Undo ${undo}`}
        shortcut={`${modifier()} Z`}
        isDisabled={undo === null}
        onPress={() => void undoRequested()}
      />
      <IconButton
        icon="redo"
        label={redo === null ? 'Redo' : `Redo ${redo}`}
        shortcut={`${modifier()} Shift Z`}
        isDisabled={redo === null}
        onPress={() => void redoRequested()}
      />
    </>
  );
}

function ScanButton() {
  const scan = useApp((state) => state.scan);
  const { dialogOpened } = useActions();
  if (scan !== null && isRunning(scan)) {
    return (
      <Button icon="scan" onPress={() => dialogOpened('scan')}>
        Scanning {count(scan.callsDone)} of {count(scan.callsPlanned)}
      </Button>
    );
  }
  return (
    <Button icon="scan" variant="primary" onPress={() => dialogOpened('scan')}>
      Scan
    </Button>
  );
}

function FileMenu() {
  const store = useAppStore();
  const isEmpty = useApp((state) => state.opened === null);
  const [picker, setPicker] = useState<HTMLInputElement | null>(null);
  return (
    <>
      <Menu
        label="Open and export"
        icon="download"
        groups={[
          {
            title: 'Document',
            entries: [
              { id: 'open', label: 'Open a file\u2026', hint: 'A .linkscape document or JSON of the AWS CLI' },
              { id: 'demo', label: 'Open the demo estate' },
              {
                id: 'save',
                label: 'Save document',
                hint: `As a .linkscape file, with what you added (${modifier()} S)`,
                isDisabled: isEmpty,
              },
            ],
          },
          { title: 'Export', entries: exporters.map((exporter) => ({ ...exporter, isDisabled: isEmpty })) },
        ]}
        onAction={(id) => {
          if (id === 'open') openFile(picker, store.getState().fileRequested);
          else if (id === 'demo') void store.getState().demoRequested();
          else if (id === 'save') void saveDocument(store);
          else void exporters.find((exporter) => exporter.id === id)?.run(store);
        }}
      />
      <FilePicker onPicker={setPicker} />
    </>
  );
}

/** Electron has a dialog of its own; a browser asks through the page's file input. */
export function openFile(picker: HTMLInputElement | null, ask: () => Promise<void>): void {
  if (window.linkscapeBridge === undefined) picker?.click();
  else void ask();
}

export function FilePicker({ onPicker }: { readonly onPicker: (input: HTMLInputElement | null) => void }) {
  const { fileChosen } = useActions();
  return (
    <input
      ref={onPicker}
      type="file"
      hidden
      aria-label="Open a file"
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        event.currentTarget.value = '';
        if (file !== undefined) void file.arrayBuffer().then((buffer) => fileChosen(file.name, new Uint8Array(buffer)));
      }}
    />
  );
}

function ThemeMenu() {
  const theme = useTheme();
  const { themeChosen } = useActions();
  return (
    <Menu
      label="Theme"
      icon={theme === 'dark' ? 'moon' : 'sun'}
      groups={[
        {
          entries: [
            { id: 'system', label: 'As the system' },
            { id: 'light', label: 'Light' },
            { id: 'dark', label: 'Dark' },
          ],
        },
      ]}
      onAction={(id) => themeChosen(id === 'light' || id === 'dark' ? id : 'system')}
    />
  );
}
