import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { type BillRow, parseBill } from '#shared/model/bill.ts';
import { fileProblem } from './document-files.ts';

/** Reads what AWS billed: CSV or JSON rows of usage types. */
export async function readBill(file: string): Promise<Outcome<readonly BillRow[], Problem>> {
  try {
    return parseBill(await readFile(file, 'utf8'), path.basename(file));
  } catch (error) {
    return failed(fileProblem('The bill cannot be read', file, error));
  }
}
