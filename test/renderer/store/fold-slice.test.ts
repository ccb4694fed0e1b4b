import { describe, expect, it } from 'vitest';
import { subjectKey } from '#shared/diagram/subject-key.ts';
import { demoStore } from '../demo-store.ts';

async function estateStore() {
  const { store } = await demoStore();
  store.getState().viewChanged('estate');
  await store.getState().mapNeeded('estate');
  const folded = store.getState().opened?.diagrams.estate;
  const tile = folded?.nodes.find((node) => node.fold === 'folded');
  if (tile?.subject == null) throw new Error('nothing can be unfolded');
  return { store, folded, tile, key: subjectKey(tile.subject) };
}

describe('unfolding in the Estate view', () => {
  it('unfolds a tile, holds it under the eye, and folds it to the map there was', async () => {
    const { store, folded, tile, key } = await estateStore();
    const foldOf = () => store.getState().opened?.diagrams.estate?.nodes.find((node) => node.id === tile.id)?.fold;
    store.getState().foldToggled(tile.id);
    await expect.poll(foldOf).toBe('unfolded');
    const { unfolded, foldAnchor } = store.getState();
    expect({ unfolded, foldAnchor }).toEqual({ unfolded: [key], foldAnchor: { id: tile.id } });
    store.getState().lastFolded();
    await expect.poll(foldOf).toBe('folded');
    expect(store.getState().opened?.diagrams.estate).toEqual(folded);
  });

  it('keeps what is unfolded in a saved view', async () => {
    const { store, tile, key } = await estateStore();
    store.getState().foldToggled(tile.id);
    store.getState().viewSaved('Unfolded');
    store.getState().allFolded();
    await expect.poll(() => store.getState().unfolded).toEqual([]);
    store.getState().viewApplied('Unfolded');
    expect(store.getState().unfolded).toEqual([key]);
  });
});
