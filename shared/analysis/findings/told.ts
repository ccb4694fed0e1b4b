/** What AWS told, or a word for that it did not: evidence and sentences never hold an empty place. */
export function told(value: string | null | undefined, otherwise = 'not told'): string {
  return value ?? otherwise;
}
