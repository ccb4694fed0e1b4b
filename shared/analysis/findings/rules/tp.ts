import type { Rule } from '../rule.ts';
import { tp01 } from './tp-01.ts';
import { tp02 } from './tp-02.ts';
import { tp03 } from './tp-03.ts';
import { tp04 } from './tp-04.ts';
import { tp05 } from './tp-05.ts';

/** About the whole: centralising, sharing, paying. */
export const tpRules: readonly Rule[] = [tp01, tp02, tp03, tp04, tp05];
