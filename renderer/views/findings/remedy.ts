/** A piece of a remedy: words, or a command to copy. */
export interface RemedyPart {
  readonly text: string;
  readonly isCommand: boolean;
}

/** Splits a remedy at backticks, and takes a sentence that starts with `aws ` as a command too. */
export function remedyParts(remedy: string): RemedyPart[] {
  const marked = remedy.split('`').map((text, index) => ({ text: text.trim(), isCommand: index % 2 === 1 }));
  return marked.filter((part) => part.text !== '').flatMap((part) => (part.isCommand ? [part] : plainParts(part.text)));
}

function plainParts(text: string): RemedyPart[] {
  const start = /(?:^|[:\n]\s*)(aws [a-z0-9-]+ [a-z0-9-]+ [^\n]+)$/.exec(text);
  const command = start?.[1];
  if (start === null || command === undefined) return [{ text, isCommand: false }];
  const before = text.slice(0, text.length - command.length).trim();
  const parts: RemedyPart[] = before === '' ? [] : [{ text: before, isCommand: false }];
  return [...parts, { text: command, isCommand: true }];
}
