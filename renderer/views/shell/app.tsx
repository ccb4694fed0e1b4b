import { type DragEvent, useEffect, useState } from 'react';
import { LiveRegion, Notice } from '#renderer/ui/state-views.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { ResizeHandle } from '#renderer/ui/resize-handle.tsx';
import { problemText } from '#shared/base/outcome.ts';
import { useActions, useApp } from '../app-context.tsx';
import { CoverageDialog } from '../coverage/coverage-dialog.tsx';
import { SuppressDialog } from '../findings/suppress-dialog.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { NotesDialog, RenameDialog, SaveViewDialog } from '../looks/look-dialogs.tsx';
import { CommandPalette } from '../palette/command-palette.tsx';
import { ShortcutSheet } from '../palette/shortcut-sheet.tsx';
import { useShortcuts } from '../palette/use-shortcuts.ts';
import { Tour } from '../tour/tour.tsx';
import { ScenarioBanner } from '../scenario/scenario-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LateDialogs } from './late-dialogs.tsx';
import { LeftRail } from './left-rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { UnfinishedBanner } from './unfinished-banner.tsx';
import { readFiles, tooLarge } from './pick-file.ts';
import { Toast } from './toast.tsx';
import { TrafficBanner } from './traffic-banner.tsx';
import { UnsavedBanner } from './unsaved-banner.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLeaving } from './use-leaving.ts';
import { useLink } from './use-link.ts';
import { useTheme } from './use-theme.ts';
import { useIsNarrow } from './use-window-width.ts';
import { ViewArea } from './view-area.tsx';
import styles from './app.module.css';

/** The window. */
export function App() {
  useTheme();
  useShortcuts();
  useLink();
  useLeaving();
  useKeptFocus();
  const announcement = useApp((state) => state.announcement);
  return (
    <DropTarget>
      <TitleBar />
      <ProblemBanner />
      <ScenarioBanner />
      <Offers />
      <Panes />
      <StatusBar />
      <CoverageDialog />
      <LateDialogs />
      <SuppressDialog />
      <ShortcutSheet />
      <CommandPalette />
      <Tour />
      <SaveViewDialog />
      <RenameDialog />
      <NotesDialog />
      <Toast />
      <LiveRegion text={announcement} />
    </DropTarget>
  );
}

/** What an earlier run left and what is being read, over the foot of the view: nothing moves when it comes or goes. */
function Offers() {
  return (
    <div className={styles['offers']}>
      <UnsavedBanner />
      <UnfinishedBanner />
      <TrafficBanner />
    </div>
  );
}

/** Rail, view and inspector; in a narrow window the side panes lie over the view. */
function Panes() {
  const isRailOpen = useApp((state) => state.isRailOpen);
  const isInspectorOpen = useApp((state) => state.selected !== null);
  const width = useApp((state) => state.inspectorWidth);
  const view = useApp((state) => state.view);
  const isNarrow = useIsNarrow();
  const { inspectorResized } = useActions();
  useRailFolding(isNarrow);
  return (
    <div className={styles['panes']}>
      {isRailOpen ? (
        <div className={isNarrow ? styles['rail-over'] : styles['rail']}>
          <LeftRail />
        </div>
      ) : null}
      <main className={styles['main']} data-pane="view">
        <ErrorBoundary what="This view" resetKey={view}>
          <ViewArea />
        </ErrorBoundary>
      </main>
      {isInspectorOpen ? (
        <div className={isNarrow ? styles['inspector-over'] : styles['inspector']} style={{ width: isNarrow ? 360 : width }}>
          <ErrorBoundary what="The inspector" resetKey={view}>
            <Inspector>
              {isNarrow ? null : (
                <ResizeHandle label="Width of the inspector" width={width} min={280} max={720} side="right" onResize={inspectorResized} />
              )}
            </Inspector>
          </ErrorBoundary>
        </div>
      ) : null}
    </div>
  );
}

/** A window that becomes narrow folds the rail away once; the person may open it again. */
function useRailFolding(isNarrow: boolean): void {
  const { railFolded } = useActions();
  useEffect(() => {
    if (isNarrow) railFolded();
  }, [isNarrow, railFolded]);
}

function ProblemBanner() {
  const problem = useApp((state) => state.documentProblem);
  const { documentProblemDismissed } = useActions();
  if (problem === null) return null;
  return (
    <div className={styles['banner']}>
      <Notice tone="bad" actions={<IconButton icon="close" label="Dismiss" size="small" onPress={documentProblemDismissed} />}>
        {problemText(problem)}
      </Notice>
    </div>
  );
}

/** Files dropped anywhere on the window are opened, or join the open document. */
function DropTarget({ children }: { readonly children: React.ReactNode }) {
  const [isOver, setOver] = useState(false);
  const { filesChosen, documentProblemShown } = useActions();
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void readFiles([...event.dataTransfer.files]).then((files) => (files === null ? documentProblemShown(tooLarge) : filesChosen(files)));
  };
  return (
    <div
      className={styles['app']}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {children}
      {isOver ? <div className={styles['drop']}>Drop to open</div> : null}
    </div>
  );
}
