/** Commands with which a person reads a thing for themselves. They only ever read. */
import type { Subject, SubjectKind } from '#shared/model/subject.ts';
import type { Section } from './inspection.ts';

const readers: Readonly<Partial<Record<SubjectKind, (id: string) => string>>> = {
  vpc: (id) => `ec2 describe-vpcs --vpc-ids ${id}`,
  subnet: (id) => `ec2 describe-subnets --subnet-ids ${id}`,
  'route-table': (id) => `ec2 describe-route-tables --route-table-ids ${id}`,
  'security-group': (id) => `ec2 describe-security-groups --group-ids ${id}`,
  'network-acl': (id) => `ec2 describe-network-acls --network-acl-ids ${id}`,
  'network-interface': (id) => `ec2 describe-network-interfaces --network-interface-ids ${id}`,
  'nat-gateway': (id) => `ec2 describe-nat-gateways --nat-gateway-ids ${id}`,
  'vpc-endpoint': (id) => `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${id}`,
  'endpoint-service': (id) =>
    id.startsWith('vpce-svc-')
      ? `ec2 describe-vpc-endpoint-service-configurations --service-ids ${id}`
      : `ec2 describe-vpc-endpoint-services --service-names ${id}`,
  'load-balancer': (id) => `elbv2 describe-load-balancers --load-balancer-arns ${id}`,
  'target-group': (id) => `elbv2 describe-target-health --target-group-arn ${id}`,
  'transit-gateway': (id) => `ec2 describe-transit-gateways --transit-gateway-ids ${id}`,
  peering: (id) => `ec2 describe-vpc-peering-connections --vpc-peering-connection-ids ${id}`,
};

/** Ids come from AWS; what is none must not reach a shell. */
const plain = /^[\w:/.-]+$/;

export function readItYourself(subject: Subject): Section[] {
  const reader = readers[subject.kind];
  if (reader === undefined || !plain.test(subject.id) || !plain.test(subject.region)) return [];
  return [{ kind: 'commands', title: 'Read it yourself', commands: [`aws ${reader(subject.id)} --region ${subject.region}`] }];
}
