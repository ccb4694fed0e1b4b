import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { operations } from '#shared/model/operation.ts';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { compareText } from '#shared/base/sort.ts';
import { findingsPage } from '../../../../scripts/findings-page.ts';
import { analysed } from '../analysed.ts';

describe('the catalogue', () => {
  it('lists every rule once, in order of id', () => {
    const ids = catalogue.map((rule) => rule.id);
    expect(ids).toEqual([...new Set(ids)].sort(compareText));
  });

  it('needs only operations that discovery knows', () => {
    expect(catalogue.flatMap((rule) => rule.needs.filter((operation) => !operations.has(operation)))).toEqual([]);
  });

  it('points at pages of AWS', () => {
    for (const rule of catalogue) expect(rule.documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it('is what docs/findings.md says', () => {
    expect(readFileSync(new URL('../../../../docs/findings.md', import.meta.url), 'utf8')).toBe(findingsPage(catalogue));
  });

  it('finds something with every severity in the demo estate, failing before unknown, worst first', () => {
    const { topology, alignment } = analysed(demoSnapshot());
    const { findings } = runCatalogue(topology, alignment);
    const order = ['critical', 'high', 'medium', 'low', 'info', 'unknown'];
    const ranks = findings.map((finding) => order.indexOf(finding.status === 'unknown' ? 'unknown' : finding.severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks.map((rank) => order[rank]))).toEqual(new Set(order));
  });
});
