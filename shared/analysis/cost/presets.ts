/** Sets of services that workloads need, for the planner and for `offload-listed`. */

export const presetIds = ['common-13', 'ecs-fargate', 'eks', 'systems-manager', 'lambda'] as const;
export type PresetId = (typeof presetIds)[number];

export interface Preset {
  readonly id: PresetId;
  readonly title: string;
  /** Short service names that get interface endpoints. */
  readonly interfaces: readonly string[];
  /** Services that get gateway endpoints. */
  readonly gateways: readonly string[];
  /** What the set does not cover, for the person who picks it. */
  readonly note?: string;
}

/** All services of a preset. */
export function presetServices(id: PresetId): readonly string[] {
  return services.get(id) ?? [];
}

export const presets: Readonly<Record<PresetId, Preset>> = {
  'common-13': {
    id: 'common-13',
    title: 'Common set',
    interfaces: [
      'ecr.api',
      'ecr.dkr',
      'logs',
      'monitoring',
      'ssm',
      'ssmmessages',
      'ec2messages',
      'secretsmanager',
      'kms',
      'sts',
      'elasticloadbalancing',
      'autoscaling',
      'eks',
    ],
    gateways: ['s3', 'dynamodb'],
  },
  'ecs-fargate': {
    id: 'ecs-fargate',
    title: 'ECS on Fargate',
    interfaces: ['ecr.api', 'ecr.dkr', 'logs', 'sts', 'secretsmanager'],
    gateways: ['s3'],
  },
  eks: {
    id: 'eks',
    title: 'EKS',
    interfaces: ['ec2', 'ecr.api', 'ecr.dkr', 'sts', 'logs', 'elasticloadbalancing', 'autoscaling', 'eks', 'eks-auth'],
    gateways: ['s3'],
  },
  'systems-manager': {
    id: 'systems-manager',
    title: 'Systems Manager',
    interfaces: ['ssm', 'ssmmessages', 'ec2messages', 'logs', 'kms'],
    gateways: ['s3'],
  },
  lambda: {
    id: 'lambda',
    title: 'Lambda in a VPC',
    interfaces: ['sts', 'logs', 'kms', 'secretsmanager'],
    gateways: ['s3', 'dynamodb'],
    note: 'A function needs what its code calls: where traffic is known, its services are taken instead.',
  },
};

const services: ReadonlyMap<PresetId, readonly string[]> = new Map(
  presetIds.map((id) => [id, [...presets[id].interfaces, ...presets[id].gateways]]),
);
