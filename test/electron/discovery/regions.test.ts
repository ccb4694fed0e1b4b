import { describe, expect, it } from 'vitest';
import { isRegionName, partitionOfRegion, similarRegion } from '#electron/discovery/regions.ts';

describe('Region names', () => {
  it('belong to a partition by their prefix', () => {
    const regions = [
      'us-east-1',
      'cn-north-1',
      'us-gov-west-1',
      'eusc-de-east-1',
      'us-iso-east-1',
      'us-isob-east-1',
      'eu-isoe-west-1',
      'us-isof-south-1',
    ];
    expect(regions.map(partitionOfRegion)).toEqual([
      'aws',
      'aws-cn',
      'aws-us-gov',
      'aws-eusc',
      'aws-iso',
      'aws-iso-b',
      'aws-iso-e',
      'aws-iso-f',
    ]);
  });

  it('are refused where they could become another host', () => {
    const texts = ['us-east-1', 'eusc-de-east-1', 'us-gov-west-1', 'evil.example/', 'us-east-1.evil', '', 'global', 'US-EAST-1'];
    expect(texts.map(isRegionName)).toEqual([true, true, true, false, false, false, false, false]);
  });

  it('that are mistyped are guessed', () => {
    expect(['us-esat-1', 'eu-wst-1', 'nonsense'].map(similarRegion)).toEqual(['us-east-1', 'eu-west-1', null]);
  });

  it('that exist are never taken for another, nor for themselves', () => {
    expect(['us-east-1', 'cn-north-1', 'eusc-de-east-1', 'mx-central-1'].map(similarRegion)).toEqual([null, null, null, null]);
  });
});
