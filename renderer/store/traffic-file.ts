/** Fields of flow logs as their first line names them (VPC guide, "Flow log records"). */
const flowLogHeader = /(^|\s)\$?\{?(srcaddr|interface-id|pkt-srcaddr)\b/;
/** A record of the default format, version 2. */
const defaultRecord = /^2 (\d{12}|unknown) eni-\S+ \S+ \S+ /;

/** Whether a file is about traffic: a usage file, or flow logs as text, packed or Parquet. Anything else is opened as a document. */
export function isTrafficFile(name: string, bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8192));
  if (start.startsWith('PAR1')) return true;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return /\.log\.gz$|_vpcflowlogs_/.test(name);
  if (start.trimStart().startsWith('{') && start.includes('"linkscape"')) return false;
  const [line = ''] = start.split('\n', 1);
  return start.includes('gb_per_month') || flowLogHeader.test(line) || defaultRecord.test(line);
}

/** Whether a file is AWS's published list of address ranges. */
export function isIpRanges(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return start.trimStart().startsWith('{') && start.includes('"prefixes"') && start.includes('"ip_prefix"');
}
