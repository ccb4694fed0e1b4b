/** Every operation of AWS Network Firewall that discovery reads. Imported only when the first call is made. */
import {
  DescribeFirewallCommand,
  ListFirewallsCommand,
  NetworkFirewallClient,
  type NetworkFirewallClientConfig,
} from '@aws-sdk/client-network-firewall';
import type { ReadCall } from '#electron/discovery/ports.ts';
import type { Service } from './service.ts';

type Send = (client: NetworkFirewallClient, call: ReadCall, signal: AbortSignal) => Promise<object>;

const firewallCalls: Readonly<Record<string, Send>> = {
  ListFirewalls: (client, call, abortSignal) =>
    client.send(new ListFirewallsCommand({ MaxResults: 100, ...(call.token === null ? {} : { NextToken: call.token }) }), { abortSignal }),
  DescribeFirewall: (client, call, abortSignal) =>
    client.send(new DescribeFirewallCommand({ FirewallArn: call.input.ids?.[0] }), { abortSignal }),
};

/** Network Firewall as one service of the reader. */
export const firewallService: Service<NetworkFirewallClient, NetworkFirewallClientConfig> = {
  open: (config) => new NetworkFirewallClient(config),
  send: (client, call, signal) => firewallCalls[call.operation]?.(client, call, signal) ?? Promise.reject(new Error(call.operation)),
  nextToken: 'NextToken',
};
