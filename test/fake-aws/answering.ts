import type { Identities } from './identities.ts';
import type { FakeOrganization } from './organizations.ts';
import type { Truth } from './truth.ts';

/** What answers are made from. */
export interface Answering {
  readonly truth: Truth;
  readonly identities: Identities;
  /** `null`: the accounts belong to none. */
  readonly organization: FakeOrganization | null;
  /** Most entries of any page. */
  readonly pageSize: number;
}
