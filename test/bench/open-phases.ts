/** The steps from the bytes of a document to a map, each with the CPU time it takes. */
import { deserialize, serialize } from 'node:v8';
import { createDocumentStore } from '#electron/services/document-store.ts';
import { parsedParts } from '#renderer/workers/held.ts';
import { decodeDocument } from '#electron/storage/document-codec.ts';
import { alignTopology } from '#shared/analysis/availability/align.ts';
import { catalogue, runCatalogue } from '#shared/analysis/findings/catalogue.ts';
import { buildTopology } from '#shared/analysis/topology/build-topology.ts';
import { serviceCoverage } from '#shared/analysis/topology/service-coverage.ts';
import { indexSnapshot } from '#shared/analysis/topology/snapshot-index.ts';
import { inventoryOf } from '#shared/diagram/inventory.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { currentSnapshot, type LinkscapeDocument } from '#shared/model/document.ts';

/** CPU milliseconds by step, garbage collection on other cores included. */
export function measurePhases(bytes: Uint8Array): Readonly<Record<string, number>> {
  const spent: Record<string, number> = {};
  const timed = <Made>(step: string, make: () => Made): Made => {
    const before = process.cpuUsage();
    const made = make();
    const { user, system } = process.cpuUsage(before);
    spent[step] = Math.round((user + system) / 1000);
    return made;
  };
  const decoded = timed('decode', () => decodeDocument(bytes));
  if (decoded.kind === 'problem') throw new Error(decoded.problem.what);
  const json = timed('parts', () => partsOf(decoded.value.document));
  const document = timed('parse', () => parsedParts(json) as LinkscapeDocument);
  const snapshot = currentSnapshot(document);
  if (snapshot === undefined) throw new Error('the document holds no snapshot');
  const index = timed('index', () => indexSnapshot(snapshot));
  const topology = timed('topology', () => buildTopology(index));
  const alignment = timed('alignment', () => alignTopology(topology));
  const first = { topology, alignment, findings: null };
  timed('estate', () => layOutEstate(first));
  const consumers = timed('consumers', () => layOutConsumers(first));
  timed('cloneConsumers', () => deserialize(serialize(consumers)) as unknown);
  const findings = timed('findings', () => runCatalogue(topology, alignment, [], catalogue, []));
  const inventory = timed('inventory', () => inventoryOf({ topology, alignment, findings }));
  const services = timed('coverage', () => serviceCoverage(topology));
  timed('cloneRest', () => deserialize(serialize({ inventory, alignment, findings, services })) as unknown);
  timed('providers', () => layOutProviders({ topology, alignment, findings }));
  return spent;
}

function partsOf(document: LinkscapeDocument): Uint8Array[] {
  const store = createDocumentStore();
  const { documentId, parts } = store.open(document, '', []);
  return Array.from({ length: parts }, (_, part) => store.part(documentId, part) ?? new Uint8Array());
}
