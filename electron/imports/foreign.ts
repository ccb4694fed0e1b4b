/** Inputs that are no AWS answers but well known: they get a clear word instead of "not recognised", or are read elsewhere. */
import { isWire } from '#shared/model/wire.ts';

/** What a JSON value is, if it is something this version cannot read; `null` otherwise. */
export function foreignJson(value: unknown): string | null {
  if (!isWire(value)) return null;
  if ('format_version' in value || 'planned_values' in value || 'resource_changes' in value) {
    return 'a Terraform plan or state (terraform show -json): import it alone, not among answers of the AWS CLI';
  }
  if ('terraform_version' in value && 'resources' in value)
    return 'a Terraform state file: import it alone, not among answers of the AWS CLI';
  if ('AWSTemplateFormatVersion' in value || hasTypedResources(value['Resources'])) {
    return 'a CloudFormation template: import it alone, not among answers of the AWS CLI';
  }
  if (value['format'] === 'linkscape') return 'a Linkscape document: open it instead of importing it';
  return null;
}

/** What a file that is no JSON is, if it is well known; `null` otherwise. */
export function foreignText(text: string): string | null {
  if (/^\s*AWSTemplateFormatVersion\s*:|^\s+Type\s*:\s*["']?AWS::/m.test(text)) {
    return 'a CloudFormation template: import it alone, not among answers of the AWS CLI; where it is alone, its YAML has a fault';
  }
  if (/^\s*</.test(text)) return 'XML or HTML: only JSON of the AWS CLI (--output json) is read';
  return null;
}

/** Whether bytes are gzip, as documents are. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function hasTypedResources(resources: unknown): boolean {
  return (
    isWire(resources) && Object.values(resources).some((resource) => isWire(resource) && /^(AWS|Custom)::/.test(String(resource['Type'])))
  );
}
