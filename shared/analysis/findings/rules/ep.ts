import type { Rule } from '../rule.ts';
import { ep04 } from './ep-04.ts';
import { ep07 } from './ep-07.ts';
import { ep08 } from './ep-08.ts';

/** About endpoints: names, security groups, policies, quotas. */
export const epRules: readonly Rule[] = [ep04, ep07, ep08];
