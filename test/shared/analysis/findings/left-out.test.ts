/** AWS leaves fields out. Whatever is missing, every finding still says what a person needs, and analysis never throws. */
import { describe, expect, it } from 'vitest';
import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { analysed } from '../analysed.ts';
import { optionalFields, without } from '../left-out.ts';
import { lacks } from './judging.ts';

const demo = demoSnapshot();

describe('without', () => {
  it.each(optionalFields)('%s the findings of the demo estate still say what a person needs', (field) => {
    const { topology, alignment } = analysed(without(demo, field));
    const { findings } = runCatalogue(topology, alignment, [], catalogue);
    expect(
      findings.map((finding) => [finding.ruleId, finding.summary, lacks(finding)] as const).filter(([, , lack]) => lack.length > 0),
    ).toEqual([]);
  });
});
