/** What a file loads, through whatever it loads. */
import { packageOf, resolveImport, type Source } from './sources.ts';

interface Loaded {
  readonly files: readonly string[];
  readonly modules: readonly string[];
}

/** Says of a file which packages and modules of Node are loaded with it, in order of name; types load nothing. */
export function reachIn(sources: readonly Source[]): (file: string) => string[] {
  const loaded = new Map(sources.map((source) => [source.file, loadedBy(source)]));
  return (file) => {
    const seen = new Set([file]);
    // A set that grows while it is gone through: each file that is found is looked at in its turn.
    for (const current of seen) for (const next of loaded.get(current)?.files ?? []) seen.add(next);
    return [...new Set([...seen].flatMap((current) => loaded.get(current)?.modules ?? []))].toSorted();
  };
}

function loadedBy({ file, imports }: Source): Loaded {
  const values = imports.filter(({ isType }) => !isType).map(({ specifier }) => ({ specifier, target: resolveImport(file, specifier) }));
  return {
    files: values.flatMap(({ target }) => target ?? []),
    modules: values.flatMap(({ specifier, target }) => (target === null ? [packageOf(specifier)] : [])),
  };
}
