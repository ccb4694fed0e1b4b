/** How a verdict or a state of AWS stands, for colour and order; the same words as on the map. */
import { assertNever } from '#shared/base/assert-never.ts';
import type { Verdict } from '#shared/analysis/availability/alignment.ts';
import type { Severity } from '#shared/analysis/findings/finding.ts';
import type { Tone } from './diagram.ts';

/** The tone of an alignment verdict. */
export function verdictTone(verdict: Verdict): Tone {
  switch (verdict) {
    case 'not-connected':
    case 'broken':
    case 'zone-dark':
      return 'bad';
    case 'contradicted':
    case 'unknown':
      return 'unknown';
    case 'single-zone':
    case 'uncovered':
    case 'unserved':
      return 'warn';
    case 'idle-zone':
    case 'aligned':
      return 'ok';
    case 'not-applicable':
      return 'neutral';
    default:
      return assertNever(verdict);
  }
}

/** The tone of a finding. */
export function severityTone(severity: Severity): Tone {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'bad';
    case 'medium':
    case 'low':
      return 'warn';
    case 'info':
      return 'neutral';
    default:
      return assertNever(severity);
  }
}

const goodStates = new Set(['available', 'active', 'inuse', 'associated', 'verified', 'provisioned']);
const pendingStates = new Set(['pending', 'pendingacceptance', 'pendingverification', 'deleting', 'partial', 'modifying', 'provisioning']);
const badStates = new Set(['failed', 'rejected', 'expired', 'deleted', 'blackhole']);

/** The tone of a state as AWS words it; a state nobody knows is unknown. */
export function stateTone(state: string | null): Tone {
  if (state === null) return 'unknown';
  const plain = state.toLowerCase().replace(/[^a-z]/g, '');
  if (goodStates.has(plain)) return 'ok';
  if (pendingStates.has(plain)) return 'warn';
  return badStates.has(plain) ? 'bad' : 'unknown';
}

const order: readonly Tone[] = ['bad', 'warn', 'unknown', 'ok', 'ghost', 'neutral'];

/** The worst of some tones; `neutral` where there is none. */
export function worstTone(tones: Iterable<Tone>): Tone {
  let worst: Tone = 'neutral';
  for (const tone of tones) if (order.indexOf(tone) < order.indexOf(worst)) worst = tone;
  return worst;
}
