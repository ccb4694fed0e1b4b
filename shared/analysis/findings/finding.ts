/** What a rule says about a thing. Types only; the rules are in `rules/`, the catalogue in `catalogue.ts`. */
import type { Subject } from '#shared/model/subject.ts';

/** From worst to mildest: the order of lists, and what `--severity` counts by. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export type FindingStatus = 'fail' | 'unknown';

/** One fact a finding rests on: the API it came from and the fields, with their values as text. */
export interface Evidence {
  readonly api: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Finding {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** The first is what the finding is about. */
  readonly subjects: readonly Subject[];
  /** One sentence: what is wrong here, with the names in it. For `unknown`: what could not be read. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /** What to do, with the command or setting. */
  readonly remedy: string;
  /** The AWS page. */
  readonly documentation: string;
  /** Set where a person decided to live with it. */
  readonly suppressed?: string;
}

export interface FindingReport {
  /** Failing before unknown, then by severity, rule and subject. */
  readonly findings: readonly Finding[];
  /** How many things each rule found in order. */
  readonly passed: Readonly<Record<string, number>>;
}
