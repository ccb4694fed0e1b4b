import type { Rule } from '#shared/analysis/findings/rule.ts';

/** The page of all rules as Markdown, in the order of the catalogue. */
export function findingsPage(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| [${rule.id}](#${rule.id.toLowerCase()}) | ${rule.severity} | ${rule.title} |`);
  return [
    '# Findings',
    '',
    'What Linkscape checks. This page is generated from the catalogue (`shared/analysis/findings/catalogue.ts`); edit the rules, not the page.',
    '',
    'A rule fails, passes, or is **unknown**: an input it needs was not read, and then it says which call is missing. A finding that a person decides to live with is suppressed with a reason, which is saved with the document.',
    '',
    '| rule | severity | title |',
    '|---|---|---|',
    ...rows,
    '',
    ...rules.flatMap(section),
  ].join('\n');
}

function section(rule: Rule): readonly string[] {
  return [
    `## ${rule.id}`,
    '',
    `**${rule.title}** (${rule.severity})`,
    '',
    `- Fails when: ${rule.trigger}`,
    `- Consequence: ${rule.consequence}`,
    `- Remedy: ${rule.remedy}`,
    `- Needs: ${rule.needs.map((operation) => `\`${operation}\``).join(', ')}`,
    ...(rule.knownAs === undefined ? [] : [`- Also known as: ${rule.knownAs.join(', ')}`]),
    `- Documentation: <${rule.documentation}>`,
    '',
  ];
}
