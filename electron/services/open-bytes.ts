import { failed, ok, type Outcome, type Problem } from '#shared/base/outcome.ts';
import { documentOf, type LinkscapeDocument } from '#shared/model/document.ts';
import type { IsoTime } from '#shared/base/ids.ts';
import { decodeText } from '#electron/imports/decode-text.ts';
import { importFiles } from '#electron/imports/import-files.ts';
import { type ImportedPlan, importPlanned, plannedInText } from '#electron/imports/planned/import-planned.ts';
import { decodeDocument } from '#electron/storage/document-codec.ts';

/** A document ready to be shown, and what the person should know about it. */
export interface Opened {
  readonly document: LinkscapeDocument;
  readonly title: string;
  readonly notices: readonly string[];
}

/**
 * Opens bytes of unknown kind: a document of ours, JSON of the AWS CLI, a Terraform plan or state, or a template.
 * Which it is shows in the content; the name only titles it.
 */
export function openBytes(bytes: Uint8Array, name: string, app: string, now: IsoTime): Outcome<Opened, Problem> {
  const decoded = decodeDocument(bytes);
  if (decoded.kind === 'ok') return ok({ document: decoded.value.document, title: titleOf(name), notices: decoded.value.notices });
  if (!mayBeCliJson(bytes)) return decoded;
  const imported = importFiles([{ name, bytes }], { takenAt: now });
  if (imported.kind === 'ok')
    return ok({ document: documentOf(imported.value.snapshot, app), title: titleOf(name), notices: imported.value.notices });
  const code = imported.problem.code === 'import-unsupported' ? codeIn(bytes, name, now) : null;
  if (code?.kind === 'ok') return ok({ document: documentOf(code.value.snapshot, app), title: titleOf(name), notices: code.value.notices });
  return decoded.problem.code === 'not-a-document' ? failed((code ?? imported).problem) : decoded;
}

/** A Terraform plan or state, or a CloudFormation template; `null` for anything else. */
function codeIn(bytes: Uint8Array, name: string, takenAt: IsoTime): Outcome<ImportedPlan, Problem> | null {
  const estate = plannedInText(decodeText(bytes), {});
  return estate === null ? null : importPlanned(estate, titleOf(name), { takenAt });
}

/** The name of a file without its folder and its `.linkscape`. */
export function titleOf(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? name;
  return base.replace(/\.linkscape$/i, '') || base;
}

function mayBeCliJson(bytes: Uint8Array): boolean {
  return !(bytes[0] === 0x1f && bytes[1] === 0x8b);
}
