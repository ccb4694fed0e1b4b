/** Every Elastic Load Balancing operation that discovery reads. Imported only when the first call is made. */
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type ElasticLoadBalancingV2ClientConfig,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ReadCall } from '#electron/discovery/ports.ts';
import type { Service } from './service.ts';

type Send = (client: ElasticLoadBalancingV2Client, call: ReadCall, signal: AbortSignal) => Promise<object>;

const loadBalancingCalls: Readonly<Record<string, Send>> = {
  DescribeLoadBalancers: (client, call, abortSignal) => {
    // AWS takes no page size beside ARNs.
    const ids = call.input.ids;
    const input = ids === undefined ? page(call) : { LoadBalancerArns: [...ids], ...marker(call) };
    return client.send(new DescribeLoadBalancersCommand(input), { abortSignal });
  },
  DescribeLoadBalancerAttributes: (client, call, abortSignal) =>
    client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: theArn(call) }), { abortSignal }),
  DescribeListeners: (client, call, abortSignal) =>
    client.send(new DescribeListenersCommand({ ...page(call), LoadBalancerArn: theArn(call) }), { abortSignal }),
  DescribeTargetGroups: (client, call, abortSignal) =>
    client.send(new DescribeTargetGroupsCommand({ ...page(call), LoadBalancerArn: theArn(call) }), { abortSignal }),
  DescribeTargetGroupAttributes: (client, call, abortSignal) =>
    client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: theArn(call) }), { abortSignal }),
  DescribeTargetHealth: (client, call, abortSignal) =>
    client.send(new DescribeTargetHealthCommand({ TargetGroupArn: theArn(call) }), { abortSignal }),
};

/** Elastic Load Balancing as one service of the reader. */
export const loadBalancingService: Service<ElasticLoadBalancingV2Client, ElasticLoadBalancingV2ClientConfig> = {
  open: (config) => new ElasticLoadBalancingV2Client(config),
  send: (client, call, signal) => loadBalancingCalls[call.operation]?.(client, call, signal) ?? Promise.reject(new Error(call.operation)),
  nextToken: 'NextMarker',
};

function marker(call: ReadCall): { Marker?: string } {
  return call.token === null ? {} : { Marker: call.token };
}

function page(call: ReadCall): { PageSize: number; Marker?: string } {
  return { PageSize: 400, ...marker(call) };
}

function theArn(call: ReadCall): string {
  const arn = call.input.ids?.[0];
  if (arn === undefined) throw new Error(`${call.operation} needs an ARN`);
  return arn;
}
