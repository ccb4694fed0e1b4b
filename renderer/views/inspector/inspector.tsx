import type { ReactNode } from 'react';
import { consoleUrl } from '#renderer/host/console-url.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { LiveRegion } from '#renderer/ui/state-views.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { type Inspection, type InspectorTab, inspectorTabs } from '#renderer/workers/inspection.ts';
import { useActions, useApp } from '../app-context.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { SelectionTools } from './selection-tools.tsx';
import { WhatIfMenu } from '../scenario/what-if-menu.tsx';
import { useExternalLink } from '../shell/use-external-link.ts';
import { SectionView } from './section-view.tsx';
import styles from './inspector.module.css';

const tabTitles: Readonly<Record<InspectorTab, string>> = {
  overview: 'Overview',
  zones: 'Zones',
  security: 'Security',
  dns: 'DNS',
  policy: 'Policy',
  routes: 'Routes',
  reach: 'Reach',
  cost: 'Cost',
  raw: 'JSON',
};

/** Everything that is known about what is selected. `children` is the handle at its edge. */
export function Inspector({ children }: { readonly children: ReactNode }) {
  const inspection = useApp((state) => state.inspection);
  const { selectionCleared } = useActions();
  return (
    <aside className={styles['inspector']} aria-label="Inspector" data-pane="inspector">
      {children}
      <LiveRegion text={inspection === null ? '' : sentence(inspection)} />
      {inspection === null ? (
        <div className={styles['head']}>
          <span className={styles['grow']}>Reading…</span>
          <IconButton icon="close" label="Close the inspector" shortcut="Esc" onPress={selectionCleared} />
        </div>
      ) : (
        <Loaded inspection={inspection} />
      )}
    </aside>
  );
}

/** What a screen reader says of a new selection: the focus stays where it was made. */
function sentence({ title, kind, standing }: Inspection): string {
  return `${title}, ${kind}${standing === null ? '' : `, ${standing}`}. F6 goes to its details.`;
}

function Loaded({ inspection }: { readonly inspection: Inspection }) {
  const wanted = useApp((state) => state.inspectorTab);
  const { inspectorTabChanged } = useActions();
  const present = inspectorTabs.filter((tab) => (inspection.tabs[tab]?.length ?? 0) > 0);
  const tab = present.includes(wanted) ? wanted : 'overview';
  return (
    <>
      <Head inspection={inspection} />
      <Tabs
        size="small"
        label="About this resource"
        items={present.map((id) => ({ id, label: tabTitles[id] }))}
        selected={tab}
        onSelect={inspectorTabChanged}
      >
        <div className={styles['body']}>
          {(inspection.tabs[tab] ?? []).map((section, index) => (
            <SectionView key={`${tab}-${section.title}-${String(index)}`} section={section} />
          ))}
        </div>
      </Tabs>
    </>
  );
}

function Head({ inspection }: { readonly inspection: Inspection }) {
  const { selectionCleared, subjectRevealed } = useActions();
  const openExternal = useExternalLink();
  const { subject } = inspection;
  const url = consoleUrl(subject);
  return (
    <header className={styles['head']}>
      <div className={styles['grow']}>
        <p className={styles['kind']}>{inspection.kind}</p>
        <h2 className={styles['title']} title={inspection.title}>
          {inspection.title}
        </h2>
        <Breadcrumbs inspection={inspection} />
      </div>
      <IconButton icon="close" label="Close the inspector" shortcut="Esc" onPress={selectionCleared} />
      <div className={styles['standing']}>
        {inspection.standing === null ? null : <Badge tone={inspection.tone}>{inspection.standing}</Badge>}
        <span className={styles['tools']}>
          <IconButton icon="target" size="small" label="Show on the map" shortcut="M" onPress={() => subjectRevealed(subject)} />
          <CopyButton text={inspection.arn ?? subject.id} label={inspection.arn === null ? 'Copy the id' : 'Copy the ARN'} />
          {url === null ? null : (
            <IconButton icon="external" size="small" label="Open in the AWS console" onPress={() => openExternal(url)} />
          )}
          <WhatIfMenu subject={subject} />
          <SelectionTools subject={subject} />
        </span>
      </div>
    </header>
  );
}
