import { describe, expect, it } from 'vitest';
import { demoDocument } from '#electron/services/demo-document.ts';
import { createAnalyst } from '#renderer/workers/analyse.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { inspectorTabs } from '#renderer/workers/inspection.ts';
import { documentPart } from '#test/renderer/fake-host.ts';

const analyst = createAnalyst();
const head = analyst.answer('open', {
  json: [documentPart(JSON.stringify(demoDocument('test'))).bytes],
  view: 'consumers',
  isChosen: false,
  shownId: null,
  taken: [],
});
const opened = analyst.answer('rest', head.view);
const maps = { ...head.diagrams, ...opened.diagrams };

describe('inventory', () => {
  it('names every thing once', () => {
    const keys = opened.inventory.map((item) => item.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('holds every thing that a map lets people select, but for the boxes around them', () => {
    const keys = new Set(opened.inventory.map((item) => item.key));
    const onMaps = Object.values(maps).flatMap((diagram) => diagram.nodes.flatMap((node) => node.subject ?? []));
    const missing = onMaps.filter((subject) => !['account', 'region'].includes(subject.kind) && !keys.has(subjectKey(subject)));
    expect(missing).toEqual([]);
  });

  it('is JSON: it has to pass between threads', () => {
    expect(structuredClone({ head, opened })).toEqual({ head, opened });
  });
});

describe('inspect', () => {
  it('has an overview of everything in the inventory, about that very thing', () => {
    const wrong = opened.inventory.filter((item) => {
      const inspection = analyst.answer('inspect', item.subject);
      return (inspection.tabs.overview ?? []).length === 0 || inspection.subject.id !== item.subject.id;
    });
    expect(wrong).toEqual([]);
  });

  it('never says undefined, and says why where something is unknown', () => {
    const inspections = opened.inventory.map((item) => analyst.answer('inspect', item.subject));
    expect(
      inspections.filter((inspection) =>
        /undefined|\[object/.test(JSON.stringify({ ...inspection, tabs: { ...inspection.tabs, raw: [] } })),
      ),
    ).toEqual([]);
  });

  it('shows the findings of a thing, and every kind of tab somewhere', () => {
    const finding = opened.findings.findings[0];
    const subject = finding?.subjects[0];
    if (finding === undefined || subject === undefined) throw new Error('the demo has no finding');
    const sections = analyst.answer('inspect', subject).tabs.overview ?? [];
    expect(sections.flatMap((section) => (section.kind === 'findings' ? section.findings : [])).map((each) => each.ruleId)).toContain(
      finding.ruleId,
    );
    const tabs = new Set(opened.inventory.flatMap((item) => Object.keys(analyst.answer('inspect', item.subject).tabs)));
    expect(inspectorTabs.filter((tab) => !tabs.has(tab))).toEqual([]);
  });

  it('still tells what it can about a thing nobody read', () => {
    const inspection = analyst.answer('inspect', { kind: 'security-group', id: 'sg-none', accountId: 'unknown', region: 'unknown' });
    expect([inspection.title, Object.keys(inspection.tabs)]).toEqual(['sg-none', ['overview']]);
  });
});
