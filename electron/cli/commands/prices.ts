import type { Command } from 'commander';
import type { Region } from '#shared/base/ids.ts';
import { checkEndpointUrl } from '#electron/services/endpoint-url.ts';
import { pricesJson } from '#electron/services/json/prices-json.ts';
import { type PriceRefresh, refreshPrices } from '#electron/services/price-refresh.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { counted, printJson, printTable, tell, tellProblem } from '../output.ts';
import type { Finish } from '../program.ts';
import { askOnTerminal } from '../terminal-question.ts';

/** `prices`: the price book with date and source. */
export function addPriceCommand(program: Command, finish: Finish): void {
  const prices = program
    .command('prices')
    .description('Print the price book, with date and source of every price.')
    .enablePositionalOptions()
    .option('-r, --region <name>', 'one Region only')
    .option('--json', 'print one JSON object')
    .action((options: { region?: string; json?: true }) => {
      const json = pricesJson(options.region);
      if (options.json === true) printJson(json);
      else {
        printTable(
          ['ITEM', 'REGION', 'USD', 'UNIT', 'AS OF'],
          json.prices.map((price) => [price.item, price.region, price.usd, price.unit ?? '', price.asOf ?? '']),
        );
      }
      finish(exitCodes.ok);
    });
  prices
    .command('refresh')
    .description('Read the Price List API and show what differs from the book. Writes nothing without --take.')
    .requiredOption('-p, --profile <name>', 'a profile that may call pricing:GetProducts')
    .option('-r, --region <names...>', 'these Regions only')
    .option('--take', 'keep the prices; costs use them from then on')
    .option('--endpoint-url <url>', 'a loopback stand-in for AWS')
    .option('--consent <hashes...>', 'what may be run or called before credentials exist, by its hash')
    .option('--json', 'print one JSON object')
    .exitOverride()
    .action(async (options: RefreshOptions) => finish(await runRefresh(options)));
}

interface RefreshOptions {
  readonly profile: string;
  readonly region?: string[];
  readonly take?: true;
  readonly endpointUrl?: string;
  readonly consent?: string[];
  readonly json?: true;
}

async function runRefresh(options: RefreshOptions): Promise<ExitCode> {
  const endpoint = checkEndpointUrl(options.endpointUrl ?? null);
  if (endpoint.kind === 'problem') {
    tellProblem(endpoint.problem);
    return exitCodes.error;
  }
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  const refreshed = await refreshPrices({
    profiles: [options.profile],
    endpointUrl: endpoint.value,
    consents: options.consent ?? [],
    ask: askOnTerminal,
    signal: abort.signal,
    regions: (options.region ?? []) as Region[],
    take: options.take === true,
  });
  process.off('SIGINT', stop);
  if (abort.signal.aborted) return exitCodes.cancelled;
  if (refreshed.kind === 'problem') {
    tellProblem(refreshed.problem);
    return exitCodes.error;
  }
  if (options.json === true) printJson({ schemaVersion: 1, currency: 'USD', ...refreshed.value });
  else printChanges(refreshed.value);
  return exitCodes.ok;
}

function printChanges({ changes, notFound, notices, keptIn }: PriceRefresh): void {
  const different = changes.filter((change) => change.kind !== 'same');
  printTable(
    ['ITEM', 'REGION', 'USD BEFORE', 'AS OF', 'USD NOW', 'AS OF', 'TIERS'],
    different.map(({ item, region, before, now }) => [
      item,
      region,
      before?.usd ?? null,
      before?.asOf ?? '',
      now.usd,
      now.asOf,
      now.tiers.length === 1 ? '' : now.tiers.map((tier) => `${tier.usd} to ${tier.upTo ?? 'any'}`).join(', '),
    ]),
  );
  for (const notice of notices) tell(notice);
  if (notFound.length > 0) tell(`${counted(notFound.length, 'price')} not in the list; the book keeps what it has.`);
  tell(`${counted(different.length, 'price')} of ${changes.length} read differ from the book.`);
  tell(keptIn === null ? 'Nothing was written; --take keeps the prices.' : `Kept in ${keptIn}.`);
}
