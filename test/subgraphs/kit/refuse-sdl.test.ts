import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseSdl } from '../../../subgraphs/kit/refuse-sdl.ts';
import { population } from '../../../subgraphs/population/subgraph.ts';

let folder: string;
let right: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdl-'));
  right = await readFile(population.schema, 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

async function refused(sdl: string): Promise<void> {
  const file = join(folder, 'population.graphql');
  await writeFile(file, sdl);
  await refuseSdl('population', pathToFileURL(file));
}

test('an agency starts on the SDL that is composed', async () => {
  await expect(refused(right)).resolves.toBeUndefined();
});

test.each<[string, (sdl: string) => string, RegExp]>([
  [
    'a key that tells somebody’s name',
    (sdl) =>
      sdl.replace(
        'type Citizen @key(fields: "id")',
        'type Citizen @key(fields: "id") @key(fields: "fullName")',
      ),
    /^population\.graphql:\d+ opaque-keys Citizen /,
  ],
  [
    'a root type under another name',
    (sdl) => `${sdl.replace('type Query', 'type Root')} extend schema { query: Root }`,
    /root-names Root is the root of each query: call it Query/,
  ],
  [
    'a field that says nothing of itself',
    (sdl) => sdl.replace('bloodType: String @data(category: RESTRICTED)', 'bloodType: String'),
    /classified Citizen\.bloodType/,
  ],
])('and not on one with %s', async (_what, change, said) => {
  expect(change(right)).not.toBe(right);
  await expect(refused(change(right))).rejects.toThrow(said);
});
