import { describe, expect, it } from 'vitest';
import { createUploadStore } from '#electron/web/upload-store.ts';

const bytes = (length: number) => new Uint8Array(length);

describe('the upload store', () => {
  it('gives bytes back once', () => {
    const store = createUploadStore();
    const id = store.put(Uint8Array.of(1, 2, 3)) ?? '';
    expect([store.take(id), store.take(id), store.take('never-given')]).toEqual([Uint8Array.of(1, 2, 3), undefined, undefined]);
  });

  it('refuses what is larger than it may hold', () => {
    const store = createUploadStore(10);
    expect(store.put(bytes(11))).toBeNull();
    expect(store.put(bytes(10))).toEqual(expect.any(String));
  });

  it('drops the oldest to make room, and counts what was taken as free', () => {
    const store = createUploadStore(10);
    const [first = '', second = '', third = ''] = [4, 4, 4].map((length) => store.put(bytes(length)) ?? '');
    expect(store.take(first)).toBeUndefined();
    expect(store.take(second)).toEqual(bytes(4));
    const fourth = store.put(bytes(6)) ?? '';
    expect([store.take(third), store.take(fourth)]).toEqual([bytes(4), bytes(6)]);
  });

  it('keeps at most 32 uploads that nobody opened', () => {
    const store = createUploadStore();
    const ids = Array.from({ length: 40 }, () => store.put(bytes(1)) ?? '');
    expect(ids.map((id) => store.take(id) !== undefined)).toEqual(ids.map((_, index) => index >= 8));
  });
});
