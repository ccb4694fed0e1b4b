/** The profiles of the AWS configuration files, listed without resolving or running anything. */

export const profileKinds = ['keys', 'sso', 'role', 'process', 'web-identity', 'login', 'region-only'] as const;
export type ProfileKind = (typeof profileKinds)[number];

/** One profile as a person picks it. */
export interface ListedProfile {
  readonly name: string;
  readonly kind: ProfileKind;
  /** The file it stands in, shortened with `~`. */
  readonly file: string;
  readonly region: string | null;
  /** A twelve-digit account id where the profile names one (SSO, role). */
  readonly accountId: string | null;
  /** What runs or is called before credentials exist, and needs the person's consent: its content hash and text. */
  readonly consent: { readonly hash: string; readonly what: string } | null;
  /** Why this profile cannot be used, if so. */
  readonly problem: string | null;
}

/** All profiles, what was read, and every line that was ignored. */
export interface ProfileList {
  readonly profiles: readonly ListedProfile[];
  readonly files: readonly ProfileFile[];
  readonly ignored: readonly IgnoredLine[];
  /** What the environment sets, and what it means for the profiles: whole sentences. */
  readonly notices: readonly string[];
}

export interface ProfileFile {
  readonly path: string;
  readonly status: 'read' | 'absent' | 'unreadable';
  readonly message: string | null;
}

export interface IgnoredLine {
  readonly file: string;
  readonly line: number;
  /** The line as it stands, values of keys and secrets left out. */
  readonly text: string;
  readonly why: string;
}
