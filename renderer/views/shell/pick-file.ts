export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Asks the person for a file with the page's own dialog; `null` where they cancelled. Must be called from a key or a click. */
export function pickFile(): Promise<PickedFile | null> {
  const input = document.createElement('input');
  input.type = 'file';
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file === undefined) return resolve(null);
      void file.arrayBuffer().then((buffer) => resolve({ name: file.name, bytes: new Uint8Array(buffer) }));
    });
    input.click();
  });
}
