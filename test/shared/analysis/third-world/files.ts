/** The world as files, each account in the form another tool would leave, imported and analysed. */
import type { IsoTime } from '#shared/base/ids.ts';
import type { Finding } from '#shared/analysis/findings/finding.ts';
import { runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { operationNamed } from '#shared/model/operation.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { importFiles } from '#electron/imports/import-files.ts';
import { analysed } from '../analysed.ts';
import { consumerAccount } from './base-app.ts';
import { providerAccount } from './base-data.ts';
import { networkAccount } from './base-net.ts';
import { account } from './kit.ts';
import { placeNames, places as makePlaces, type Places } from './places.ts';
import { newWorld, type Wire, type World } from './world.ts';

export const takenAt = '2026-11-21T12:00:00.000Z' as IsoTime;

export interface NamedFile {
  readonly name: string;
  readonly text: string;
}

/** The world without a fault. */
export function cleanWorld(places: Places = makePlaces()): World {
  const world = newWorld(placeNames.map(places));
  for (const name of placeNames) account(world, places(name));
  networkAccount(world, places);
  consumerAccount(world, places);
  providerAccount(world, places);
  return world;
}

export function filesOf(world: World): NamedFile[] {
  return [...listFiles(world), ...callFiles(world), ...globalFiles(world)];
}

function listFiles(world: World): NamedFile[] {
  return [...world.lists].flatMap(([place, lists]) => [...lists].flatMap(([operation, list]) => pagesOf(place, operation, list)));
}

/** Subnets and interfaces come in two pages. */
function pagesOf(place: string, operation: string, list: readonly Wire[]): NamedFile[] {
  const member = operationNamed(operation).member ?? '';
  const paged = list.length > 3 && (operation === 'DescribeSubnets' || operation === 'DescribeNetworkInterfaces');
  if (!paged) return [{ name: `${place}/${kebab(operation)}.json`, text: wrapped(place, { [member]: list }) }];
  const first = { [member]: list.slice(0, 3), NextToken: 'eyJ2IjoiMiJ9' };
  return [
    { name: `${place}/${kebab(operation)}_1.json`, text: wrapped(place, first) },
    { name: `${place}/${kebab(operation)}_2.json`, text: wrapped(place, { [member]: list.slice(3) }) },
  ];
}

/** The CLI prints the answer bare; the SDK for JavaScript adds `$metadata`; boto3 adds `ResponseMetadata`, as do recordings, one level down. */
function wrapped(place: string, answer: Wire): string {
  switch (place.slice(0, 2)) {
    case '42':
      return JSON.stringify({ $metadata: { httpStatusCode: 200, requestId: 'r', attempts: 1, totalRetryDelay: 0 }, ...answer });
    case '43':
      return JSON.stringify({ status_code: 200, data: { ...answer, ResponseMetadata: { HTTPStatusCode: 200, RequestId: 'r' } } });
    case '44':
      return JSON.stringify({ ...answer, ResponseMetadata: { HTTPStatusCode: 200, RetryAttempts: 0 } }, null, 4);
    default:
      return JSON.stringify(answer, null, 4);
  }
}

function callFiles(world: World): NamedFile[] {
  return world.calls.map(({ place, operation, subject, command, answer }) => {
    const folder = operationNamed(operation).scope === 'global' ? `${place.account}/global` : `${place.account}/${place.region}`;
    const text = JSON.stringify({ command: `aws ${command} --region ${place.region}`, output: answer });
    return { name: `${folder}/${kebab(operation)}.${encodeURIComponent(subject)}.json`, text };
  });
}

function globalFiles(world: World): NamedFile[] {
  const Regions = ['eu-central-1', 'eu-west-1'].map((RegionName) => ({
    Endpoint: `ec2.${RegionName}.amazonaws.com`,
    RegionName,
    OptInStatus: 'opt-in-not-required',
  }));
  const accounts = [...new Set(world.places.map((place) => place.account))];
  return accounts.map((name) => ({ name: `${name}/global/describe-regions.json`, text: JSON.stringify({ Regions }) }));
}

function kebab(operation: string): string {
  return operation.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

export function snapshotOf(files: readonly NamedFile[]): Snapshot {
  const read = importFiles(
    files.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })),
    { takenAt },
  );
  if (read.kind === 'problem') throw new Error(JSON.stringify(read.problem));
  if (read.value.notices.length > 0) throw new Error(read.value.notices.join('\n'));
  return read.value.snapshot;
}

export function judged(snapshot: Snapshot) {
  const { topology, alignment } = analysed(snapshot);
  return { topology, alignment, report: runCatalogue(topology, alignment) };
}

/** One line per finding: rule, severity or `unknown`, and what it is about first. */
export function told(findings: readonly Finding[]): string[] {
  return findings
    .map(({ ruleId, status, severity, subjects }) => `${ruleId} ${status === 'unknown' ? 'unknown' : severity} ${subjects[0]?.id ?? ''}`)
    .toSorted();
}
