import type { Command } from 'commander';
import { pricesJson } from '#electron/services/json/prices-json.ts';
import { exitCodes } from '../exit-code.ts';
import { printJson, printTable } from '../output.ts';
import type { Finish } from '../program.ts';

/** `prices`: the price book with date and source. */
export function addPriceCommand(program: Command, finish: Finish): void {
  program
    .command('prices')
    .description('Print the price book, with date and source of every price.')
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
}
