/** Steps 1 to 5 of a migration: ready, policies, create, gateway endpoints, private DNS. */
import { groupBy, sortedUnique } from '#shared/base/sort.ts';
import type { Topology, VpcNode } from '#shared/analysis/topology/topology.ts';
import type { ModelVpc } from '../model.ts';
import { callerRouteTables, isInterface, privateNamesOf, subnetFor } from './place.ts';
import type { ChosenPath } from './plan.ts';
import type { PlannedRegion } from './planned-region.ts';
import { shellCommand, shellWord } from './shell.ts';
import { type Draft, endpointVariable } from './step-draft.ts';

interface Touched {
  readonly vpc: ModelVpc;
  readonly node: VpcNode;
  readonly paths: readonly ChosenPath[];
  readonly interfaces: readonly ChosenPath[];
}

function touched({ model, chosen }: PlannedRegion): readonly Touched[] {
  const byVpc = groupBy(
    chosen.filter((path) => path.how !== 'hub'),
    (path) => path.vpcId,
  );
  return model.vpcs.flatMap((vpc) => {
    const paths = byVpc.get(vpc.vpcId) ?? [];
    return paths.length === 0 ? [] : { vpc, node: vpc.node, paths, interfaces: paths.filter(isInterface) };
  });
}

function aws(vpc: ModelVpc, ...words: readonly string[]): string {
  return shellCommand('aws', ...words, '--region', vpc.region);
}

function named(paths: readonly ChosenPath[]): string {
  return paths.map((path) => path.service).join(', ');
}

/** Security group, quotas, zones and addresses before anything is made. */
export function readySteps(_topology: Topology, region: PlannedRegion): readonly Draft[] {
  return touched(region).map(({ vpc, paths, interfaces }) => ({
    phase: 'ready',
    vpcId: vpc.vpcId,
    does: `Makes ${vpc.vpcId} ready for ${named(paths)}: one security group for all its interface endpoints, quotas, free addresses, zones.`,
    precheck:
      'Nothing in blockedBy names this VPC; the network ACLs of the endpoint subnets let TCP 443 in from the VPC and 1024-65535 back out.',
    command: [
      aws(vpc, 'service-quotas', 'get-service-quota', '--service-code', 'vpc', '--quota-code', 'L-29B6F2EB'),
      aws(vpc, 'ec2', 'describe-network-acls', '--filters', `Name=vpc-id,Values=${vpc.vpcId}`),
      ...(interfaces.length === 0
        ? []
        : [
            `${groupVariable(vpc)}=$(${aws(vpc, 'ec2', 'create-security-group', '--group-name', `endpoints-${vpc.vpcId}`, '--description', 'HTTPS to interface endpoints', '--vpc-id', vpc.vpcId, '--query', 'GroupId', '--output', 'text')})`,
            ...callerBlocks(region, vpc).map(
              (block) =>
                `aws ec2 authorize-security-group-ingress --group-id "$${groupVariable(vpc)}" --protocol tcp --port 443 --cidr ${shellWord(block)} --region ${vpc.region}`,
            ),
          ]),
    ],
    measure: 'The security group admits TCP 443 from every block of the VPC, and the quota leaves room for all new endpoints.',
    wayBack: 'Delete the security group.',
    pointOfNoReturn: null,
  }));
}

