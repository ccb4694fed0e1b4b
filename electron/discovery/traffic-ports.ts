/**
 * What measuring traffic and refreshing prices need of the world: implemented
 * by `electron/aws` with the SDK, and by the tests in memory.
 */
import type { IsoTime, Region } from '#shared/base/ids.ts';
import type { Outcome } from '#shared/base/outcome.ts';
import type { ReadProblem } from './ports.ts';

/** One series of CloudWatch; every dimension of the series must be named, or it is not found. */
export interface MetricQuery {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: readonly { readonly name: string; readonly value: string }[];
}

export interface MetricWindow {
  readonly start: IsoTime;
  readonly end: IsoTime;
}

/** The sum of a series over the window. */
export interface MetricSum {
  /** Decimal text; `null` where the series holds no value in the window, or does not exist. */
  readonly sum: string | null;
  /** Whether CloudWatch says that it gave everything it has. */
  readonly isComplete: boolean;
}

export interface MetricReader {
  /** One sum per query, in their order. */
  sums(
    region: Region,
    queries: readonly MetricQuery[],
    window: MetricWindow,
    signal: AbortSignal,
  ): Promise<Outcome<readonly MetricSum[], ReadProblem>>;
}

/** Products of the Price List API: one JSON text each, as AWS gives them. */
export interface PriceListReader {
  products(
    serviceCode: string,
    filters: readonly { readonly field: string; readonly value: string }[],
    signal: AbortSignal,
  ): Promise<Outcome<readonly string[], ReadProblem>>;
}

/** Where a query runs and leaves its answer. */
export interface AthenaPlace {
  readonly region: Region;
  readonly workgroup: string;
  readonly database: string;
  /** `s3://…`; `null`: as the workgroup says. */
  readonly output: string | null;
}

export interface TableShape {
  readonly columns: readonly string[];
  readonly partitions: readonly { readonly name: string; readonly type: string; readonly format: string | null }[];
}

export interface AthenaReader {
  /** Columns and partition keys of a table, as the data catalog has them, in lower case. */
  table(place: AthenaPlace, table: string, signal: AbortSignal): Promise<Outcome<TableShape, ReadProblem>>;
  /** Runs one SELECT to its end; rows by column name. */
  select(
    place: AthenaPlace,
    sql: string,
    signal: AbortSignal,
  ): Promise<Outcome<readonly Readonly<Record<string, string | null>>[], ReadProblem>>;
}
