import type { ScenarioFigure } from '#renderer/workers/scenario.ts';
import type { ScenarioEdit } from '#shared/model/scenario.ts';
import { usd } from '../format.ts';

/** The estate without any what-if. */
export const asReadTitle = 'As it was read';

/** What an edit does, as a person would say it. */
export function editText(edit: ScenarioEdit): string {
  switch (edit.op) {
    case 'add-endpoint':
      return `Add ${edit.type === 'Gateway' ? 'a gateway' : 'an'} endpoint for ${edit.service} to ${edit.vpcId}${edit.zones === undefined ? '' : ` in ${edit.zones.join(', ')}`}`;
    case 'remove-endpoint':
      return `Remove ${edit.endpointId}`;
    case 'add-zone':
      return `Add ${edit.zoneId} to ${edit.endpointId}`;
    case 'remove-zone':
      return `Take ${edit.zoneId} from ${edit.endpointId}`;
    case 'set-private-dns':
      return `Turn private DNS of ${edit.endpointId} ${edit.enabled ? 'on' : 'off'}`;
    case 'associate-route-table':
      return `Associate ${edit.routeTableId} with ${edit.endpointId}`;
    case 'disassociate-route-table':
      return `Take ${edit.routeTableId} from ${edit.endpointId}`;
    case 'remove-nat':
      return `Remove ${edit.natGatewayId}${edit.routesTo === undefined ? ' and its routes' : `, routes to ${edit.routesTo}`}`;
    default:
      return 'An edit that only a later version knows';
  }
}

/** `$1,234.56`, or what is known of it. */
export function totalText({ totalUsd, knownUsd }: Pick<ScenarioFigure, 'totalUsd' | 'knownUsd'>): string {
  if (totalUsd !== null) return usd(totalUsd);
  return knownUsd === null ? 'unknown' : `${usd(knownUsd)} known`;
}

/** Money lost is red with a plus before the cost, money saved is green with a minus: this is what it costs more or less. */
export function differenceText(amount: string): string {
  const text = usd(amount);
  return text.startsWith('\u2212') || !/[1-9]/.test(text) ? text : `+${text}`;
}
