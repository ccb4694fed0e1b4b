/** Ids of resources that do not exist yet: they follow from the name in the code, and nobody takes them for AWS's own. */

/** `vpc-planned-module-vpc-aws-vpc-this-0` for `module.vpc.aws_vpc.this[0]`; endpoint services allow letters and digits only. */
export function plannedId(prefix: string, address: string): string {
  const plain = address
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return prefix === 'vpce-svc' ? `vpce-svc-planned${plain.replaceAll('-', '')}` : `${prefix}-planned-${plain}`;
}

/** Whether the resource is yet to be made. */
export function isPlanned(id: string): boolean {
  return /^[a-z-]+-planned/.test(id);
}
