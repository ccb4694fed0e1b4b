import type { SubjectKind } from '#shared/model/subject.ts';

/** Kinds of things a person can give a name of their own; `shared/model/named.ts` knows where their records are. */
export const renamable: readonly SubjectKind[] = ['account', 'vpc', 'subnet', 'nat-gateway', 'vpc-endpoint', 'endpoint-service'];
