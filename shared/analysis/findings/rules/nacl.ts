import type { Rule } from '../rule.ts';
import { nacl01 } from './nacl-01.ts';

/** About network ACLs. */
export const naclRules: readonly Rule[] = [nacl01];
