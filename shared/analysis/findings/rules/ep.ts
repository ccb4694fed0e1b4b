import type { Rule } from '../rule.ts';
import { ep01 } from './ep-01.ts';
import { ep02 } from './ep-02.ts';
import { ep03 } from './ep-03.ts';
import { ep04 } from './ep-04.ts';
import { ep05 } from './ep-05.ts';
import { ep06 } from './ep-06.ts';
import { ep07 } from './ep-07.ts';
import { ep08 } from './ep-08.ts';
import { ep09 } from './ep-09.ts';
import { ep10 } from './ep-10.ts';
import { ep11 } from './ep-11.ts';
import { ep12 } from './ep-12.ts';
import { ep13 } from './ep-13.ts';
import { ep14 } from './ep-14.ts';

/** About endpoints: names, security groups, policies, quotas. */
export const epRules: readonly Rule[] = [ep01, ep02, ep03, ep04, ep05, ep06, ep07, ep08, ep09, ep10, ep11, ep12, ep13, ep14];
