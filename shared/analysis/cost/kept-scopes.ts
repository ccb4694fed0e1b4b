/**
 * Comparisons of scopes that were made before. Moving a slider changes one VPC's
 * usage or one price: only the scopes that hold it are compared again.
 */
import type { Topology } from '#shared/analysis/topology/topology.ts';
import type { CostOptions, ScopeComparison } from './comparison.ts';
import type { CostContext, CostModel } from './model.ts';
import { hasSamePrices, type RegionalBook, regionalBook } from './regional-book.ts';
import { rememberedBeside } from './remember.ts';
import type { ScopeGroup } from './scope.ts';

interface Kept {
  /** What the comparison was made of, prices aside. */
  readonly inputs: readonly unknown[];
  readonly book: RegionalBook;
  readonly result: ScopeComparison;
}

/** The last comparison of each scope, for as long as the topology lives. */
const keptOf = rememberedBeside((_topology: Topology, _all: null) => new Map<string, Kept>());

/** What `compare` made of the same input before, else what it makes now. */
export function keptOrCompared(
  context: CostContext,
  group: ScopeGroup,
  model: CostModel,
  options: CostOptions,
  compare: (model: CostModel) => ScopeComparison,
): ScopeComparison {
  const kept = keptOf(context.topology, null);
  const key = keptKey(group);
  const inputs = keptInputs(context, group, model, options);
  const book = regionalBook(context.book, group.region);
  const before = kept.get(key);
  if (before !== undefined && isSame(before.inputs, inputs) && hasSamePrices(before.book, book)) return before.result;
  const result = compare(model);
  kept.set(key, { inputs, book, result });
  return result;
}

/** Under which a scope is kept; of chosen VPCs only the last choice is: there are as many as a person makes. */
export function keptKey({ scope, region }: ScopeGroup): string {
  return `${scope.includes(',') ? 'chosen' : scope}@${region}`;
}

/** What a scope is made of, prices aside; the same things in the same order mean the same scope. */
export function keptInputs(context: CostContext, group: ScopeGroup, model: CostModel, options: CostOptions): readonly unknown[] {
  const hubNode = options.hubVpcId === undefined ? context.defaultHub(group.region) : context.topology.vpcNode(options.hubVpcId);
  return [
    optionsText(options, null),
    hubNode == null ? null : context.vpc(hubNode),
    ...group.vpcs.map((node) => context.vpc(node)),
    ...model.vpcs.flatMap(({ natHoursShare: share }) => (share === null ? [] : [share.own.toFixed(), share.all.toFixed()])),
  ];
}

const optionsText = rememberedBeside((options: CostOptions, _all: null) => JSON.stringify(options));

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((input, index) => input === now[index]);
}