function groupVariable(vpc: ModelVpc): string {
  return `SG_${vpc.vpcId.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
}

/** The blocks that call the endpoints of a VPC: its own, and those of the spokes where it is the hub. */
export function callerBlocks({ hub, model }: Pick<PlannedRegion, 'hub' | 'model'>, vpc: ModelVpc): readonly string[] {
  const spokes = hub?.vpcId === vpc.vpcId ? hub.spokes.flatMap((id) => model.byId(id)?.node.vpc.cidrBlocks ?? []) : [];
  return sortedUnique([...vpc.node.vpc.cidrBlocks, ...spokes]);
}

/** Conditions that look at the caller's address or endpoint change their answer when the path changes. */
export function policySteps(_topology: Topology, region: PlannedRegion): readonly Draft[] {
  const accounts = sortedUnique(region.chosen.map((path) => path.accountId));
  return accounts.map((accountId) => {
    const own = region.chosen.filter((path) => path.accountId === accountId);
    const services = sortedUnique(own.map((path) => path.service));
    const calls: readonly (readonly [string, string])[] = [
      [
        's3',
        `for B in $(aws s3api list-buckets --query 'Buckets[].Name' --output text); do aws s3api get-bucket-policy --bucket "$B" --query Policy --output text 2>/dev/null | grep -HE --label="$B" 'aws:SourceIp|aws:SourceVpce|aws:SourceVpc'; done`,
      ],
      [
        'kms',
        `for K in $(aws kms list-keys --query 'Keys[].KeyId' --output text --region ${region.model.region}); do aws kms get-key-policy --key-id "$K" --policy-name default --output text --region ${region.model.region} | grep -HE --label="$K" 'aws:SourceIp|aws:SourceVpce|aws:SourceVpc'; done`,
      ],
    ];
    return {
      phase: 'policy',
      vpcId: null,
      does: `Looks for policies of ${accountId} that depend on the path: aws:SourceIp, aws:SourceVpce and aws:SourceVpc in bucket, key, role and organisation policies, for ${services.join(', ')}.`,
      precheck:
        'You may read the policies, or their owners paste them. Ask partners which of their allow-lists hold the addresses of the NAT gateways.',
      command: [
        ...calls.filter(([service]) => services.includes(service)).map(([, call]) => call),
        `aws iam get-account-authorization-details --filter Role LocalManagedPolicy --output json | grep -nE 'aws:SourceIp|aws:SourceVpce|aws:SourceVpc'`,
        'aws organizations list-policies --filter SERVICE_CONTROL_POLICY --query "Policies[].[Id,Name]" --output text',
      ],
      measure: 'Every policy found admits the new path: aws:SourceVpc or aws:SourceVpce beside aws:SourceIp.',
      wayBack: 'Nothing was changed.',
      pointOfNoReturn: null,
    };
  });
}

/** Endpoints that exist while their bytes pass the NAT: repaired before new ones are bought. */
export function repairSteps(_topology: Topology, region: PlannedRegion): readonly Draft[] {
  return region.compared.fixes.map((fix) => {
    const vpc = region.model.byId(fix.vpcId);
    const endpoint = vpc?.node.endpoints.find((each) => each.endpoint.vpcEndpointId === fix.endpointId)?.endpoint;
    const tables = vpc === undefined ? [] : callerRouteTables(vpc.node).map((table) => table.routeTableId);
    const missing = tables.filter((id) => endpoint?.routeTableIds.includes(id) !== true);
    const modify = ['aws', 'ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', fix.endpointId];
    const change = endpoint?.vpcEndpointType === 'Gateway' ? ['--add-route-table-ids', ...missing] : ['--private-dns-enabled'];
    return {
      phase: 'repair',
      vpcId: fix.vpcId,
      does: `Repairs ${fix.endpointId}: ${fix.gb} GB a month of ${fix.service} pass the NAT gateway although it exists. ${fix.what}`,
      precheck: `aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ${fix.endpointId} --region ${region.model.region}`,
      command: [shellCommand(...modify, ...change, '--region', region.model.region)],
      measure: 'The bytes of the endpoint rise and those of the NAT gateway fall within the hour.',
      wayBack: endpoint?.vpcEndpointType === 'Gateway' ? 'Remove the route tables again.' : 'Turn private DNS off again.',
      pointOfNoReturn: null,
    };
  });
}

/** Interface endpoints with private DNS off: nothing uses them yet, and each zone can be tested. */
export function createSteps(topology: Topology, region: PlannedRegion): readonly Draft[] {
  return touched(region).flatMap(({ vpc, node, interfaces }) => {
    if (interfaces.length === 0) return [];
    const create = (path: ChosenPath): string => {
      const subnets = path.zones.flatMap((zone) => subnetFor(node, zone)?.subnet.subnetId ?? []);
      const words = [
        'ec2',
        'create-vpc-endpoint',
        '--vpc-endpoint-type',
        'Interface',
        '--vpc-id',
        vpc.vpcId,
        '--service-name',
        path.serviceName,
        '--no-private-dns-enabled',
        '--subnet-ids',
        ...subnets,
      ];
      const tags = [
        '--tag-specifications',
        `ResourceType=vpc-endpoint,Tags=[{Key=Name,Value=${path.service}},{Key=linkscape:service,Value=${path.service}},{Key=linkscape:vpc,Value=${vpc.vpcId}}]`,
      ];
      return `${endpointVariable(vpc.vpcId, path.service)}=$(${aws(vpc, ...words, ...tags)} --security-group-ids "$${groupVariable(vpc)}" --query VpcEndpoint.VpcEndpointId --output text)`;
    };
    const test = (path: ChosenPath): string =>
      `for NAME in $(aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$${endpointVariable(vpc.vpcId, path.service)}" --query 'VpcEndpoints[0].DnsEntries[?contains(DnsName, \`vpce.amazonaws\`)].DnsName' --output text --region ${vpc.region}); do curl -sS -o /dev/null -w "%{http_code} %{remote_ip} $NAME\\n" --connect-timeout 5 "https://$NAME/" --insecure; done`;
    return {
      phase: 'create',
      vpcId: vpc.vpcId,
      does: `Creates the interface endpoints of ${vpc.vpcId} with private DNS off (${interfaces.map((path) => `${path.service} in ${path.zones.join(' ')}`).join('; ')}) and tests each by its own DNS names, from an instance in every zone.`,
      precheck: `Names that on-premises resolves: ${sortedUnique(interfaces.flatMap((path) => privateNamesOf(topology, path))).join(', ')} must be forwarded to an inbound Resolver endpoint of this VPC if on-premises is to use them.`,
      command: [...interfaces.map(create), ...interfaces.map(test)],
      measure: 'State "available", and every name, the regional one and one per zone, answers from a private address of its subnet.',
      wayBack: 'aws ec2 delete-vpc-endpoints with these ids: nothing uses them yet.',
      pointOfNoReturn: null,
    };
  });
}

