/** Verdicts, cells and statuses in the words of the product. */
import type { Cell, Survival, Verdict } from '#shared/analysis/availability/alignment.ts';

const verdictTexts: Readonly<Record<Verdict, string>> = {
  'not-connected': 'Not connected',
  broken: 'Broken',
  'zone-dark': 'A zone is dark',
  contradicted: 'Contradicted',
  unknown: 'Unknown',
  'single-zone': 'Single zone',
  uncovered: 'A zone is not covered',
  unserved: 'A zone is not served',
  'idle-zone': 'A zone is idle',
  aligned: 'Aligned',
  'not-applicable': 'Does not apply',
};

export function verdictText(verdict: Verdict): string {
  return verdictTexts[verdict];
}

const verdictExplanations: Readonly<Record<Verdict, string>> = {
  'not-connected': 'The endpoint is not available, or its service is gone.',
  broken: 'No zone of the endpoint is a zone of the service: nothing can answer.',
  'zone-dark': 'In some zone nothing answers behind the endpoint; clients that use zonal names or are pinned to it fail.',
  contradicted: 'Two views disagree, most likely because one is old. Scan again.',
  unknown: 'The zones of the endpoint or of the service were not read.',
  'single-zone': 'One matched zone only: it goes, and the connection goes with it.',
  uncovered: 'Callers in a zone without an endpoint reach it across zones. The consumer can add the zone.',
  unserved: 'Callers in a zone that the service lacks. Only the provider can add it.',
  'idle-zone': 'Works; in some zone of the endpoint there are no callers.',
  aligned: 'Every zone with callers has an endpoint and a live service.',
  'not-applicable': 'Gateway endpoints have no zones.',
};

/** One sentence: what the verdict means. */
export function verdictExplanation(verdict: Verdict): string {
  return verdictExplanations[verdict];
}

const cellTexts: Readonly<Record<Cell, string>> = {
  barred: 'barred: no endpoint can be made in this zone',
  unknown: 'unknown: zones of the endpoint or of the service were not read',
  withdrawn: 'withdrawn: the endpoint is here, the service no longer is',
  dark: 'dark: endpoint and service are here, no healthy target answers',
  'partly-dark': 'partly dark: some load balancers have no healthy target here',
  matched: 'matched: endpoint and service are here',
  uncovered: 'not covered: callers and service are here, no endpoint',
  unserved: 'not served: callers are here, the service is not',
  spare: 'spare: the service is here, nobody calls',
};

export function cellText(cell: Cell): string {
  return cellTexts[cell];
}

export function survivalText(survival: Survival): string {
  if (survival === 'yes') return 'keeps working without this zone';
  return survival === 'no' ? 'fails without this zone' : 'unknown what happens without this zone';
}
