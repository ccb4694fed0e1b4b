/** The key that commands are held with on this machine, as people call it. */
export function modifier(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '\u2318' : 'Ctrl';
}

/** Whether a key was meant for a field and not for the application. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A checkbox takes the space bar and nothing else.
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file', 'range'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
