import type { Subject } from '#shared/model/subject.ts';

/** One thing, the same wherever it is mentioned: on the map, in a finding, in the table. A Region is another thing in each account. */
export function subjectKey(subject: Pick<Subject, 'kind' | 'id' | 'accountId'>): string {
  return subject.kind === 'region' ? `region/${subject.accountId}/${subject.id}` : `${subject.kind}/${subject.id}`;
}
