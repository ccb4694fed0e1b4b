import { describe, expect, it } from 'vitest';
import { analyseDocument } from '#electron/services/analyse.ts';
import { demoDocument } from '#electron/services/demo-document.ts';
import { createExportService } from '#electron/services/export-service.ts';
import { diagramOf } from '#electron/services/export-subject.ts';
import { createUploadStore } from '#electron/web/upload-store.ts';
import type { AppExportRequest } from '#shared/api/contract.ts';
import type { Diagram } from '#shared/diagram/diagram.ts';
import { parseDiagram } from '#shared/export/diagram-schema.ts';
import { inventoryOf } from '#shared/diagram/inventory.ts';
import { encodeDocument } from '#electron/storage/document-codec.ts';
import { hostileDiagram } from '#test/shared/export/hostile-diagram.ts';

const document = demoDocument('linkscape test');
const analysed = analyseDocument(document);
if (analysed.kind === 'problem') throw new Error(analysed.problem.what);
const demo = analysed.value;

function started() {
  const uploads = createUploadStore();
  const progress: (readonly [number, number])[] = [];
  const service = createExportService(
    uploads,
    (_, payload) => progress.push([Number(Reflect.get(payload, 'done')), Number(Reflect.get(payload, 'total'))]),
    'test',
  );
  const run = async (bytes: Uint8Array, part: Partial<AppExportRequest>, leftOut?: readonly string[]) =>
    service['export.run']({
      exportId: 'e-1',
      uploadId: uploads.put(bytes) ?? '',
      source: 'diagram',
      view: 'consumers',
      format: 'svg',
      theme: 'light',
      redact: false,
      page: 'a4',
      scale: 1,
      leftOutUploadId: leftOut === undefined ? null : (uploads.put(Buffer.from(JSON.stringify(leftOut))) ?? ''),
      ...part,
    });
  const text = async (): Promise<string> =>
    Buffer.from((await service['export.part']({ exportId: 'e-1', file: 0, part: 0 })).base64, 'base64').toString();
  return { service, progress, run, text };
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('diagrams that are sent', () => {
  it.each(['consumers', 'providers', 'estate', `vpc:${demo.snapshot.vpcs[0]?.vpcId ?? ''}`])(
    'of the view %s are taken as they are',
    (view) => {
      const diagram = diagramOf(demo, view);
      expect(parseDiagram(JSON.stringify(diagram))).toEqual(JSON.parse(JSON.stringify(diagram)));
    },
  );

  it('are refused where they hold what is no diagram, a path that would end its attribute too', () => {
    const diagram = hostileDiagram();
    const [first, ...rest] = diagram.nodes;
    const withPath = (d: string): Diagram => ({
      ...diagram,
      nodes: [{ ...(first as Diagram['nodes'][number]), shapes: [{ kind: 'path', d, fill: 'ink' }] }, ...rest],
    });
    expect(parseDiagram(JSON.stringify(withPath('M0 0 L1 1Z')))).not.toBe(null);
    expect([parseDiagram(JSON.stringify(withPath('M0 0"/><script>'))), parseDiagram('{'), parseDiagram('[]')]).toEqual([null, null, null]);
  });
});

describe('the export service', () => {
  it('writes a diagram in every format', async () => {
    for (const format of ['svg', 'html', 'drawio', 'mermaid', 'dot', 'csv', 'json', 'md', 'pdf', 'png'] as const) {
      const { run } = started();
      const done = await run(json(hostileDiagram()), { format });
      expect(done).toMatchObject({ kind: 'done', files: [{ suffix: '' }] });
    }
  });

  it('tells how far it is, gives the file in parts and forgets it', async () => {
    const { run, progress, service } = started();
    expect(await run(json(diagramOf(demo, 'consumers')), { format: 'png' })).toMatchObject({ kind: 'done' });
    expect(progress[0]).toEqual([0, 0]);
    const [done, total] = progress.at(-1) ?? [0, 1];
    expect([progress.length > 2, done]).toEqual([true, total]);
    await service['export.close']({ exportId: 'e-1' });
    await expect(service['export.part']({ exportId: 'e-1', file: 0, part: 0 })).rejects.toThrow('no such export');
  });

  it('ends when it is closed', async () => {
    const { run, service } = started();
    const running = run(json(diagramOf(demo, 'consumers')), { format: 'png', scale: 4 });
    await service['export.close']({ exportId: 'e-1' });
    expect(await running).toEqual({ kind: 'cancelled' });
  });

  it('redacts a document, and leaves out what it is told to', async () => {
    const bytes = encodeDocument(document);
    const { run, text } = started();
    const keep = `account/${demo.snapshot.accounts[0]?.accountId ?? ''}`;
    const leftOut = inventoryOf(demo).flatMap((item) => (item.key === keep ? [] : [item.key]));
    expect(await run(bytes, { source: 'document', view: 'estate', format: 'json', redact: true }, leftOut)).toMatchObject({ kind: 'done' });
    const written = JSON.parse(await text()) as { nodeCount: number; title: string };
    expect([written.nodeCount < 20, written.title.endsWith('· filtered')]).toEqual([true, true]);
    expect(JSON.stringify(written)).not.toContain(demo.snapshot.accounts[0]?.accountId);
  });

  it('says what is wrong with what it is given', async () => {
    const { run } = started();
    expect(await run(json({}), {})).toMatchObject({ kind: 'problem', problem: { code: 'diagram' } });
    expect(await run(json({}), { uploadId: 'never-sent' })).toMatchObject({ kind: 'problem', problem: { code: 'upload' } });
    expect(await run(json({}), { source: 'document' })).toMatchObject({ kind: 'problem' });
  });
});
