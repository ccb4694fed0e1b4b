/** Which part of the little map a step speaks of. */
export type TourPart = 'lanes' | 'columns' | 'pins' | 'strands' | 'gateways' | 'problems';

export interface TourStep {
  readonly highlight: TourPart;
  readonly title: string;
  readonly sentences: readonly string[];
}

export const tourSteps: readonly TourStep[] = [
  {
    highlight: 'lanes',
    title: 'A lane is a zone',
    sentences: [
      'A VPC is a box of lanes, one per Availability Zone, named by its AZ ID. The same tint is the same zone, whatever each account calls it.',
      'Zone names such as us-east-1a mean another place in every account; that is why they stand small beneath, and are never compared.',
    ],
  },
  {
    highlight: 'columns',
    title: 'A column is an endpoint',
    sentences: [
      'Each interface endpoint is one column: its service on top, the state of the connection as colour and shape.',
      'Endpoints of AWS services need no line: the name says where they lead. Many alike are folded into one column.',
    ],
  },
  {
    highlight: 'pins',
    title: 'A pin is a network interface',
    sentences: [
      'A filled pin: the endpoint has an interface in that zone, and the service is there too. A cross: the service is not, or no healthy target answers.',
      'A hollow pin with an exclamation mark: workloads call from that zone, but the endpoint has no interface there.',
    ],
  },
  {
    highlight: 'strands',
    title: 'A strand leads to a provider',
    sentences: [
      'Connections to services of your own or of a supplier are drawn zone by zone, to the provider\u2019s lane of the same AZ ID.',
      'A dashed strand means that the far side could not be read. Point at a strand to light its path; press h to light what is around.',
    ],
  },
  {
    highlight: 'gateways',
    title: 'NAT and gateway endpoints',
    sentences: [
      'NAT gateways stand in their lane, in amber. A dashed amber line is a default route into another zone: it costs, and it fails with that zone.',
      'Gateway endpoints are the strip at the foot: how many route tables use them.',
    ],
  },
  {
    highlight: 'problems',
    title: 'Start with what is red',
    sentences: [
      'The worst thing is the loudest. Press p for problems only, 7 for all findings with what to do about them, and / to search.',
      'Whatever could not be read is grey with a question mark: unknown is never shown as none. The call count at the foot says why.',
    ],
  },
];
