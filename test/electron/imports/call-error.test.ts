import { describe, expect, it } from 'vitest';
import type { IsoTime } from '#shared/base/ids.ts';
import { importFiles } from '#electron/imports/import-files.ts';

const folder = '111122223333/eu-west-1';

/** How the cell of a call ends whose error file holds this text. */
function ended(text: string, name = 'describe-subnets.error'): readonly unknown[] {
  const files = [
    { name: `${folder}/describe-vpcs.json`, bytes: new TextEncoder().encode('{"Vpcs":[]}') },
    { name: `${folder}/${name}`, bytes: new TextEncoder().encode(text) },
  ];
  const outcome = importFiles(files, { takenAt: '2026-11-21T00:00:00.000Z' as IsoTime });
  if (outcome.kind === 'problem') throw new Error(JSON.stringify(outcome.problem));
  const cell = outcome.value.snapshot.ledger.find((each) => each.operation === 'DescribeSubnets');
  return [cell?.status, cell?.code, cell?.message, outcome.value.notices];
}

describe('what the AWS CLI said of a failed call', () => {
  it.each([
    [
      '\nAn error occurred (UnauthorizedOperation) when calling the DescribeSubnets operation: You are not authorized.\n',
      ['denied', 'UnauthorizedOperation', 'You are not authorized.', []],
    ],
    [
      '\nUnable to parse response (syntax error: line 1, column 0), invalid XML received. Further retries may succeed:\nb"<html>"\n',
      [
        'malformed',
        'ResponseParserError',
        'Unable to parse response (syntax error: line 1, column 0), invalid XML received. Further retries may succeed:',
        [],
      ],
    ],
    [
      '\naws: error: argument operation: Invalid choice, valid choices are:\n',
      ['failed', 'UnknownToThisCli', 'aws: error: argument operation: Invalid choice, valid choices are:', []],
    ],
    ['\nSSL validation failed for https://ec2…\n', ['network', 'EndpointConnectionError', 'SSL validation failed for https://ec2…', []]],
    ['bash: aws: command not found\n', ['failed', 'UnknownError', 'bash: aws: command not found', []]],
  ])('is the end of its cell: %j', (text, expected) => {
    expect(ended(text)).toEqual(expected);
  });

  it('is not guessed where a file is not named for it', () => {
    expect(ended('something else', 'describe-subnets.json')[0]).toBe('malformed');
  });
});
