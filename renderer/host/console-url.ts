/**
 * Addresses of the AWS console, built from checked parts only: an id that does
 * not look like one gives no address, so that no text of a scanned account ever
 * becomes part of a link.
 */
import type { Subject } from '#shared/model/subject.ts';

/** The console of each partition; Regions of other partitions have no address here. */
const consoles = [
  { partition: 'aws-us-gov', region: /^us-gov-[a-z]+-\d$/, host: 'console.amazonaws-us-gov.com', isRegional: false },
  { partition: 'aws-cn', region: /^cn-[a-z]+-\d$/, host: 'console.amazonaws.cn', isRegional: false },
  { partition: 'aws-eusc', region: /^eusc-[a-z]{2}-[a-z]+-\d$/, host: 'console.amazonaws-eusc.eu', isRegional: false },
  { partition: 'aws', region: /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/, host: 'console.aws.amazon.com', isRegional: true },
] as const;

interface Page {
  readonly id: RegExp;
  readonly path: (id: string) => string;
}

const vpcPage = (anchor: string): string => `/vpcconsole/home#${anchor}`;

const pages: Readonly<Partial<Record<Subject['kind'], Page>>> = {
  vpc: { id: /^vpc-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`VpcDetails:VpcId=${id}`) },
  subnet: { id: /^subnet-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`SubnetDetails:subnetId=${id}`) },
  'route-table': { id: /^rtb-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`RouteTableDetails:RouteTableId=${id}`) },
  'network-acl': { id: /^acl-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`NetworkAclDetails:networkAclId=${id}`) },
  'security-group': { id: /^sg-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`SecurityGroup:groupId=${id}`) },
  'nat-gateway': { id: /^nat-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`NatGatewayDetails:natGatewayId=${id}`) },
  'vpc-endpoint': { id: /^vpce-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`EndpointDetails:vpcEndpointId=${id}`) },
  'endpoint-service': { id: /^vpce-svc-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`EndpointServiceDetails:serviceId=${id}`) },
  'transit-gateway': { id: /^tgw-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`TransitGatewayDetails:transitGatewayId=${id}`) },
  peering: { id: /^pcx-[0-9a-f]{8,17}$/, path: (id) => vpcPage(`PeeringConnectionDetails:VpcPeeringConnectionId=${id}`) },
  'network-interface': { id: /^eni-[0-9a-f]{8,17}$/, path: (id) => `/ec2/home#NetworkInterface:networkInterfaceId=${id}` },
  'load-balancer': {
    id: /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/[A-Za-z0-9/-]{1,120}$/,
    path: (id) => `/ec2/home#LoadBalancer:loadBalancerArn=${encodeURIComponent(id)}`,
  },
  'target-group': {
    id: /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[A-Za-z0-9/-]{1,120}$/,
    path: (id) => `/ec2/home#TargetGroup:targetGroupArn=${encodeURIComponent(id)}`,
  },
};

/** Where the AWS console shows a thing; `null` where it has no page of its own, or where its id or Region is not what AWS makes. */
export function consoleUrl(subject: Subject): string | null {
  const site = consoles.find((candidate) => candidate.region.test(subject.region));
  const page = pages[subject.kind];
  if (site === undefined || page === undefined || !page.id.test(subject.id)) return null;
  const host = site.isRegional ? `${subject.region}.${site.host}` : site.host;
  const [path, anchor] = page.path(subject.id).split('#');
  return `https://${host}${path ?? ''}?region=${subject.region}#${anchor ?? ''}`;
}
