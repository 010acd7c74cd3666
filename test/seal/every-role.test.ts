import { readFileSync } from 'node:fs';
import { buildASTSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareBeside } from '../../subgraphs/kit/seal/verify/compare-beside.ts';
import type { PublishedKeys } from '../../subgraphs/kit/seal/verify/published-keys.ts';
import { sealsIn, type FoundSeal } from '../../subgraphs/kit/seal/verify/seals-in.ts';
import { verifyDocument } from '../../subgraphs/kit/seal/verify/verify-document.ts';
import { askAs } from '../access/matrix/ask-as.ts';
import { nameOf } from '../access/matrix/denials.ts';
import { recordKnownPerson } from '../access/matrix/known-person.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { matrix } from '../subgraphs/matrix.ts';
import type { MatrixCell } from '../subgraphs/matrix/column.ts';
import { developmentKeys } from './development-keys.ts';
import { documentQueries, sealedTypes } from './document-queries.ts';
import { readIndependently } from './independent.ts';
import { wholeSeal, type SealedVariants } from './whole-seal.ts';

/*
 * What each role of the matrix gets of each kind of document, through the whole hub. Who may see what is proven cell by
 * cell by `test/access/matrix`; here, that a seal tells what the answer beside it tells, and nothing else.
 */

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const schema = buildASTSchema(parse(supergraph), { assumeValidSDL: true });
const ways = [...Map.groupBy(matrix, nameOf)] as [string, [MatrixCell, ...MatrixCell[]]][];

/** What changes while a paper does not, what a rule of the day or Justice says of a paper of Health, and its file. */
const notSealed = [
  'status',
  'source',
  'newborn',
  'declaredFather',
  'registration',
  'uploadDueAt',
  'uploadedLate',
  'signedOriginal',
];

let hub: HubUnderTest;
let keys: PublishedKeys;
const seen = new Set<string>();
beforeAll(async () => {
  hub = await startTestHub(1);
  await recordKnownPerson(hub.stores);
  keys = developmentKeys();
});
afterAll(() => hub.stop());

describe.each(ways)('%s', (_name, [asker]) => {
  let found: readonly FoundSeal[];
  let denied: (seal: FoundSeal, field: string) => boolean;
  beforeAll(async () => {
    const { data, errors } = await hub.ask(documentQueries(schema, asker.role), {}, askAs(asker));
    found = sealsIn(data);
    denied = ({ at }, field) => {
      const path = [at, field]
        .join('/')
        .split(/[./]/)
        .filter((key) => !/^\d+$/.test(key))
        .join('.');
      return errors.some(({ extensions }) => extensions?.['affectedPath'] === path);
    };
  });

  test('verifies what it gets, offline, and so does a library of somebody else', async () => {
    for (const { seal, beside } of found) {
      const verified = await verifyDocument(seal, { keys });
      seen.add(verified.type);
      const unproven = compareBeside(verified, beside).filter((name) => !notSealed.includes(name));
      expect({ type: verified.type, unproven }).toEqual({ type: verified.type, unproven: [] });
      expect(await readIndependently(seal, keys)).toMatchObject(verified.claims);
    }
  });

  test('holds the plain value of nothing that is withheld or masked', async () => {
    for (const each of found) {
      const { type, id } = await verifyDocument(each.seal, { keys });
      const disclosures = new Set(each.seal.split('~').slice(1, -1));
      for (const { field, variants } of await wholeSeal(hub.stores, type, id)) {
        const told = variants.filter(({ encoded }) => disclosures.has(encoded));
        const answer = field.split('/').reduce<unknown>(step, each.beside);
        expect({ type, field, told }).toEqual({ type, field, told: variants.filter(shownBy(answer, told)) });
        const isToldOfNothing = told[0]?.value === null;
        expect({ field, leaks: isToldOfNothing && denied(each, field) }).toEqual({ field, leaks: false });
      }
    }
  });
});

test('every kind of document was sealed for somebody', () => {
  expect([...seen].toSorted()).toEqual(sealedTypes.toSorted());
  expect(hub.faults).toEqual([]);
});

type Variant = SealedVariants['variants'][number];

/**
 * Which claims an answer shows: the plain one of a plain value, the shortened one of a shortened value. What is null can
 * be so for everybody: then it is told once, whether plain or shortened the answer does not say.
 */
function shownBy(answer: unknown, told: readonly Variant[]): (variant: Variant) => boolean {
  return ({ value, isPlain, encoded }) => {
    if (answer === undefined) return false;
    if (value === null) return answer === null && told.length === 1 && told[0]?.encoded === encoded;
    if (isPlain && isConcealed(value)) return answer !== null;
    return JSON.stringify(answer) === JSON.stringify(value);
  };
}

/** Whether a value is an object, or a list of objects, whose claims are told one by one. */
function isConcealed(value: unknown): boolean {
  const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return typeof first === 'object' && first !== null && '_sd' in first;
}

function step(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
