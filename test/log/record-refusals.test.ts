import { expect, test } from 'vitest';
import type { GraphqlRequest } from '../../gateway/http/graphql-request.ts';
import { refusal } from '../../gateway/http/refusal.ts';
import type { TokenClaims } from '../../gateway/identity/token-claims.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import type { DisclosureLog } from '../../gateway/log/disclosure-log.ts';
import { recordRefusals } from '../../gateway/log/record-refusals.ts';

const citizen = 'AAAAAAAAAAAAAAAAAAAAAA';
const other = 'BBBBBBBBBBBBBBBBBBBBBB';
const hashed = (sha256Hash: string): GraphqlRequest => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});
const registered: Readonly<Record<string, string>> = {
  own: '{ me { fullName } }',
  code: '{ purposes { code } }',
};

/** Whom the entry names that is left of a refused request. */
async function namedBy(graphql: GraphqlRequest | undefined, token: string | undefined = citizen) {
  const entries: DisclosureEntry[] = [];
  const log: DisclosureLog = {
    append: async (entry) => void entries.push(entry),
    check: async () => {},
    close: async () => {},
  };
  const { record } = recordRefusals(
    log,
    () => {},
    (client, { extensions }) => {
      const { sha256Hash = '' } = (extensions?.['persistedQuery'] ?? {}) as { readonly sha256Hash?: string };
      return client === 'portal' ? registered[sha256Hash] : undefined;
    },
  );
  const claims = { client: 'portal', citizen: token, actor: 'a', roles: new Set(['CITIZEN']) };
  const incoming = { distinctHeaders: () => ({}), context: { requestId: 'r' }, ...(graphql && { graphql }) };
  await record(
    refusal('PURPOSE_NOT_ALLOWED'),
    claims as unknown as TokenClaims,
    incoming as unknown as Parameters<typeof record>[2],
  );
  return entries[0]?.named;
}

test('who is refused at the door finds it in their log, by a text or by the hash of one', async () => {
  expect(await namedBy({ query: '{ me { fullName } }' })).toEqual([citizen]);
  expect(await namedBy(hashed('own'))).toEqual([citizen]);
  expect(await namedBy(hashed('code'))).toBeUndefined();
});

test('and where nobody knows what was asked: they are who asked', async () => {
  expect(await namedBy(hashed('unknown'))).toEqual([citizen]);
  expect(await namedBy(undefined)).toEqual([citizen]);
  expect(await namedBy(hashed('unknown'), 'no id')).toBeUndefined();
});

test.each([
  ['as it is', other],
  ['with an escape', `\\u0042${other.slice(1)}`],
  ['with a longer escape', `\\u{42}${other.slice(1)}`],
])('an id is found that is written %s, in a text that is good or not', async (_how, id) => {
  expect(await namedBy({ query: `{ citizen(id: "${id}") { fullName } }` })).toEqual([other]);
  expect(await namedBy({ query: `{ citizen(id: "${id}") { fullName ? ` })).toEqual([other]);
});
