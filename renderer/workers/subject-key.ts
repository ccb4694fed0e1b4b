import type { Subject } from '#shared/model/subject.ts';

/** One thing, the same wherever it is mentioned: on the map, in a finding, in the table. */
export function subjectKey(subject: Pick<Subject, 'kind' | 'id'>): string {
  return `${subject.kind}/${subject.id}`;
}
