/**
 * Texts of configuration files as they may be shown. A key that was put into
 * the wrong line must not come to light in the sentence that says so.
 */

/** As long as a secret access key or longer, of the letters of one. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html */
const candidates = /[\w/+=-]{40,}/g;

/** The text with whatever looks like a secret replaced: long runs of mixed letters and digits, what stands after a key's name, passwords in URLs. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/((?:secret|token|password|key)[\w-]*\s*[=:]\s*)\S.*/gi, '$1…')
    .replace(/\/\/[^/?#\s]*@/g, '//…@')
    .replace(candidates, (run) => (isMixed(run) ? '…' : run));
}

/** Names are words; of forty random letters all kinds are among them. */
function isMixed(run: string): boolean {
  return /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);
}

/** A text of the file inside a sentence: no secret, and not without end. */
export function brief(text: string, most = 80): string {
  const shown = withoutSecrets(text.slice(0, most * 10));
  return shown.length <= most && text.length <= most * 10 ? shown : `${shown.slice(0, most - 1)}…`;
}
