import type { Identities } from './identities.ts';
import type { Truth } from './truth.ts';

/** What answers are made from. */
export interface Answering {
  readonly truth: Truth;
  readonly identities: Identities;
  /** Most entries of any page. */
  readonly pageSize: number;
}
