/** How the clients of metrics, Athena and prices get the credentials of a session, which never leave this folder. */
import type { AccountSession } from '#electron/discovery/ports.ts';
import type { ClientSettings } from './service.ts';

const known = new WeakMap<AccountSession, ClientSettings>();

/** Notes what the session's own clients are made with; gives the session back. */
export function rememberClients(session: AccountSession, settings: ClientSettings): AccountSession {
  known.set(session, settings);
  return session;
}

/** Times a call of these few is made in all: they wait by themselves when AWS throttles. */
const attempts = 5;

/** The settings for another client of the session. Throws for a session that `awsSessions` did not open. */
export function clientSettingsOf(session: AccountSession): ClientSettings {
  const settings = known.get(session);
  if (settings === undefined) throw new Error('the session was opened by the SDK');
  return { ...settings, maxAttempts: attempts };
}
