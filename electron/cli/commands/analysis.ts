/** Commands that say what a document shows: `topology`, `align`, `findings`, `coverage`, `reach`. */
import { type Command, InvalidArgumentError } from 'commander';
import { severities, type Severity } from '#electron/services/severity.ts';
import { alignJson } from '#electron/services/json/align-json.ts';
import { coverageJson } from '#electron/services/json/coverage-json.ts';
import { findingsJson, isAtLeast } from '#electron/services/json/findings-json.ts';
import { reachJson } from '#electron/services/json/reach-json.ts';
import { topologyJson } from '#electron/services/json/topology-json.ts';
import type { Analysed } from '#electron/services/analyse.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type DocumentOptions, parseShare, withDocument } from '../open-document.ts';
import { counted, printJson, printLine, printTable, tell, tellProblem, visible } from '../output.ts';
import type { Finish } from '../program.ts';

export function addAnalysisCommands(program: Command, finish: Finish): void {
  documentCommand(program, 'topology', 'Print accounts, VPCs, endpoints, services, NAT gateways and connections.').action(
    async (file: string, options: DocumentOptions) =>
      finish(await withDocument(file, options, (analysed) => printTopology(analysed, options))),
  );
  documentCommand(program, 'align', 'Compare the Availability Zone IDs of every endpoint with its service and its callers.').action(
    async (file: string, options: DocumentOptions) =>
      finish(await withDocument(file, options, (analysed) => printAlignment(analysed, options))),
  );
  documentCommand(program, 'findings', 'List what is broken, fragile, open or wasteful, with evidence and remedy.')
    .option('--rule <id>', 'one rule only, e.g. AZ-02')
    .option('--severity <severity>', `at least this severe: ${severities.join(', ')}`, parseSeverity)
    .option('--fail-on <severity>', 'end with 2 where a finding is at least this severe', parseSeverity)
    .action(async (file: string, options: FindingOptions) =>
      finish(await withDocument(file, options, (analysed) => printFindings(analysed, options))),
    );
  documentCommand(program, 'coverage', 'Print the ledger: how completely everything was read.').action(
    async (file: string, options: DocumentOptions) =>
      finish(await withDocument(file, options, (analysed) => printCoverage(analysed, options))),
  );
  documentCommand(program, 'reach', 'Say how each subnet of a VPC reaches each AWS service and the internet.')
    .requiredOption('--vpc <id>', 'the VPC')
    .action(async (file: string, options: DocumentOptions & { vpc: string }) =>
      finish(await withDocument(file, options, (analysed) => printReach(analysed, options))),
    );
}

/** A command that works on one document, with the options all of them have. */
export function documentCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<file>', 'the document, or a folder of AWS CLI JSON')
    .option('--json', 'print one JSON object')
    .option('--min-coverage <share>', 'end with 3 where less was read, e.g. 0.99', parseShare);
}

interface FindingOptions extends DocumentOptions {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly failOn?: Severity;
}

function parseSeverity(text: string): Severity {
  const found = severities.find((severity) => severity === text.toLowerCase());
  if (found === undefined) throw new InvalidArgumentError(`It must be one of ${severities.join(', ')}.`);
  return found;
}

function printTopology(analysed: Analysed, options: DocumentOptions): ExitCode {
  const json = topologyJson(analysed);
  if (options.json === true) printJson(json);
  else {
    printTable(
      ['ENDPOINT', 'TYPE', 'ACCOUNT', 'REGION', 'VPC', 'SERVICE', 'STATE', 'ZONES'],
      json.endpoints.map((one) => [
        one.endpointId,
        one.type,
        one.accountId,
        one.region,
        one.vpcId,
        one.serviceName,
        one.state,
        one.zoneIds?.join(',') ?? null,
      ]),
    );
    tell(
      `${counted(json.vpcs.length, 'VPC')}, ${counted(json.endpoints.length, 'endpoint')}, ${counted(json.services.length, 'service')}, ${counted(json.natGateways.length, 'NAT gateway')}, ${counted(json.connections.length, 'connection')}. --json has everything.`,
    );
  }
  return exitCodes.ok;
}

