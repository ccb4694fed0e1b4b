import type { VpcId } from '#shared/base/ids.ts';
import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { layOutConsumers } from '#shared/diagram/lay-out-consumers.ts';
import { layOutEstate } from '#shared/diagram/lay-out-estate.ts';
import { layOutProviders } from '#shared/diagram/lay-out-providers.ts';
import { layOutVpc } from '#shared/diagram/lay-out-vpc.ts';
import { exportDiagramJson } from '#shared/export/json.ts';
import { exportSvg } from '#shared/export/svg.ts';
import type { Analysed } from './analyse.ts';
import { alignJson } from './json/align-json.ts';
import { costJson } from './json/cost-json.ts';
import { coverageJson } from './json/coverage-json.ts';
import { findingsJson } from './json/findings-json.ts';

export const exportFormats = ['svg', 'json'] as const;

/** What to export and how. */
export interface ExportRequest {
  readonly view: string;
  readonly format: string;
  readonly theme: 'light' | 'dark';
}

/** The text of a whole view. */
export function exportView(analysed: Analysed, request: ExportRequest): Outcome<string, Problem> {
  const diagram = diagramOf(analysed, request.view);
  if (diagram !== null) return ok(request.format === 'svg' ? exportSvg(diagram, { theme: request.theme }) : exportDiagramJson(diagram));
  const data = dataOf(analysed, request.view);
  if (data === null) {
    return failed({
      code: 'view',
      what: 'There is no such view',
      where: request.view,
      remedy: 'Write consumers, providers, estate, vpc:<id of a VPC in the document>, alignment, coverage, findings or costs.',
    });
  }
  if (request.format !== 'json')
    return failed({
      code: 'format',
      what: `The view ${request.view} is a table`,
      why: `it has no ${request.format}`,
      remedy: 'Use --format json.',
    });
  return ok(`${JSON.stringify(data, null, 2)}\n`);
}

function diagramOf(analysed: Analysed, view: string): Diagram | null {
  const [usage] = analysed.document.usage;
  const input = { ...analysed, ...(usage === undefined ? {} : { usage }) };
  if (view === 'consumers') return layOutConsumers(input);
  if (view === 'providers') return layOutProviders(input);
  if (view === 'estate') return layOutEstate(input);
  const vpcId = view.startsWith('vpc:') ? (view.slice(4) as VpcId) : null;
  return vpcId !== null && analysed.topology.vpcNode(vpcId) !== undefined ? layOutVpc(input, vpcId) : null;
}

function dataOf(analysed: Analysed, view: string): unknown {
  if (view === 'alignment') return alignJson(analysed);
  if (view === 'coverage') return coverageJson(analysed.snapshot);
  if (view === 'findings') return findingsJson(analysed);
  if (view !== 'costs') return null;
  const costs = costJson(analysed, [], analysed.document.usage, {});
  return costs.kind === 'ok' ? costs.value : null;
}
