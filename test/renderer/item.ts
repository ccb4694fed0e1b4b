import type { InventoryItem } from '#shared/diagram/inventory.ts';
import { subjectKey } from '#shared/diagram/subject-key.ts';

/** An item with only what a test cares about; the haystack is made of it. */
export function item(part: Partial<InventoryItem>): InventoryItem {
  const subject = part.subject ?? { kind: 'vpc', id: 'vpc-1', accountId: '111122223333', region: 'us-east-1' };
  return {
    key: subjectKey(subject),
    kind: 'VPC',
    name: null,
    accountName: null,
    vpcId: null,
    vpcName: null,
    service: null,
    state: null,
    zones: [],
    verdict: null,
    rules: [],
    severity: null,
    tone: 'neutral',
    detail: '',
    haystack: JSON.stringify(part).toLowerCase(),
    ...part,
    subject,
  };
}
