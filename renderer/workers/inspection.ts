/** What the inspector says about one thing, as plain data: the worker makes it, the view draws it. */
import type { Cell, Survival } from '#shared/analysis/availability/alignment.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import type { Tone } from '#shared/diagram/diagram.ts';
import type { Subject } from '#shared/model/subject.ts';

export const inspectorTabs = ['overview', 'zones', 'security', 'dns', 'policy', 'routes', 'reach', 'cost', 'raw'] as const;
export type InspectorTab = (typeof inspectorTabs)[number];

export interface Fact {
  readonly label: string;
  /** `null` is unknown; `why` then says why. */
  readonly value: string | null;
  readonly why?: string;
  /** Set in the mono face, with a copy button. */
  readonly isId?: boolean;
  readonly tone?: Tone;
  /** What a click on the value selects. */
  readonly link?: Subject;
}

export interface ZoneLine {
  readonly zoneId: string;
  /** The name the owner's account gives it; `null` where no table tells. */
  readonly zoneName: string | null;
  readonly cell: Cell | null;
  readonly survives: Survival | null;
  /** What stands there: subnets, targets, callers. */
  readonly notes: readonly string[];
}

export type Section =
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly Fact[] }
  | { readonly kind: 'zones'; readonly title: string; readonly lines: readonly ZoneLine[] }
  | { readonly kind: 'findings'; readonly title: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'links'; readonly title: string; readonly links: readonly LinkLine[]; readonly empty: string }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly empty: string;
    }
  /** Things that share something, with what they share: services and how they are reached. */
  | { readonly kind: 'groups'; readonly title: string; readonly groups: readonly SectionGroup[]; readonly empty: string }
  | { readonly kind: 'notes'; readonly title: string; readonly tone: Tone; readonly notes: readonly string[] }
  | { readonly kind: 'commands'; readonly title: string; readonly commands: readonly string[] }
  | { readonly kind: 'code'; readonly title: string; readonly text: string };

export interface SectionGroup {
  readonly label: string;
  readonly lines: readonly { readonly term: string; readonly id: string | null; readonly detail: string }[];
}

/** Something related, one click away. */
export interface LinkLine {
  readonly subject: Subject;
  readonly label: string;
  readonly detail: string;
  readonly tone: Tone;
}

export interface Inspection {
  readonly subject: Subject;
  readonly kind: string;
  /** The name, else the id. */
  readonly title: string;
  readonly accountName: string | null;
  readonly arn: string | null;
  /** The verdict or the state, in words. */
  readonly standing: string | null;
  readonly tone: Tone;
  /** Only tabs that have something to say. */
  readonly tabs: Readonly<Partial<Record<InspectorTab, readonly Section[]>>>;
}
