/** How a verdict or a state of AWS stands, for colour and order; the same words as on the map. */
import { assertNever } from '#shared/base/assert-never.ts';
import type { Verdict } from '#shared/analysis/availability/alignment.ts';
import type { Severity } from '#shared/analysis/findings/finding.ts';
import type { Tone } from './diagram.ts';

/**
 * The tone of an alignment verdict, given the endpoint's state: a connection
 * that only waits is a warning, one that failed is bad.
 */
export function verdictTone(verdict: Verdict, state: string | null): Tone {
  switch (verdict) {
    case 'not-connected': {
      const tone = stateTone(state);
      return tone === 'warn' || state === null ? tone : 'bad';
    }
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

/** How loud a verdict is drawn on the map: zones that only the provider can add are told by their pins alone. */
export function drawnTone(verdict: Verdict, state: string | null): Tone {
  return verdict === 'unserved' ? 'ok' : verdictTone(verdict, state);
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

const toneRank: readonly Tone[] = ['bad', 'warn', 'unknown', 'ok', 'neutral', 'ghost'];

/** The worst of several tones; `neutral` for none. */
export function worstTone(all: Iterable<Tone>): Tone {
  let worst: Tone = 'neutral';
  for (const tone of all) if (toneRank.indexOf(tone) < toneRank.indexOf(worst)) worst = tone;
  return worst;
}

/** Orders tones from worst to mildest, as a sort key. */
export function toneKey(tone: Tone): string {
  return String(toneRank.indexOf(tone));
}
