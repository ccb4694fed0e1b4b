/**
 * A world of four accounts and two Regions as the AWS CLI, the SDKs and
 * recorders print it: nothing is wrong with it, and every planted fault is
 * found, and no other. Written from the specification, before any rule was read.
 */
import { describe, expect, it } from 'vitest';
import { cleanWorld, filesOf, judged, type NamedFile, snapshotOf, told } from './files.ts';
import { connectionPlants } from './plants-connections.ts';
import { endpointPlants } from './plants-endpoints.ts';
import { namePlants } from './plants-names.ts';
import { otherForms } from './plants-forms.ts';
import { variants } from './plants-variants.ts';
import { wayPlants } from './plants-ways.ts';
import { zonePlants } from './plants-zones.ts';

/** Nobody measured anything in this world. */
const unmeasured = [
  'EP-13 unknown eu-west-1',
  'EP-13 unknown eu-west-1',
  'EP-13 unknown eu-west-1',
  'NT-10 unknown eu-west-1',
  'NT-10 unknown eu-west-1',
];

const linesOf = (files: readonly NamedFile[]): readonly string[] => told(judged(snapshotOf(files)).report.findings);

describe('the third world', () => {
  it('has nothing wrong with it', () => {
    expect(linesOf(filesOf(cleanWorld()))).toEqual(unmeasured);
  });

  it.each(
    [...zonePlants, ...connectionPlants, ...namePlants, ...endpointPlants, ...wayPlants, ...variants, ...otherForms].map(
      (one) => [one.name, one] as const,
    ),
  )('is told of: %s', (_, plant) => {
    const world = plant.world?.() ?? cleanWorld();
    plant.plant(world);
    const lines = linesOf(filesOf(world));
    expect(lines.filter((line) => !unmeasured.includes(line))).toEqual(plant.tells.toSorted());
  });

  it('says the same whatever the order of the files', () => {
    const files = filesOf(cleanWorld());
    const { alignment, report } = judged(snapshotOf(files.toReversed()));
    const usual = judged(snapshotOf(files));
    expect(JSON.stringify({ alignment, report })).toBe(JSON.stringify({ alignment: usual.alignment, report: usual.report }));
  });

  it('says the same however each account names its zones, but for the names', () => {
    const turned = judged(snapshotOf(filesOf(cleanWorld()).map(renamed)));
    const usual = judged(snapshotOf(filesOf(cleanWorld())));
    expect(turned.alignment).toEqual(usual.alignment);
    const lines = told(turned.report.findings).filter((line) => !line.startsWith('AZ-06'));
    expect(lines).toEqual(unmeasured);
  });
});

/** What each account calls the zones that the world calls a, b and c. */
const otherNames: Readonly<Record<string, string>> = { '41': 'bca', '42': 'cab', '43': 'acb', '44': 'bac' };

function renamed({ name, text }: NamedFile): NamedFile {
  const letters = otherNames[name.slice(0, 2)] ?? 'abc';
  return {
    name,
    text: text.replace(
      /(eu-west-1)([abc])(?![a-z0-9])/g,
      (_, region: string, letter: string) => `${region}${letters['abc'.indexOf(letter)] ?? letter}`,
    ),
  };
}
