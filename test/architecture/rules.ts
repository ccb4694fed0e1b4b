/** What the import table forbids, as sentences. */
import { everything, type Layer } from './layers.ts';
import { type Import, packageOf, resolveImport, type Source } from './sources.ts';

/** The row that decides about a file: the longest that contains it. */
export function layerOf(file: string, layers: readonly Layer[]): Layer | undefined {
  return layers.filter((layer) => contains(layer.path, file)).toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** Every broken rule of one file; empty where all is well. */
export function brokenRules(source: Source, layers: readonly Layer[], exists: (file: string) => boolean): string[] {
  const layer = layerOf(source.file, layers);
  if (layer === undefined) return [`${source.file}: no row of the import table covers this file`];
  return source.imports.flatMap((found) => {
    const why = forbidden(source.file, found, layer, layers, exists);
    return why === null ? [] : [`${source.file}:${found.line} imports ${found.specifier}: ${why}`];
  });
}

/**
 * Each cycle of files that load each other, once, from its first file by name.
 * Types may name each other in a circle, as the slices of one store do: nothing
 * of that is left at run time, and the import table keeps it inside one folder.
 */
export function importCycles(sources: readonly Source[]): string[] {
  const targets = new Map(sources.map((source) => [source.file, importedFiles(source)]));
  const done = new Set<string>();
  const cycles = new Set<string>();
  const follow = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.add(cycleText(trail.slice(start)));
    if (start >= 0 || done.has(file)) return;
    for (const next of targets.get(file) ?? []) follow(next, [...trail, file]);
    done.add(file);
  };
  for (const file of [...targets.keys()].toSorted()) follow(file, []);
  return [...cycles].toSorted();
}

function importedFiles(source: Source): string[] {
  return source.imports.flatMap((found) => (found.isType ? [] : (resolveImport(source.file, found.specifier) ?? [])));
}

function cycleText(files: readonly string[]): string {
  const first = files.indexOf(files.toSorted()[0] ?? '');
  const turned = [...files.slice(first), ...files.slice(0, first)];
  return [...turned, turned[0]].join(' -> ');
}

function forbidden(file: string, found: Import, layer: Layer, layers: readonly Layer[], exists: (file: string) => boolean): string | null {
  const target = resolveImport(file, found.specifier);
  if (target === null)
    return packageAllowed(found.specifier, layer) ? null : `${layer.path} may not use the package ${packageOf(found.specifier)}`;
  if (target.startsWith('..')) return 'this is outside of the project';
  if (!exists(target)) return 'there is no such file';
  if (isOwn(target, layer, layers) || layer.folders.includes(everything)) return null;
  return layer.folders.some((folder) => contains(folder, target))
    ? null
    : `${layer.path} may not import ${layerOf(target, layers)?.path ?? target}`;
}

/** Its own folder, but not a folder inside of it that has a row of its own, nor the folder around it. */
function isOwn(target: string, layer: Layer, layers: readonly Layer[]): boolean {
  return layerOf(target, layers)?.path === layer.path;
}

function packageAllowed(specifier: string, layer: Layer): boolean {
  const name = packageOf(specifier);
  return layer.packages.some(
    (allowed) => allowed === everything || allowed === name || (allowed.endsWith('*') && name.startsWith(allowed.slice(0, -1))),
  );
}

function contains(folder: string, file: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
