import type { Rule } from '../rule.ts';
import { nt01 } from './nt-01.ts';
import { nt03 } from './nt-03.ts';
import { nt04 } from './nt-04.ts';

/** About NAT gateways and gateway endpoints. */
export const ntRules: readonly Rule[] = [nt01, nt03, nt04];
