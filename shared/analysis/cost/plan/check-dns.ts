/** Whether private DNS of the new endpoints can be turned on, and whether callers then ask the right resolver. */
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import { groupBy } from '#shared/base/sort.ts';
import { isInterface, privateNamesOf } from './place.ts';
import type { ChosenPath, PlanIssue } from './plan.ts';
import type { Found } from './planned-region.ts';

/** Issues of one VPC with new interface endpoints. */
export function dnsIssues(topology: Topology, node: VpcNode, paths: readonly ChosenPath[]): Found {
  const own = paths.filter(isInterface).filter((path) => !path.service.includes('vpce-svc-'));
  if (own.length === 0) return { blocking: [], warning: [] };
  const attributes = attributeIssues(topology, node);
  const conflicts = own.flatMap((path) => conflictsOf(topology, node, path));
  const rules = own.flatMap((path) => ruleIssues(topology, node, path));
  return {
    blocking: [...attributes.blocking, ...conflicts],
    warning: [...attributes.warning, ...unreadIssues(topology, node), ...resolverIssues(topology, node), ...rules],
  };
}

function issue(
  node: VpcNode,
  code: string,
  what: string,
  remedy: string,
  command: string | null,
  service: string | null = null,
): PlanIssue {
  return { code, vpcId: node.vpc.vpcId, service, what, remedy, command };
}

function attributeIssues(topology: Topology, node: VpcNode): Found {
  const { vpcId, region } = node.vpc;
  const attributes = topology.index.find('vpcDnsAttributes', vpcId);
  const states = [
    ['enableDnsSupport', 'enable-dns-support', attributes?.enableDnsSupport ?? null],
    ['enableDnsHostnames', 'enable-dns-hostnames', attributes?.enableDnsHostnames ?? null],
  ] as const;
  const blocking = states.flatMap(([name, option, value]) =>
    value === false
      ? [
          issue(
            node,
            'vpc-dns-attribute',
            `${name} of ${vpcId} is off, so AWS refuses private DNS`,
            'Turn it on first.',
            `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --${option} '{"Value":true}' --region ${region}`,
          ),
        ]
      : [],
  );
  const warning = states.flatMap(([name, , value]) =>
    value === null
      ? [
          issue(
            node,
            'vpc-dns-attribute-unread',
            `${name} of ${vpcId} was not read`,
            'Allow ec2:DescribeVpcAttribute and scan again, or look it up.',
            `aws ec2 describe-vpc-attribute --vpc-id ${vpcId} --attribute ${name} --region ${region}`,
          ),
        ]
      : [],
  );
  return { blocking, warning };
}

/** AWS refuses private DNS where a zone of the VPC holds the very same domain; a domain above it does no harm. */
function conflictsOf(topology: Topology, node: VpcNode, path: ChosenPath): PlanIssue[] {
  const names = privateNamesOf(topology, path).map(zoneOf);
  const zones = topology.index
    .inVpc('hostedZoneAssociations', node.vpc.vpcId)
    .filter((zone) => names.includes(zone.zoneDomain.toLowerCase()));
  const others = node.endpoints.filter(
    (each) => each.endpoint.privateDnsEnabled === true && each.endpoint.serviceName === path.serviceName && isLive(each.endpoint.state),
  );
  return [
    ...zones.map((zone) =>
      issue(
        node,
        'private-dns-conflict',
        `The hosted zone ${zone.hostedZoneId} owns ${zone.zoneDomain} in ${node.vpc.vpcId}, so private DNS of ${path.service} is refused`,
        'Turn private DNS on only after the zone is disassociated, or keep the zone and point its record at the new endpoint.',
        `aws route53 disassociate-vpc-from-hosted-zone --hosted-zone-id ${zone.hostedZoneId} --vpc VPCRegion=${node.vpc.region},VPCId=${node.vpc.vpcId}`,
        path.service,
      ),
    ),
    ...others.map((other) =>
      issue(
        node,
        'private-dns-conflict',
        `${other.endpoint.vpcEndpointId} owns the private DNS name of ${path.service} in ${node.vpc.vpcId}`,
        'Use that endpoint, or turn its private DNS off in the same window.',
        `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${other.endpoint.vpcEndpointId} --no-private-dns-enabled --region ${node.vpc.region}`,
        path.service,
      ),
    ),
  ];
}

function isLive(state: string | null): boolean {
  return !['Deleted', 'Deleting', 'Failed', 'Rejected', 'Expired'].includes(state ?? '');
}

/** The zone that AWS makes for a name: a wildcard stands for the domain below it. */
function zoneOf(name: string): string {
  return name.toLowerCase().replace(/^\*\./, '').replace(/\.$/, '');
}

function unreadIssues(topology: Topology, node: VpcNode): PlanIssue[] {
  const { vpcId, region, accountId } = node.vpc;
  const isRead =
    topology.index.inVpc('hostedZoneAssociations', vpcId).length > 0 ||
    topology.index.coverage.isRead(accountId, region, 'ListHostedZonesByVPC');
  if (isRead) return [];
  return [
    issue(
      node,
      'hosted-zones-unread',
      `The hosted zones of ${vpcId} were not read, so a conflict of private DNS cannot be told`,
      'Allow route53:ListHostedZonesByVPC and scan again, or look them up.',
      `aws route53 list-hosted-zones-by-vpc --vpc-id ${vpcId} --vpc-region ${region}`,
    ),
  ];
}

function resolverIssues(topology: Topology, node: VpcNode): PlanIssue[] {
  const { dhcpOptionsId, vpcId, region } = node.vpc;
  const options = dhcpOptionsId === null ? undefined : topology.index.find('dhcpOptions', dhcpOptionsId);
  const servers = options?.domainNameServers ?? [];
  if (options === undefined || servers.length === 0 || servers.includes('AmazonProvidedDNS')) return [];
  return [
    issue(
      node,
      'custom-dns',
      `Instances of ${vpcId} ask ${servers.join(', ')}, not the Resolver of the VPC`,
      'Make those servers forward the private names to the Resolver of this VPC (its address plus two), else callers keep the public address.',
      `aws ec2 describe-dhcp-options --dhcp-options-ids ${dhcpOptionsId ?? ''} --region ${region}`,
    ),
  ];
}

/** A forwarding rule for the name or a domain above it decides before any private zone. */
function ruleIssues(topology: Topology, node: VpcNode, path: ChosenPath): PlanIssue[] {
  const names = privateNamesOf(topology, path).map(zoneOf);
  const byRule = groupBy(topology.index.inVpc('resolverRuleAssociations', node.vpc.vpcId), (each) => each.resolverRuleId);
  return [...byRule.keys()].flatMap((id) => {
    const rule = topology.index.find('resolverRules', id);
    const domain = rule?.domainName.toLowerCase() ?? '';
    if (rule?.ruleType !== 'FORWARD' || domain === '' || !names.some((name) => name === domain || name.endsWith(`.${domain}`))) return [];
    return issue(
      node,
      'resolver-rule',
      `The Resolver rule ${id} forwards ${rule.domainName}, so callers of ${node.vpc.vpcId} do not see the private name of ${path.service}`,
      'Add a SYSTEM rule for the private name, or forward back to an inbound Resolver endpoint.',
      `aws route53resolver get-resolver-rule --resolver-rule-id ${id} --region ${node.vpc.region}`,
      path.service,
    );
  });
}
