import { throughNat } from '../gateway-routes.ts';
import type { Rule } from '../rule.ts';

/** NT-02: DynamoDB traffic passes a NAT gateway although the gateway endpoint is free. */
export const nt02: Rule = {
  id: 'NT-02',
  title: 'DynamoDB through a NAT gateway',
  severity: 'medium',
  needs: ['DescribeRouteTables', 'DescribeVpcEndpoints', 'DescribeNatGateways'],
  trigger:
    'Subnets send 0.0.0.0/0 to a public NAT gateway and the VPC has neither a DynamoDB gateway endpoint nor a DynamoDB interface endpoint with private DNS. An endpoint that is missing on some route tables only is NT-03.',
  consequence: 'Whatever goes to DynamoDB is charged by the NAT gateway; through the gateway endpoint it costs nothing.',
  remedy: 'Create a DynamoDB gateway endpoint and associate the route tables of the private subnets.',
  documentation: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  check: (context) => context.topology.vpcs.flatMap((vpc) => throughNat(context, vpc, 'dynamodb') ?? []),
};
