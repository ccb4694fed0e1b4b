/** Products as the Price List API gives them: JSON texts with prices as texts of ten decimals. */
export type Step = readonly [from: string, to: string, usd: string];

export function product(
  usagetype: string,
  operation: string,
  unit: string,
  steps: readonly Step[],
  attributes: Readonly<Record<string, string | undefined>> = {},
): string {
  const priceDimensions = Object.fromEntries(
    steps.map(([beginRange, endRange, usd], index) => [`X.${index}`, { unit, beginRange, endRange, pricePerUnit: { USD: usd } }]),
  );
  return JSON.stringify({
    product: { sku: 'SKU1', attributes: { usagetype, operation, regionCode: 'eu-west-1', locationType: 'AWS Region', ...attributes } },
    terms: { OnDemand: { 'SKU1.T': { effectiveDate: '2026-11-01T00:00:00Z', priceDimensions } } },
    version: '20261101000000',
    publicationDate: '2026-11-18T01:02:03Z',
  });
}

/** Transfer from eu-west-1; to the internet where no other Region is named. */
export function transfer(usagetype: string, toRegionCode: string, steps: readonly Step[]): string {
  const to = toRegionCode === '' ? { toLocationType: 'Other' } : { toLocationType: 'AWS Region', toRegionCode };
  const from = { fromRegionCode: 'eu-west-1', fromLocationType: 'AWS Region', regionCode: undefined, locationType: undefined };
  return product(usagetype, '', 'GB', steps, { ...from, ...to });
}