function printAlignment(analysed: Analysed, options: DocumentOptions): ExitCode {
  const json = alignJson(analysed);
  if (options.json === true) printJson(json);
  else {
    printTable(
      ['VERDICT', 'ENDPOINT', 'SERVICE', 'ACCOUNT', 'REGION', 'CELLS', 'CONFIDENCE'],
      json.rows.map((row) => [
        row.verdict,
        row.endpointId,
        row.shortName,
        row.accountId,
        row.region,
        Object.entries(row.cells)
          .map(([zone, cell]) => `${zone}:${cell}`)
          .join(' '),
        row.confidence,
      ]),
    );
  }
  return exitCodes.ok;
}

function printFindings(analysed: Analysed, options: FindingOptions): ExitCode {
  const rule = options.rule === undefined ? undefined : knownRule(analysed, options.rule);
  if (rule === null) return exitCodes.error;
  const json = findingsJson(analysed, { rule, severity: options.severity });
  if (options.json === true) printJson(json);
  else {
    for (const finding of json.findings) {
      printLine(`${finding.status === 'unknown' ? 'unknown' : finding.severity} ${finding.ruleId} ${finding.title}`);
      printLine(`  ${visible(finding.summary)}`);
      if (finding.status === 'fail') printLine(`  -> ${visible(finding.remedy)}`);
    }
    const failing = json.findings.filter((finding) => finding.status === 'fail').length;
    tell(
      `${counted(failing, 'finding')}, ${json.findings.length - failing} unknown; coverage ${(json.coverage.complete * 100).toFixed(1)} %.`,
    );
  }
  const threshold = options.failOn;
  const isBad =
    threshold !== undefined &&
    json.findings.some((finding) => finding.status === 'fail' && finding.suppressed === undefined && isAtLeast(finding, threshold));
  return isBad ? exitCodes.findings : exitCodes.ok;
}

/** The rule as the catalogue writes it; a pipeline that asks for a rule that is not there must not pass. */
function knownRule(analysed: Analysed, text: string): string | null {
  const rules = Object.keys(analysed.findings.passed);
  const found = rules.find((rule) => rule === text.toUpperCase());
  if (found !== undefined) return found;
  tellProblem({ code: 'rule', what: 'There is no such rule', where: text, remedy: `The rules are ${rules.join(', ')}.` });
  return null;
}

function printCoverage(analysed: Analysed, options: DocumentOptions): ExitCode {
  const json = coverageJson(analysed.snapshot);
  if (options.json === true) printJson(json);
  else {
    printTable(
      ['ACCOUNT', 'REGION', 'OPERATION', 'STATUS', 'ITEMS', 'WHY'],
      json.cells.map((cell) => [
        cell.accountId,
        cell.region,
        cell.operation,
        cell.reason ?? cell.status,
        cell.status === 'ok' ? cell.items : '',
        cell.message ?? cell.action ?? cell.code ?? '',
      ]),
    );
    tell(`${(json.complete * 100).toFixed(1)} % of the planned cells were read.`);
  }
  return exitCodes.ok;
}

function printReach(analysed: Analysed, options: DocumentOptions & { readonly vpc: string }): ExitCode {
  const json = reachJson(analysed, options.vpc);
  if (json.kind === 'problem') {
    tellProblem(json.problem);
    return exitCodes.error;
  }
  if (options.json === true) printJson(json.value);
  else
    printTable(
      ['SUBNET', 'SERVICE', 'HOW', 'VIA', 'BECAUSE'],
      json.value.rows.map((row) => [row.subnetId, row.service, row.how, row.via ?? '-', row.because]),
    );
  return exitCodes.ok;
}
