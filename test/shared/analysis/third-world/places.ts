/** The accounts and Regions of this world, and how each names the zones. */
import type { Place } from './world.ts';

export const net = 'net';
export const app = 'app';
export const appCentral = 'app-central';
export const data = 'data';
export const part = 'part';
export type PlaceName = typeof net | typeof app | typeof appCentral | typeof data | typeof part;
export type Places = (name: PlaceName) => Place;

const west = { a: 'euw1-az1', b: 'euw1-az2', c: 'euw1-az3' };
const central = { a: 'euc1-az2', b: 'euc1-az3', c: 'euc1-az1' };

/** Fresh places; `zones` overrides how an account names its zones, `instead` a whole place. */
export function places(zones: Partial<Record<PlaceName, Place['zones']>> = {}, instead: Partial<Record<PlaceName, Place>> = {}): Places {
  const made: Record<PlaceName, Place> = {
    net: { account: '410000000101', region: 'eu-west-1', zones: zones.net ?? west },
    app: { account: '420000000202', region: 'eu-west-1', zones: zones.app ?? west },
    'app-central': { account: '420000000202', region: 'eu-central-1', zones: zones['app-central'] ?? central },
    data: { account: '430000000303', region: 'eu-west-1', zones: zones.data ?? west },
    part: { account: '440000000404', region: 'eu-west-1', zones: zones.part ?? west },
    ...instead,
  };
  return (name) => made[name];
}

export const placeNames: readonly PlaceName[] = [net, app, appCentral, data, part];
