import { describe, expect, it } from 'vitest';
import { noConstraints, parseConstraints, servicesOf } from '#shared/analysis/cost/plan/constraints.ts';

function why(raw: unknown): string | undefined {
  const parsed = parseConstraints(raw);
  return parsed.kind === 'problem' ? parsed.problem.why : 'accepted';
}

describe('constraints', () => {
  it('leave everything free where nothing is written', () => {
    expect(parseConstraints({})).toEqual({ kind: 'ok', value: noConstraints });
    expect(noConstraints).toEqual({
      schemaVersion: 1,
      services: { include: [], exclude: [], mustBePrivate: [] },
      zones: { min: null, cover: 'callers' },
      hub: { allowed: true, vpcId: null },
      nat: { keep: false },
      budgetUsd: null,
      endpointServices: [],
      connections: [],
    });
  });

  it('name unknown keys with their path', () => {
    expect(why({ services: { includes: ['kms'] }, hubs: {} })).toBe('services.includes: no such key; hubs: no such key');
  });

  it.each([
    [{ zones: { min: 0 } }, /^zones\.min: /],
    [{ zones: { cover: [] } }, /^zones\.cover: /],
    [{ budgetUsd: '-5' }, /^budgetUsd: write an amount/],
    [{ services: { include: ['internet'] } }, /^services\.include\[0\]: this names a destination/],
    [{ services: { include: ['rm -rf /'] } }, /^services\.include\[0\]: write a service name/],
    [{ services: { include: ['kms'], exclude: ['kms'] } }, /^services\.exclude: kms is in services\.include too/],
    [{ services: { mustBePrivate: ['sts'], exclude: ['common-13'] } }, /^services\.exclude: sts is in services\.mustBePrivate too/],
    ['text', /^the whole file: /],
  ])('refuse %j', (raw, expected) => {
    expect(why(raw)).toMatch(expected);
  });

  it('take a preset less one of its services, and amounts as numbers or text', () => {
    expect(why({ services: { include: ['common-13'], exclude: ['eks'] }, budgetUsd: 12.5 })).toBe('accepted');
  });

  it('write presets out', () => {
    expect(servicesOf(['systems-manager', 'kms'])).toEqual(['ec2messages', 'kms', 'logs', 's3', 'ssm', 'ssmmessages']);
  });
});
