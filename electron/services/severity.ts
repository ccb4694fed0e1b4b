/** Severities for hosts that do not look into the analysis themselves. */
import { severities as all, type Severity as AnySeverity } from '#shared/analysis/findings/finding.ts';

/** From worst to mildest. */
export const severities: readonly AnySeverity[] = all;
export type Severity = AnySeverity;
