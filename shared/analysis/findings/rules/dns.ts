import type { Rule } from '../rule.ts';
import { dns01 } from './dns-01.ts';
import { dns02 } from './dns-02.ts';
import { dns03 } from './dns-03.ts';

/** About names. */
export const dnsRules: readonly Rule[] = [dns01, dns02, dns03];
