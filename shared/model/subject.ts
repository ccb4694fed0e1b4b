/** The kinds of things a finding, a selection or a diff can be about; the names are part of the published schemas. */
export const subjectKinds = [
  'account',
  'region',
  'vpc',
  'subnet',
  'route-table',
  'security-group',
  'network-acl',
  'network-interface',
  'nat-gateway',
  'vpc-endpoint',
  'endpoint-service',
  'endpoint-connection',
  'load-balancer',
  'target-group',
  'hosted-zone',
  'resolver-rule',
  'transit-gateway',
  'peering',
  'profile',
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** One thing, named so that it can be found again in the snapshot. */
export interface Subject {
  readonly kind: SubjectKind;
  /** The AWS id (or ARN where there is no other). */
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
}
