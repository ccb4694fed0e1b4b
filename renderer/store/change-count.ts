import type { Changes } from '#renderer/workers/changes.ts';

/** How many differences there are, fields that changed counted by resource. */
export function changeCount({ diff }: Changes): number {
  const { resources, connections, zones, findings } = diff;
  const changed = new Set(resources.changed.map((change) => `${change.kind}/${change.id}`));
  return (
    resources.added.length +
    resources.removed.length +
    changed.size +
    connections.added.length +
    connections.removed.length +
    connections.changed.length +
    zones.length +
    findings.new.length +
    findings.resolved.length
  );
}
