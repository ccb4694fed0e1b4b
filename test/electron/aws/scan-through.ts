/** Scans one account through a front that answers, or changes answers, as a test wants. */
import type { LedgerCell } from '#shared/model/ledger.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { ScanSettings } from '#electron/discovery/request.ts';
import { type FakeAwsOptions, startFakeAws } from '#test/fake-aws/start-fake-aws.ts';
import { cellOf, shop, twoAccounts } from '#test/electron/discovery/scan-harness.ts';
import { keyProfile, scanFake } from './fake-scan.ts';
import { type FrontAnswer, type FrontOptions, type FrontRequest, startFront } from './front.ts';

export interface Through extends Omit<FrontOptions, 'behind'> {
  readonly aws?: Partial<FakeAwsOptions>;
  readonly settings?: Partial<ScanSettings>;
  readonly regions?: readonly string[] | 'all';
  /** Accounts to scan with a profile each, named after the account. */
  readonly accounts?: readonly string[];
}

export interface Scanned {
  readonly snapshot: Snapshot;
  readonly requests: readonly FrontRequest[];
  /** Every time that the scan asked to wait, milliseconds. */
  readonly waits: readonly number[];
  /** The cell of an operation in `us-east-1` of the first account. */
  readonly cell: (operation: string) => LedgerCell;
}

export async function scanThrough(options: Through): Promise<Scanned> {
  const aws = await startFakeAws({ snapshot: twoAccounts(), ...options.aws });
  const front = await startFront({ behind: aws.url, ...options });
  const { accounts = [shop], regions = ['us-east-1'] } = options;
  const waits: number[] = [];
  try {
    const snapshot = await scanFake({
      url: front.url,
      config: accounts.map((account) => keyProfile(account, aws.accessKeyFor(account))).join(''),
      request: { profiles: accounts, regions: regions === 'all' ? [] : (regions as never), allRegions: regions === 'all' },
      settings: { attemptDeadlineMs: 5_000, ...options.settings },
      onWait: (milliseconds) => waits.push(milliseconds),
    });
    const cell = (operation: string): LedgerCell => {
      const found = cellOf(snapshot, accounts[0] ?? '', 'us-east-1', operation) ?? cellOf(snapshot, accounts[0] ?? '', 'global', operation);
      if (found === undefined) throw new Error(`no cell of ${operation}`);
      return found;
    };
    return { snapshot, requests: front.requests, waits, cell };
  } finally {
    await front.close();
    await aws.close();
  }
}

/** The n-th attempt and later ones of an action are handed on; those before get `answer`. */
export function firstAttempts<Answer>(action: string, count: number, answer: Answer): (request: FrontRequest) => Answer | null {
  let seen = 0;
  return (request) => {
    if (request.action !== action) return null;
    seen += 1;
    return seen <= count ? answer : null;
  };
}

/** An error as EC2 writes it. */
export function ec2Error(code: string, message = 'made up'): string {
  return `<?xml version="1.0"?><Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>`;
}

/** An error in the words of the service that was asked. */
export function errorFor(request: FrontRequest, status: number, code: string): FrontAnswer {
  if (request.body.startsWith('{') || request.headers['x-amz-target'] !== undefined) {
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ __type: code, message: 'made up' }),
    };
  }
  if (request.body.includes('Version=2016-11-15')) return { status, body: ec2Error(code) };
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>made up</Message></Error></ErrorResponse>`,
  };
}
