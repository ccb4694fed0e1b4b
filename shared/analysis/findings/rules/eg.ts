import type { Rule } from '../rule.ts';
import { eg01 } from './eg-01.ts';

/** About central egress. */
export const egRules: readonly Rule[] = [eg01];
