import type { Rule } from '../rule.ts';
import { cn01 } from './cn-01.ts';
import { cn02 } from './cn-02.ts';
import { cn03 } from './cn-03.ts';
import { cn04 } from './cn-04.ts';
import { cn05 } from './cn-05.ts';
import { cn06 } from './cn-06.ts';
import { cn07 } from './cn-07.ts';
import { cn08 } from './cn-08.ts';
import { cn09 } from './cn-09.ts';
import { cn10 } from './cn-10.ts';
import { cn11 } from './cn-11.ts';
import { cn12 } from './cn-12.ts';
import { cn13 } from './cn-13.ts';

/** About connections: who may connect, who does, and whether it works. */
export const cnRules: readonly Rule[] = [cn01, cn02, cn03, cn04, cn05, cn06, cn07, cn08, cn09, cn10, cn11, cn12, cn13];
