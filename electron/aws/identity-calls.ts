/**
 * The alias that people gave their account: the only name that the account
 * itself may be asked for. IAM is global, from one Region of each partition.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html
 */
import { identityHost } from './endpoint-host.ts';
import type { Service } from './service.ts';
import { type SignedClient, signedClient, signedSend } from './signed-call.ts';

/** IAM as one service of the reader. */
export const identityService: Service<SignedClient> = {
  open: (settings) => {
    const { host, signingRegion } = identityHost(settings);
    return signedClient(settings, 'iam', host, signingRegion);
  },
  send: async (client, call, signal) => {
    const marker = call.token === null ? {} : { Marker: call.token };
    const query = { Action: call.operation, Version: '2010-05-08', ...marker };
    const { text, status, requestId } = await signedSend(client, { method: 'GET', path: '/', query }, signal);
    return { ...aliasesOf(text), $metadata: { httpStatusCode: status, requestId } };
  },
  nextToken: 'Marker',
};

/** Aliases are letters, digits and hyphens, so nothing in them is escaped. Without the list, the answer is none. */
function aliasesOf(text: string): object {
  const list = /<AccountAliases\s*\/>|<AccountAliases>([\s\S]*?)<\/AccountAliases>/.exec(text);
  if (list === null || !text.includes('</ListAccountAliasesResponse>')) return {};
  const marker = /<Marker>([^<]+)<\/Marker>/.exec(text)?.[1];
  const aliases = [...(list[1] ?? '').matchAll(/<member>([^<]*)<\/member>/g)].map((match) => match[1] ?? '');
  return { AccountAliases: aliases, ...(marker === undefined ? {} : { Marker: marker }) };
}
