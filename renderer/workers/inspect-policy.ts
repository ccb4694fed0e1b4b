/** What an endpoint lets through, and how that differs from other VPCs. */
import { policyReach } from '#shared/analysis/topology/policy.ts';
import type { EndpointNode, VpcNode } from '#shared/analysis/topology/topology.ts';
import { groupBy } from '#shared/base/sort.ts';
import type { InspectContext } from './inspect-parts.ts';
import type { Section } from './inspection.ts';
import { policyKey, policyWords } from './policy-words.ts';

export function policySections(context: InspectContext, node: EndpointNode): Section[] {
  const { policyDocument } = node.endpoint;
  if (policyDocument === null) {
    return [
      {
        kind: 'notes',
        title: 'Policy',
        tone: 'neutral',
        notes: ['AWS returned no policy for this endpoint: this kind has none, or its default lets everything through.'],
      },
    ];
  }
  return [
    inWords(policyDocument),
    ...sameServiceSections(context, node, policyDocument),
    { kind: 'code', title: 'Policy document', text: indented(policyDocument) },
  ];
}

function inWords(document: string): Section {
  const reach = policyReach(document);
  const words = policyWords(document);
  if (words === null) return { kind: 'notes', title: 'In words', tone: 'unknown', notes: ['Unknown: the document is no valid policy.'] };
  const first = reach === 'full' ? ['Full access: any principal may do anything through this endpoint.'] : [];
  const none = words.length === 0 ? ['No statement: nothing is let through.'] : [];
  return {
    kind: 'notes',
    title: 'In words',
    tone: reach === 'full' ? 'warn' : 'neutral',
    notes: [...first, ...none, ...(reach === 'full' ? [] : words)],
  };
}

/** Endpoints of the same service elsewhere, by policy: which VPCs let more or less through. */
function sameServiceSections(context: InspectContext, node: EndpointNode, document: string): Section[] {
  const others = context.topology.endpoints.filter(
    (each) =>
      each !== node &&
      each.endpoint.policyDocument !== null &&
      each.shortName === node.shortName &&
      each.endpoint.vpcEndpointType === node.endpoint.vpcEndpointType,
  );
  if (others.length === 0) return [];
  const own = policyKey(document);
  const groups = [...groupBy(others, (each) => policyKey(each.endpoint.policyDocument ?? ''))];
  return [
    {
      kind: 'table',
      title: `The same service in other VPCs (${String(others.length)})`,
      columns: ['VPC', 'Policy', 'Difference'],
      rows: groups.map(([key, list]) => {
        const theirs = list[0]?.endpoint.policyDocument ?? '';
        return [vpcNames(context, list), reachText(theirs), key === own ? 'none: the same policy' : differenceText(document, theirs)];
      }),
      empty: '',
    },
  ];
}

/** More VPCs than this are counted. */
const namedVpcs = 4;

function vpcNames(context: InspectContext, nodes: readonly EndpointNode[]): string {
  const names = nodes.map(({ endpoint }) => {
    const name = endpoint.vpcId === null ? null : (context.topology.vpcNode(endpoint.vpcId)?.vpc.name ?? null);
    return name ?? endpoint.vpcId ?? endpoint.vpcEndpointId;
  });
  const rest = names.length - namedVpcs;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, namedVpcs).join(', ')} and ${String(rest)} more`;
}

function reachText(document: string): string {
  const reach = policyReach(document);
  return reach === 'full' ? 'full access' : reach;
}

function differenceText(own: string, theirs: string): string {
  const [here, there] = [policyWords(own), policyWords(theirs)];
  if (here === null || there === null) return 'unknown: not a valid policy';
  const onlyHere = here.filter((words) => !there.includes(words));
  const onlyThere = there.filter((words) => !here.includes(words));
  const parts = [
    ...(onlyHere.length === 0 ? [] : [`Only here: ${onlyHere.join(' ')}`]),
    ...(onlyThere.length === 0 ? [] : [`Only there: ${onlyThere.join(' ')}`]),
  ];
  return parts.length === 0 ? 'in long lists of names: see the documents' : parts.join(' ');
}

/** The endpoints of a VPC by what they let through. */
export function vpcPolicySections(node: VpcNode): Section[] {
  const withPolicy = node.endpoints.filter(({ endpoint }) => endpoint.policyDocument !== null);
  if (withPolicy.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Endpoint policies',
      columns: ['Service', 'Lets through'],
      rows: withPolicy.map(({ shortName, endpoint }) => [shortName, vpcPolicyText(endpoint.policyDocument ?? '')]),
      empty: '',
    },
  ];
}

function vpcPolicyText(document: string): string {
  const reach = policyReach(document);
  if (reach === 'full') return 'everything';
  return policyWords(document)?.join(' ') ?? 'unknown: not a valid policy';
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
