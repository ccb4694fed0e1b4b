/** Every source file of the project and what it imports, read with the parser of the bundler. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';

export const root = path.resolve(import.meta.dirname, '../..');

/** Folders of the root that hold source of ours; beside them only configuration files do. */
const sourceFolders = ['electron', 'renderer', 'scripts', 'shared', 'test'];

export interface Source {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly imports: readonly Import[];
  readonly exportsDefault: boolean;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone once the types are: it loads nothing. */
  readonly isType: boolean;
}

/** All TypeScript files of the project, in order of name. */
export function sourceFiles(): string[] {
  const configuration = readdirSync(root).filter(isSource);
  return [...configuration, ...sourceFolders.flatMap(filesIn)].toSorted();
}

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = path.posix.join(folder, name);
    if (statSync(path.join(root, file)).isDirectory()) return filesIn(file);
    return isSource(name) ? [file] : [];
  });
}

function isSource(name: string): boolean {
  return /\.tsx?$/.test(name);
}

/** Reads one file of the project. */
export function readSource(file: string): Source {
  return parseSource(file, readFileSync(path.join(root, file), 'utf8'));
}

/** Finds imports of values and types, re-exports, dynamic imports and imports inside of types. */
export function parseSource(file: string, text: string): Source {
  const imports: Import[] = [];
  const lang = file.endsWith('.tsx') ? 'tsx' : 'ts';
  const program: unknown = parseAst(text, { lang, sourceType: 'module' }, file);
  let exportsDefault = false;
  visit(program, (node) => {
    if (node['type'] === 'ExportDefaultDeclaration' || node['type'] === 'TSExportAssignment') exportsDefault = true;
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push({ specifier, line: lineOf(text, node['start']), isType: isTypeOnly(node) });
  });
  return { file, imports, exportsDefault };
}

/** The file of the project that an import names, or `null` for a package. */
export function resolveImport(from: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) return path.posix.join(path.posix.dirname(from), bare);
  return /^#(shared|electron|renderer|test)\//.test(bare) ? bare.slice(1) : null;
}

/** The package that a specifier names: `node:fs` for itself, `@scope/name` without what is inside of it. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function fileExists(file: string): boolean {
  return existsSync(path.join(root, file));
}

type Node = Readonly<Record<string, unknown>>;

const namedBySource = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType']);

function specifierOf(node: Node): string | null {
  if (node['type'] === 'NewExpression') return workerSpecifier(node);
  if (!namedBySource.has(String(node['type']))) return null;
  const source = node['source'] ?? node['argument'];
  return isNode(source) && typeof source['value'] === 'string' ? source['value'] : null;
}

/** `import type`, `export type`, a type inside of a type, or braces that hold nothing but types. */
function isTypeOnly(node: Node): boolean {
  if (node['type'] === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const names: unknown = node['specifiers'];
  return (
    Array.isArray(names) && names.length > 0 && names.every((name) => isNode(name) && (name['importKind'] ?? name['exportKind']) === 'type')
  );
}

/** `new URL('./file.ts', import.meta.url)`, which is how bundlers are told of a worker. */
function workerSpecifier(node: Node): string | null {
  const { callee, arguments: given } = node;
  if (!isNode(callee) || callee['name'] !== 'URL' || !Array.isArray(given)) return null;
  const first: unknown = given[0];
  const value = isNode(first) ? first['value'] : null;
  return typeof value === 'string' && /^[.#].*\.tsx?$/.test(value) ? value : null;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isNode(value)) {
    see(value);
    for (const child of Object.values(value)) visit(child, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lineOf(text: string, offset: unknown): number {
  return text.slice(0, Number(offset)).split('\n').length;
}
