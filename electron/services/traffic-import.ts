import type { Outcome, Problem } from '#shared/base/outcome.ts';
import type { UsageSet } from '#shared/model/usage.ts';
import { importFlowLogs } from '#electron/imports/flow-logs/import-flow-logs.ts';
import { measureInto } from './traffic.ts';

/** Where the logs are and which document they are about. */
export interface TrafficImportRequest {
  readonly paths: readonly string[];
  readonly ipRangesFile: string | null;
  readonly into: string;
  readonly app: string;
  readonly signal?: AbortSignal;
}

/** Attributes flow logs to the NAT gateways of a document and saves the traffic in it. */
export function importTraffic(
  request: TrafficImportRequest,
): Promise<Outcome<{ readonly usage: UsageSet; readonly notices: readonly string[] }, Problem>> {
  const { paths, ipRangesFile, signal } = request;
  return measureInto(request.into, request.app, 'VPC Flow Logs', (snapshot) =>
    importFlowLogs({ paths, ipRangesFile, snapshot, ...(signal === undefined ? {} : { signal }) }),
  );
}
