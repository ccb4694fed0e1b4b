import { describe, expect, it } from 'vitest';
import { endpointIdOf, serviceIdOf, vpcIdOf } from '#shared/model/estate/names.ts';
import { consumerAccount, pair, pendingAcceptance, providerAccount } from '#test/fixtures/small-estates.ts';
import { analysed } from '../analysed.ts';

const common = { endpointId: endpointIdOf('shop-ledger'), serviceId: serviceIdOf('ledger') };

describe('connections', () => {
  it('join both sides on the endpoint id', () => {
    const [connection] = analysed(pair()).topology.connections;
    expect(connection).toMatchObject({
      ...common,
      state: 'Available',
      consumerState: 'Available',
      providerState: 'Available',
      seenFrom: ['consumer', 'provider'],
      consumer: { accountId: consumerAccount, region: 'us-east-1', vpcId: vpcIdOf('shop') },
      provider: { accountId: providerAccount, region: 'us-east-1' },
    });
  });

  it('know the provider from the consumer alone where it is not scanned', () => {
    const [connection] = analysed(pair({ providerScanned: false })).topology.connections;
    expect(connection).toMatchObject({ ...common, seenFrom: ['consumer'], providerState: null, provider: { accountId: providerAccount } });
  });

  it('do not know the VPC of a consumer that is not scanned', () => {
    const { connections } = analysed(pair({ consumerScanned: false })).topology;
    expect(connections).toMatchObject([
      { ...common, seenFrom: ['provider'], consumerState: null, consumer: { accountId: consumerAccount, vpcId: null } },
    ]);
  });

  it('keep the word of each side where the two differ', () => {
    const [connection] = analysed(pendingAcceptance({ endpoint: { state: 'Pending', providerState: 'PendingAcceptance' } })).topology
      .connections;
    expect([connection?.consumerState, connection?.providerState, connection?.state]).toEqual(['Pending', 'PendingAcceptance', 'Pending']);
  });
});
