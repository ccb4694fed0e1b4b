/** Every EC2 operation that discovery reads, one line each: its command and its largest page. Imported only when the first call is made. */
import {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeDhcpOptionsCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointAssociationsCommand,
  DescribeVpcEndpointConnectionsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  DescribeVpcEndpointServicePermissionsCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type EC2ClientConfig,
  type Filter,
  GetManagedPrefixListEntriesCommand,
  SearchTransitGatewayRoutesCommand,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import type { ReadCall } from '#electron/discovery/ports.ts';
import type { Service } from './service.ts';

type Send = (client: EC2Client, call: ReadCall, signal: AbortSignal) => Promise<object>;

/** EC2 names its filters `Filters`, except for NAT gateways. */
const ec2Calls: Readonly<Record<string, Send>> = {
  DescribeRegions: (client, _call, abortSignal) => client.send(new DescribeRegionsCommand({ AllRegions: true }), { abortSignal }),
  DescribeAvailabilityZones: (client, call, abortSignal) =>
    client.send(new DescribeAvailabilityZonesCommand(filters(call)), { abortSignal }),
  DescribeVpcs: (client, call, abortSignal) => client.send(new DescribeVpcsCommand(page(call, 1000)), { abortSignal }),
  DescribeVpcAttribute: (client, call, abortSignal) =>
    client.send(new DescribeVpcAttributeCommand({ VpcId: theId(call), Attribute: attributeOf(call) }), { abortSignal }),
  DescribeDhcpOptions: (client, call, abortSignal) => client.send(new DescribeDhcpOptionsCommand(page(call, 1000)), { abortSignal }),
  DescribeSubnets: (client, call, abortSignal) => client.send(new DescribeSubnetsCommand(page(call, 1000)), { abortSignal }),
  DescribeRouteTables: (client, call, abortSignal) => client.send(new DescribeRouteTablesCommand(page(call, 100)), { abortSignal }),
  DescribeSecurityGroups: (client, call, abortSignal) => client.send(new DescribeSecurityGroupsCommand(page(call, 1000)), { abortSignal }),
  DescribeNetworkAcls: (client, call, abortSignal) => client.send(new DescribeNetworkAclsCommand(page(call, 1000)), { abortSignal }),
  DescribeNetworkInterfaces: (client, call, abortSignal) =>
    client.send(new DescribeNetworkInterfacesCommand(page(call, 1000)), { abortSignal }),
  DescribeInternetGateways: (client, call, abortSignal) =>
    client.send(new DescribeInternetGatewaysCommand(page(call, 1000)), { abortSignal }),
  DescribeEgressOnlyInternetGateways: (client, call, abortSignal) =>
    client.send(new DescribeEgressOnlyInternetGatewaysCommand(page(call, 255)), { abortSignal }),
  DescribeNatGateways: (client, call, abortSignal) => {
    const { Filters, ...rest } = page(call, 1000);
    return client.send(new DescribeNatGatewaysCommand({ ...rest, ...(Filters === undefined ? {} : { Filter: Filters }) }), { abortSignal });
  },
  DescribeAddresses: (client, call, abortSignal) => client.send(new DescribeAddressesCommand(filters(call)), { abortSignal }),
  DescribeInstances: (client, call, abortSignal) => client.send(new DescribeInstancesCommand(page(call, 1000)), { abortSignal }),
  DescribePrefixLists: (client, call, abortSignal) => client.send(new DescribePrefixListsCommand(page(call, 1000)), { abortSignal }),
  DescribeManagedPrefixLists: (client, call, abortSignal) =>
    client.send(new DescribeManagedPrefixListsCommand(page(call, 100)), { abortSignal }),
  GetManagedPrefixListEntries: (client, call, abortSignal) =>
    client.send(new GetManagedPrefixListEntriesCommand({ ...page(call, 100), PrefixListId: theId(call) }), { abortSignal }),
  DescribeVpcEndpoints: (client, call, abortSignal) => client.send(new DescribeVpcEndpointsCommand(page(call, 1000)), { abortSignal }),
  DescribeVpcEndpointServices: (client, call, abortSignal) => {
    const regions = call.input.serviceRegions;
    const names = call.input.ids;
    const input = {
      ...page(call, 1000),
      ...(regions === undefined ? {} : { ServiceRegions: [...regions] }),
      ...(names === undefined ? {} : { ServiceNames: [...names] }),
    };
    return client.send(new DescribeVpcEndpointServicesCommand(input), { abortSignal });
  },
  DescribeVpcEndpointServiceConfigurations: (client, call, abortSignal) =>
    client.send(new DescribeVpcEndpointServiceConfigurationsCommand(page(call, 1000)), { abortSignal }),
  DescribeVpcEndpointConnections: (client, call, abortSignal) =>
    client.send(new DescribeVpcEndpointConnectionsCommand(page(call, 1000)), { abortSignal }),
  DescribeVpcEndpointServicePermissions: (client, call, abortSignal) =>
    client.send(new DescribeVpcEndpointServicePermissionsCommand({ ...page(call, 1000), ServiceId: theId(call) }), { abortSignal }),
  DescribeVpcEndpointAssociations: (client, call, abortSignal) =>
    client.send(new DescribeVpcEndpointAssociationsCommand(page(call, 100)), { abortSignal }),
  DescribeTransitGateways: (client, call, abortSignal) =>
    client.send(new DescribeTransitGatewaysCommand(page(call, 1000)), { abortSignal }),
  DescribeTransitGatewayAttachments: (client, call, abortSignal) =>
    client.send(new DescribeTransitGatewayAttachmentsCommand(page(call, 1000)), { abortSignal }),
  DescribeTransitGatewayVpcAttachments: (client, call, abortSignal) =>
    client.send(new DescribeTransitGatewayVpcAttachmentsCommand(page(call, 1000)), { abortSignal }),
  DescribeTransitGatewayRouteTables: (client, call, abortSignal) =>
    client.send(new DescribeTransitGatewayRouteTablesCommand(page(call, 1000)), { abortSignal }),
  SearchTransitGatewayRoutes: (client, call, abortSignal) => {
    const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];
    // Without a number AWS gives as many as with the largest, a thousand; not every emulator takes one.
    const token = call.token === null ? {} : { NextToken: call.token };
    const input = { ...token, TransitGatewayRouteTableId: theId(call), Filters };
    return client.send(new SearchTransitGatewayRoutesCommand(input), { abortSignal });
  },
  DescribeVpcPeeringConnections: (client, call, abortSignal) =>
    client.send(new DescribeVpcPeeringConnectionsCommand(page(call, 1000)), { abortSignal }),
};

/** EC2 as one service of the reader. */
export const ec2Service: Service<EC2Client, EC2ClientConfig> = {
  open: (config) => new EC2Client(config),
  send: (client, call, signal) => ec2Calls[call.operation]?.(client, call, signal) ?? Promise.reject(new Error(call.operation)),
  nextToken: 'NextToken',
};

function filters(call: ReadCall): { Filters?: Filter[] } {
  const given = call.input.filters;
  return given === undefined ? {} : { Filters: given.map(({ name, values }) => ({ Name: name, Values: [...values] })) };
}

/** Without `MaxResults`, EC2 counts a call against a smaller bucket, and may time out. */
function page(call: ReadCall, pageSize: number): { MaxResults: number; NextToken?: string; Filters?: Filter[] } {
  return { MaxResults: pageSize, ...(call.token === null ? {} : { NextToken: call.token }), ...filters(call) };
}

function theId(call: ReadCall): string {
  const id = call.input.ids?.[0];
  if (id === undefined) throw new Error(`${call.operation} needs an id`);
  return id;
}

function attributeOf(call: ReadCall): VpcAttributeName {
  return (call.input.attribute ?? 'enableDnsSupport') as VpcAttributeName;
}
