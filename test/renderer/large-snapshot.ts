import { demoSnapshot } from '#electron/services/demo/demo-estate.ts';
import { estateFirstFrom } from '#renderer/workers/opened.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';

/** The demo with so many Elastic IP addresses that it counts as large: what is on its maps stays small. */
export function largeSnapshot(): Snapshot {
  const demo = demoSnapshot();
  const [like] = demo.addresses;
  if (like === undefined) throw new Error('the demo has no Elastic IP address');
  const more = Array.from({ length: estateFirstFrom }, (_, index) => ({
    ...like,
    publicIp: `100.64.${String(index >> 8)}.${String(index & 255)}`,
    allocationId: `eipalloc-${String(index).padStart(17, '0')}`,
    networkInterfaceId: null,
  }));
  return { ...demo, id: 'large' as Snapshot['id'], addresses: [...demo.addresses, ...more] };
}
