import type { Rule } from '../rule.ts';
import { nt01 } from './nt-01.ts';
import { nt02 } from './nt-02.ts';
import { nt03 } from './nt-03.ts';
import { nt04 } from './nt-04.ts';
import { nt05 } from './nt-05.ts';
import { nt06 } from './nt-06.ts';
import { nt07 } from './nt-07.ts';
import { nt08 } from './nt-08.ts';
import { nt09 } from './nt-09.ts';
import { nt10 } from './nt-10.ts';

/** About NAT gateways and gateway endpoints. */
export const ntRules: readonly Rule[] = [nt01, nt02, nt03, nt04, nt05, nt06, nt07, nt08, nt09, nt10];
