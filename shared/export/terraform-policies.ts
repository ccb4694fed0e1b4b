/** Variables, provider and endpoint policies that every module of a plan has. */
import type { DeltaModule } from './delta.ts';
import { hclBlock, hclComment, type HclItem, hclList, hclString } from './terraform-hcl.ts';

export function versionsFile(module: DeltaModule): string {
  const terraform = hclBlock('terraform', [
    ['required_version', '">= 1.5"'],
    '',
    'required_providers {\n  aws = {\n    source  = "hashicorp/aws"\n    version = ">= 5.82"\n  }\n}',
  ]);
  const provider = hclBlock('provider "aws"', [
    ['region', 'var.region'],
    ['allowed_account_ids', '[var.account_id]'],
  ]);
  return `${hclComment(`Account ${module.accountId}: ${module.accountName}`)}\n${terraform}\n\n${provider}\n`;
}

export function variablesFile(module: DeltaModule): string {
  const blocks = [
    variable('region', 'string', 'Region of this module.', hclString(module.region)),
    variable('account_id', 'string', 'Account of this module; Terraform refuses to run in another one.', hclString(module.accountId)),
    variable(
      'organization_id',
      'string',
      'AWS Organizations id, o-...; callers must belong to it. Without it, to one of trusted_account_ids.',
      'null',
    ),
    variable(
      'trusted_account_ids',
      'list(string)',
      'Accounts whose principals may use the endpoints while organization_id is null.',
      hclList([hclString(module.accountId)]),
    ),
    variable(
      'private_dns',
      'map(set(string))',
      'Services whose private DNS is on, by VPC id. Start empty, test every endpoint by its own DNS name from every zone, then add one service at a time.',
      '{}',
    ),
    variable('tags', 'map(string)', 'Tags of everything made here, e.g. cost centre and owner for showback.', '{}'),
    ...(module.remoteHub === null
      ? []
      : [
          variable(
            'hub_zone_ids',
            'map(string)',
            `Private hosted zones of the hub in account ${module.remoteHub.accountId}, by service: its output hub_zone_ids.`,
          ),
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function variable(name: string, type: string, description: string, value?: string): string {
  const items: HclItem[] = [
    ['description', hclString(description)],
    ['type', type],
    ...(value === undefined ? [] : [['default', value] as const]),
  ];
  return hclBlock(`variable "${name}"`, items);
}

/** Endpoint policies: the organisation's own principals, AWS services on their behalf, and calls that carry no identity yet. */
export const policiesFile = `# Endpoint policies let the organisation's principals through, and nobody else.
# They narrow what IAM allows; they grant nothing by themselves.

data "aws_partition" "current" {}

data "aws_iam_policy_document" "endpoint_default" {
  statement {
    sid       = "TrustedPrincipals"
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = var.organization_id == null ? "aws:PrincipalAccount" : "aws:PrincipalOrgID"
      values   = var.organization_id == null ? var.trusted_account_ids : [var.organization_id]
    }
  }

  statement {
    sid       = "AwsServices"
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:PrincipalIsAWSService"
      values   = ["true"]
    }
  }
}

# Image layers of ECR, packages of Amazon Linux and files of Systems Manager come from buckets of AWS.
data "aws_iam_policy_document" "endpoint_s3" {
  source_policy_documents = [data.aws_iam_policy_document.endpoint_default.json]

  statement {
    sid     = "BucketsOfAws"
    actions = ["s3:GetObject"]
    resources = [
      for bucket in [
        "prod-\${var.region}-starport-layer-bucket",
        "al2023-repos-\${var.region}-de612dc2",
        "amazonlinux-2-repos-\${var.region}",
        "aws-ssm-\${var.region}",
        "patch-baseline-snapshot-\${var.region}",
      ] : "arn:\${data.aws_partition.current.partition}:s3:::\${bucket}/*"
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# These two calls are not signed: pods and federated users make them before they have a principal.
data "aws_iam_policy_document" "endpoint_sts" {
  source_policy_documents = [data.aws_iam_policy_document.endpoint_default.json]

  statement {
    sid       = "UnsignedFederation"
    actions   = ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

locals {
  endpoint_policies = {
    default = data.aws_iam_policy_document.endpoint_default.json
    s3      = data.aws_iam_policy_document.endpoint_s3.json
    sts     = data.aws_iam_policy_document.endpoint_sts.json
  }
}
`;
