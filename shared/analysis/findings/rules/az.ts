import type { Rule } from '../rule.ts';
import { az01 } from './az-01.ts';
import { az02 } from './az-02.ts';
import { az03 } from './az-03.ts';
import { az04 } from './az-04.ts';
import { az05 } from './az-05.ts';
import { az06 } from './az-06.ts';
import { az07 } from './az-07.ts';
import { az08 } from './az-08.ts';
import { az09 } from './az-09.ts';
import { az10 } from './az-10.ts';
import { az11 } from './az-11.ts';
import { az12 } from './az-12.ts';
import { az13 } from './az-13.ts';
import { az14 } from './az-14.ts';

/** About zones: where endpoints, services, targets and callers stand. */
export const azRules: readonly Rule[] = [az01, az02, az03, az04, az05, az06, az07, az08, az09, az10, az11, az12, az13, az14];
