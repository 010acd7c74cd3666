import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadSupergraph } from '../../gateway/federation/supergraph/load-supergraph.ts';
import { createClassificationCheck } from '../../gateway/trust/check-classification.ts';
import { sha256 } from '../../schema/sha256.ts';

const read = (name: string) => readFile(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');
const graph = loadSupergraph(await read('supergraph'));
const current = await read('population');
const bloodType = 'bloodType: String @data(category: RESTRICTED)';
const ofTomorrow = `${current}\n# and more`;
const ofYesterday = current.replace(bloodType, bloodType.replace('RESTRICTED', 'PUBLIC'));

/** A check over processes of an agency of which each call meets the next. */
function checkOver(...sdls: readonly string[]) {
  const heard: (readonly string[])[] = [];
  let asked = 0;
  const clock = { milliseconds: 0 };
  const ask = async () => sdls[asked++ % sdls.length] ?? '';
  const tell = (_subgraph: string, looser: readonly string[]) => heard.push(looser);
  const check = createClassificationCheck({ ask }, tell, () => clock.milliseconds);
  return {
    check: (digest: string | undefined) => check.refuses('population', digest, graph),
    strictOnes: () => check.strictOnes('population', graph),
    learn: (sdl: string) => check.learn('population', sdl, graph),
    doubt: () => check.doubt('population', graph),
    heard,
    asked: () => asked,
    clock,
  };
}

test('a schema is asked for once, however many answers wait for it', async () => {
  const { check, asked } = checkOver(current);
  const digest = sha256(current);
  expect(await Promise.all([check(digest), check(digest)])).toEqual([undefined, undefined]);
  expect([check(digest), asked()]).toEqual([undefined, 1]);
});

test('behind one address can be two versions: each answer is judged by its own', async () => {
  const { check, heard } = checkOver(ofYesterday, current);
  expect(await check(sha256(current))).toBeUndefined();
  expect(await check(sha256(ofYesterday))).toContain('less strictly');
  expect(heard).toEqual([['Citizen.bloodType']]);
});

test.each<[string, string | undefined, readonly string[]]>([
  ['says by none that it decided', undefined, [current]],
  ['says by another one than it tells', sha256('another'), [current]],
  ['tells one that cannot be read', sha256('type {'), ['type {']],
])('an agency is not believed that %s', async (_what, digest, sdls) => {
  expect(await checkOver(...sdls).check(digest)).toEqual(expect.any(String));
});

test('an agency that tells other schemas than it decides by is left alone for a while, and told of once', async () => {
  const { check, heard, asked, clock } = checkOver(ofYesterday);
  const another = sha256('another');
  expect([await check(another), await check(another)]).toEqual(Array(2).fill(expect.any(String)));
  expect(asked()).toBe(50);
  clock.milliseconds = 5_000;
  expect(await check(another)).toEqual(expect.any(String));
  expect([asked(), heard.length]).toEqual([100, 1]);
});

test('an agency that does not tell its schema is asked again by the next answer', async () => {
  let isAway = true;
  const ask = async () => {
    if (isAway) throw new Error('away');
    return current;
  };
  const check = createClassificationCheck({ ask }, () => undefined);
  const judge = async () => check.refuses('population', sha256(current), graph);
  await expect(judge()).rejects.toThrow('away');
  isAway = false;
  expect(await judge()).toBeUndefined();
});

describe('before a change', () => {
  test('a schema that is as strict is known by an answer, or asked for once', async () => {
    const { strictOnes, check, asked } = checkOver(current);
    const strict = [sha256(current)];
    expect(await Promise.all([strictOnes(), strictOnes()])).toEqual([strict, strict]);
    expect([check(sha256(current)), await strictOnes(), asked()]).toEqual([undefined, strict, 1]);
  });

  test('there is none where the agency classifies less strictly, until it does otherwise', async () => {
    const { strictOnes, asked } = checkOver(ofYesterday, ofYesterday, current);
    await expect(strictOnes()).rejects.toMatchObject({ code: 'SUBGRAPH_ERROR', subgraph: 'population' });
    await expect(strictOnes()).rejects.toThrow('less strictly');
    expect([await strictOnes(), asked()]).toEqual([[sha256(current)], 3]);
  });

  test('what an agency tells of itself is known beside what was known, and a looser schema is none of those', async () => {
    const { strictOnes, learn, heard, asked } = checkOver(current);
    await strictOnes();
    expect([learn(ofTomorrow), learn(ofYesterday)]).toEqual([
      undefined,
      expect.stringContaining('less strictly'),
    ]);
    expect(await strictOnes()).toEqual([sha256(current), sha256(ofTomorrow)]);
    expect([heard, asked()]).toEqual([[['Citizen.bloodType']], 1]);
  });

  test('in doubt an agency is asked anew, and one that went back to a looser schema is sent nothing', async () => {
    const { strictOnes, doubt, asked } = checkOver(current, ofYesterday, current);
    await strictOnes();
    doubt();
    await expect(strictOnes()).rejects.toThrow('less strictly');
    expect(await strictOnes()).toEqual([sha256(current)]);
    await strictOnes();
    expect(asked()).toBe(3);
  });
});