/** Gateway endpoints change routes at once, for every connection that is open. */
export function gatewaySteps(_topology: Topology, region: PlannedRegion): readonly Draft[] {
  return touched(region).flatMap(({ vpc, node, paths }) =>
    paths
      .filter((path) => path.how === 'gateway')
      .map((path) => ({
        phase: 'gateway' as const,
        vpcId: vpc.vpcId,
        does: `Creates the gateway endpoint for ${path.service} in ${vpc.vpcId} and routes its prefix list there, in a quiet window.`,
        precheck:
          'A window in which open connections to the service may break: they drop, and the source address of callers becomes private. Security groups admit the prefix list outward. On-premises and peered networks cannot use a gateway endpoint: it has no address.',
        command: [
          `${endpointVariable(vpc.vpcId, path.service)}=$(${aws(vpc, 'ec2', 'create-vpc-endpoint', '--vpc-endpoint-type', 'Gateway', '--vpc-id', vpc.vpcId, '--service-name', path.serviceName, '--route-table-ids', ...callerRouteTables(node).map((table) => table.routeTableId), '--query', 'VpcEndpoint.VpcEndpointId', '--output', 'text')})`,
        ],
        measure: `Every route table of the callers has an active route for the prefix list of ${path.service}; the bytes of the NAT gateway fall within the hour.`,
        wayBack: `aws ec2 delete-vpc-endpoints --vpc-endpoint-ids "$${endpointVariable(vpc.vpcId, path.service)}" --region ${vpc.region}: traffic takes the NAT gateway again, as long as it stands.`,
        pointOfNoReturn: null,
      })),
  );
}

/** The switch: one service at a time, for the whole VPC at once. */
export function privateDnsSteps(topology: Topology, region: PlannedRegion): readonly Draft[] {
  return touched(region).flatMap(({ vpc, interfaces }) =>
    interfaces
      .filter((path) => !inHubZone(region, path))
      .map((path) => {
        const variable = endpointVariable(vpc.vpcId, path.service);
        const names = privateNamesOf(topology, path);
        const isOwn = path.service.includes('vpce-svc-');
        return {
          phase: 'private-dns' as const,
          vpcId: vpc.vpcId,
          does: isOwn
            ? `Gives callers of ${vpc.vpcId} the name of ${path.service}: private DNS where the provider verified one, else a private hosted zone.`
            : `Turns private DNS on for ${path.service} in ${vpc.vpcId}: from then on ${names.join(', ')} lead to the endpoint, for the whole VPC at once.`,
          precheck:
            'The test of step "create" passed in every zone; no hosted zone of the VPC owns the name; the TTL of own zones with the name was lowered a day before.',
          command: [`aws ec2 modify-vpc-endpoint --vpc-endpoint-id "$${variable}" --private-dns-enabled --region ${vpc.region}`],
          measure:
            'The name resolves to private addresses in every zone; BytesProcessed of the endpoint rises, BytesOutToDestination of the NAT gateway falls. Recycle long-lived connections: they keep the old path.',
          wayBack: `aws ec2 modify-vpc-endpoint --vpc-endpoint-id "$${variable}" --no-private-dns-enabled --region ${vpc.region}: effective when caches run out (60 s).`,
          pointOfNoReturn: null,
        };
      }),
  );
}

/** Endpoints of a hub whose name a hosted zone answers keep private DNS off. */
function inHubZone({ hub }: PlannedRegion, path: ChosenPath): boolean {
  return hub !== null && hub.vpcId === path.vpcId && hub.hostedZones.includes(path.service);
}
