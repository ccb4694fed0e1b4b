/** Which operation, and about what, the name of a file or a command line tells. */
import { sortedBy } from '#shared/base/sort.ts';
import { type Operation, operations } from '#shared/model/operation.ts';

const byLength = sortedBy(operations.values(), (operation) => String(1000 - operation.operation.length));

/**
 * The operation a file name stands for: `describe-vpcs`, `ec2-describe-vpcs`,
 * `ec2.DescribeVpcs_1`, `Vpcs`; `null` where it names none of the catalogue.
 */
export function operationOfFileName(fileName: string): Operation | null {
  if (/^elb[-._]/i.test(fileName)) return null;
  const name = kebab(fileName.replace(/\.(json|error|err|txt)$/i, ''));
  const full = byLength.find((operation) => `-${name}-`.includes(`-${kebab(operation.operation)}-`));
  if (full !== undefined) return full;
  return byLength.find((operation) => name === kebab(operation.operation.replace(/^[A-Z][a-z]+/, ''))) ?? null;
}

/** The AWS CLI's own spelling of a name: `DescribeVpcs` and `describe_vpcs` are both `describe-vpcs`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

/** One `aws` command line, taken apart. */
export interface Command {
  readonly operation: Operation | null;
  readonly options: ReadonlyMap<string, string>;
}

/** Reads `aws ec2 describe-vpcs --region eu-west-1`; words before the service and unknown options are kept or passed over. */
export function parseCommand(line: string): Command {
  const words = line.trim().split(/\s+/);
  const options = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const next = words[index + 1] ?? '';
    options.set(word.slice(2), next.startsWith('--') ? '' : next.replace(/^["']|["']$/g, ''));
  }
  const verb = words.find((word) => /^(describe|list|get|search)-/.test(word)) ?? '';
  const operation = words.includes('elb') ? undefined : byLength.find((candidate) => kebab(candidate.operation) === verb);
  return { operation: operation ?? null, options };
}

/** Options that leave something out of an answer. */
const narrowing = /^(filters?|query|max-items|starting-token|names|.+-ids|.+-arns|service-names|region-names|zone-names|target-version)$/;

/** Whether a command asked for only part of what there is. */
export function isNarrowed(command: Command): boolean {
  const isSearch = command.operation?.operation === 'SearchTransitGatewayRoutes';
  return [...command.options.keys()].some((option) => narrowing.test(option) && !(isSearch && option === 'filters'));
}
