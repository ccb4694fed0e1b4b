/**
 * What code that is not applied yet says about an estate. Terraform and
 * CloudFormation are both brought to the words of the AWS APIs, so that one
 * reader understands them; what is known only after apply is absent, never
 * invented.
 */
import type { AccountId, Region } from '#shared/base/ids.ts';
import type { Wire } from '#shared/model/wire.ts';

/** Whose resource it is, as far as the code tells. */
export interface PlannedPlace {
  readonly accountId: AccountId | null;
  readonly region: Region | null;
}

/** A whole resource, as the answer of an operation would hold it. */
export interface ItemFact {
  readonly kind: 'item';
  /** Such as `DescribeVpcs`; its parser reads the wire. */
  readonly operation: string;
  /** Real, or made from the name in the code. */
  readonly id: string;
  readonly wire: Wire;
  readonly place: PlannedPlace;
}

/** Something that code says apart from the resource it belongs to. */
export type PartFact =
  | { readonly kind: 'route'; readonly of: string; readonly route: Wire }
  | { readonly kind: 'table-subnet'; readonly of: string; readonly subnetId: string }
  | { readonly kind: 'main-table'; readonly of: string }
  | { readonly kind: 'endpoint-table'; readonly of: string; readonly routeTableId: string }
  | { readonly kind: 'endpoint-subnet'; readonly of: string; readonly subnetId: string }
  | { readonly kind: 'endpoint-group'; readonly of: string; readonly securityGroupId: string }
  | { readonly kind: 'gateway-vpc'; readonly of: string; readonly vpcId: string }
  | { readonly kind: 'rule'; readonly of: string; readonly direction: 'in' | 'out'; readonly permission: Wire };

export type Fact = ItemFact | PartFact;

/** What happens to one resource of the code. */
export interface PlannedChange {
  /** `module.vpc.aws_subnet.private[0]`, or a logical id. */
  readonly address: string;
  readonly action: 'create' | 'update' | 'replace' | 'delete' | 'keep';
  /** As it is; empty where it does not exist yet, or nobody told. */
  readonly before: readonly Fact[];
  /** As it will be; empty where it goes. */
  readonly after: readonly Fact[];
}

/** Code that was understood. */
export interface PlannedEstate {
  /** `Terraform plan`, `CloudFormation template`, … */
  readonly what: string;
  readonly changes: readonly PlannedChange[];
  /** Zone names and IDs the code was planned with. */
  readonly zones: readonly ItemFact[];
  /** What is known only after apply, and what was left aside, as sentences. */
  readonly notices: readonly string[];
}
