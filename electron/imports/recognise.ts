/** Which operation's answer an object is, by its own keys; the names around it decide only where two operations answer alike. */
import { type Operation, operationNamed, operations } from '#shared/model/operation.ts';
import { isWire, text, type Wire, wires } from '#shared/model/wire.ts';

/** An answer found in an object, not yet attributed. */
export interface Recognised {
  readonly operation: Operation;
  readonly wire: Wire;
  /** Why it is known to be only a part, if so. */
  readonly narrowed: string | null;
}

const ambiguous = new Set(['PrefixLists', 'Routes']);
const byMember = new Map(
  [...operations.values()].flatMap((operation) =>
    operation.member === null || ambiguous.has(operation.member) ? [] : [[operation.member, operation] as const],
  ),
);

/**
 * The answers an object holds: normally one; several where dumps of many calls
 * were joined. `hint` is the operation that the file name or command tells.
 */
export function recognise(value: Wire, hint: Operation | null): Recognised[] {
  const found: Recognised[] = [];
  for (const key of Object.keys(value)) found.push(...recogniseKey(value, key, hint));
  return found;
}

function recogniseKey(value: Wire, key: string, hint: Operation | null): Recognised[] {
  const operation = byMember.get(key);
  if (operation !== undefined) return [whole(operation, value)];
  switch (key) {
    case 'PrefixLists':
      return [whole(prefixListOperation(value, hint), value)];
    case 'Routes':
      return 'AdditionalRoutesAvailable' in value || hint?.operation === 'SearchTransitGatewayRoutes' ? [transitRoutes(value, null)] : [];
    case 'Entries':
      return isListEntries(value, hint) ? [whole(operationNamed('GetManagedPrefixListEntries'), value)] : [];
    case 'EnableDnsSupport':
    case 'EnableDnsHostnames':
      return isWire(value[key]) ? [whole(operationNamed('DescribeVpcAttribute'), { VpcId: value['VpcId'], [key]: value[key] })] : [];
    case 'TargetHealthDescriptions':
      return [whole(operationNamed('DescribeTargetHealth'), value)];
    case 'Attributes':
      return attributes(value, hint);
    case 'ServiceNames':
      return 'ServiceDetails' in value ? [] : [whole(operationNamed('DescribeVpcEndpointServices'), value)];
    case 'Firewall':
      return isWire(value['Firewall']) ? [whole(operationNamed('DescribeFirewall'), value)] : [];
    default:
      return collected(value, key);
  }
}

const collectedKeys = new Set([
  'LoadBalancerAttributes',
  'LoadBalancerListeners',
  'LoadBalancerTargetHealth',
  'TransitGatewayStaticRoutes',
]);

/** Whether an object is the list of no calls at all: there was nothing to ask about, which is neither an answer nor an error. */
export function isEmptyCollected(value: unknown): boolean {
  if (!isWire(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys.every((key) => collectedKeys.has(key) && Array.isArray(value[key]) && value[key].length === 0);
}

/** Recorders that put the answers of all calls of a kind into one list, each with the id that was asked for. */
function collected(value: Wire, key: string): Recognised[] {
  if (!Array.isArray(value[key])) return [];
  const entries = wires(value, key);
  switch (key) {
    case 'LoadBalancerAttributes':
      return entries.map((entry) => whole(operationNamed('DescribeLoadBalancerAttributes'), entry));
    case 'LoadBalancerListeners':
      return entries.map((entry) => whole(operationNamed('DescribeListeners'), withBalancer(entry)));
    case 'LoadBalancerTargetHealth':
      return entries.map((entry) => whole(operationNamed('DescribeTargetHealth'), entry));
    case 'TransitGatewayStaticRoutes':
      return entries.map((entry) => transitRoutes(entry, 'only static routes were recorded'));
    default:
      return [];
  }
}

/** The load balancer of one `Listeners` answer, which only its listeners name. */
function withBalancer(entry: Wire): Wire {
  const arn = wires(entry, 'Listeners').map((listener) => text(listener, 'LoadBalancerArn'))[0] ?? null;
  return arn === null ? entry : { LoadBalancerArn: arn, ...entry };
}

function transitRoutes(value: Wire, narrowed: string | null): Recognised {
  const isCut = value['AdditionalRoutesAvailable'] === true;
  const why = isCut ? 'the transit gateway route table has more routes than one search returns' : narrowed;
  return { operation: operationNamed('SearchTransitGatewayRoutes'), wire: value, narrowed: why };
}

/** `DescribePrefixLists` tells the blocks, `DescribeManagedPrefixLists` ARN, version and owner. */
function prefixListOperation(value: Wire, hint: Operation | null): Operation {
  const entries = wires(value, 'PrefixLists');
  if (entries.some((entry) => 'Cidrs' in entry)) return operationNamed('DescribePrefixLists');
  if (entries.some((entry) => 'PrefixListArn' in entry)) return operationNamed('DescribeManagedPrefixLists');
  return operationNamed(hint?.operation === 'DescribeManagedPrefixLists' ? 'DescribeManagedPrefixLists' : 'DescribePrefixLists');
}

/** Entries of a prefix list hold blocks and words about them; an empty list says nothing of itself. */
function isListEntries(value: Wire, hint: Operation | null): boolean {
  if (!Array.isArray(value['Entries'])) return false;
  const entries = wires(value, 'Entries');
  if (entries.length === 0) return hint?.operation === 'GetManagedPrefixListEntries';
  return entries.every((entry) => 'Cidr' in entry && Object.keys(entry).every((key) => key === 'Cidr' || key === 'Description'));
}

/** Attributes of a load balancer or of a target group look alike; some keys occur in one of them only. */
function attributes(value: Wire, hint: Operation | null): Recognised[] {
  if (!Array.isArray(value['Attributes'])) return [];
  const keys = wires(value, 'Attributes').map((entry) => text(entry, 'Key') ?? '');
  const group = 'TargetGroupArn' in value || keys.includes('deregistration_delay.timeout_seconds');
  const balancer = 'LoadBalancerArn' in value || keys.includes('deletion_protection.enabled');
  const operation = balancer ? 'DescribeLoadBalancerAttributes' : group ? 'DescribeTargetGroupAttributes' : hint?.operation;
  const known = operation === 'DescribeLoadBalancerAttributes' || operation === 'DescribeTargetGroupAttributes';
  return known ? [whole(operationNamed(operation), value)] : [];
}

function whole(operation: Operation, wire: Wire): Recognised {
  return { operation, wire, narrowed: null };
}
