import { describe, expect, it } from 'vitest';
import { linkArgument, linkParameters } from '#electron/desktop/links.ts';

describe('links of our own scheme', () => {
  it('give their parameters, and nothing the page does not know', () => {
    expect(linkParameters('linkscape://view?view=consumers&q=state%3Apending&at=vpc/1/us-east-1/vpc-1&file=/etc/passwd')).toBe(
      'view=consumers&q=state%3Apending&at=vpc%2F1%2Fus-east-1%2Fvpc-1',
    );
  });

  it.each([
    'https://view?view=table',
    'linkscape://elsewhere?view=table',
    'linkscape://view/../../etc?view=table',
    'linkscape://someone@view?view=table',
    'linkscape://view?q=without-a-view',
    'linkscape:view',
    'javascript:alert(1)',
    `linkscape://view?view=table&q=${'x'.repeat(9000)}`,
    '',
  ])('refuse %s', (url) => {
    expect(linkParameters(url)).toBeNull();
  });

  it('leave out values with control characters', () => {
    expect(linkParameters('linkscape://view?view=table&q=a%00b')).toBe('view=table');
  });

  it('are found among the arguments of a process', () => {
    expect(linkArgument(['linkscape', '--flag', 'linkscape://view?view=costs'])).toBe('view=costs');
    expect(linkArgument(['linkscape', 'a.linkscape'])).toBeNull();
    expect(linkArgument(['linkscape://view?view=costs'])).toBeNull();
  });
});
