import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import type { Collection, IndexSpec, Store, Stored } from '../../subgraphs/kit/store/port.ts';
import { DuplicateError, StoreVersionError } from '../../subgraphs/kit/store/store-errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'other-indexes-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Letter extends Stored {
  readonly about: string;
  readonly number: string;
}
const letter = (n: number, number = `n${n}`): Letter => ({ id: `d${n}`, version: 1, about: 'birth', number });
const byAbout = { name: 'byAbout', fields: ['about'] };
const byNumber = { name: 'byNumber', fields: ['number'], unique: true };
const aboutBirth = { index: 'byAbout', equals: ['birth'], limit: 100 } as const;

/** A program that has the file open already, and then one that asks by other indexes. */
async function openByTwo(
  file: string,
  ...specs: readonly [IndexSpec[], IndexSpec[]]
): Promise<{ readonly programs: Collection<Letter>[]; readonly close: () => Promise<unknown> }> {
  const stores: Store[] = [];
  const programs: Collection<Letter>[] = [];
  for (const indexes of specs) {
    const store = await openStore({ uri: `file:${join(folder, file)}` });
    const program = await store.collection<Letter>({ name: 'letters', indexes });
    if (programs.length === 0) await program.insert(letter(0));
    stores.push(store);
    programs.push(program);
  }
  return { programs, close: () => Promise.all(stores.map((store) => store.close())) };
}

it('what a process writes is found by an index that a newer program has added since', async () => {
  const { programs, close } = await openByTwo('added.db', [], [byAbout]);
  const [older, newer] = programs as [Collection<Letter>, Collection<Letter>];
  await older.insert(letter(1));
  await older.insertMany([letter(2), letter(3)]);
  await older.replace({ ...letter(0), about: 'death' });
  expect((await newer.find(aboutBirth)).map(({ id }) => id)).toEqual(['d1', 'd2', 'd3']);
  await close();
});

it('what a newer program has made unique since, a process that ran already does not write twice', async () => {
  const { programs, close } = await openByTwo('unique.db', [], [byNumber]);
  const [older, newer] = programs as [Collection<Letter>, Collection<Letter>];
  await expect(older.insert(letter(1, 'n0'))).rejects.toThrow(DuplicateError);
  await newer.insert(letter(2));
  await expect(older.replace({ ...letter(0), number: 'n2' })).rejects.toThrow(DuplicateError);
  expect(await older.count()).toBe(2);
  await close();
});

it('a process goes on writing without an index that another program has taken away, and refuses to ask by it', async () => {
  const { programs, close } = await openByTwo('dropped.db', [byAbout], []);
  const [one, other] = programs as [Collection<Letter>, Collection<Letter>];
  await one.insert(letter(1));
  expect(await other.count()).toBe(2);
  await expect(one.find(aboutBirth)).rejects.toThrow(StoreVersionError);
  await expect(one.find(aboutBirth)).rejects.toThrow('has taken away or changed the index "byAbout"');
  await close();
});

it('an index of the same name over other fields has the entries that its program asks for', async () => {
  const { programs, close } = await openByTwo(
    'changed.db',
    [byAbout],
    [{ ...byAbout, fields: ['number', 'about'] }],
  );
  const [older, newer] = programs as [Collection<Letter>, Collection<Letter>];
  await older.insert(letter(1));
  expect(await newer.find({ index: 'byAbout', equals: ['n1', 'birth'], limit: 2 })).toEqual([letter(1)]);
  await expect(older.find(aboutBirth)).rejects.toThrow(StoreVersionError);
  await close();
});
