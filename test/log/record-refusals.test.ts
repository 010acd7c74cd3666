import { expect, test } from 'vitest';
import type { ErrorCode } from '../../schema/error-codes.ts';
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

/** What is written of a refused request, and under which codes it is counted. */
async function recordedOf(
  code: ErrorCode,
  graphql: GraphqlRequest | undefined,
  token: string | undefined = citizen,
) {
  const counted: string[] = [];
  const entries: DisclosureEntry[] = [];
  const log: DisclosureLog = {
    append: async (entry) => void entries.push(entry),
    check: async () => {},
    close: async () => {},
  };
  const { record } = recordRefusals(
    log,
    (one) => counted.push(one),
    (client, { extensions }) => {
      const { sha256Hash = '' } = (extensions?.['persistedQuery'] ?? {}) as { readonly sha256Hash?: string };
      return client === 'portal' ? registered[sha256Hash] : undefined;
    },
  );
  const claims = { client: 'portal', citizen: token, actor: 'a', roles: new Set(['CITIZEN']) };
  const incoming = { distinctHeaders: () => ({}), context: { requestId: 'r' }, ...(graphql && { graphql }) };
  await record(
    refusal(code),
    claims as unknown as TokenClaims,
    incoming as unknown as Parameters<typeof record>[2],
  );
  return { entries, counted };
}

/** Whom the entry names that is left of a refused request. */
async function namedBy(...asked: [graphql: GraphqlRequest | undefined, token?: string]) {
  return (await recordedOf('PURPOSE_NOT_ALLOWED', ...asked)).entries[0]?.named;
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

test.each<ErrorCode>(['CHANGE_NOT_RECORDED', 'LOG_UNAVAILABLE'])(
  'who is told %s was refused by nobody: what may have been changed is not told as refused',
  async (code) => {
    const graphql = { query: 'mutation { submitClaim { id } }' };
    expect(await recordedOf(code, graphql)).toEqual({ entries: [], counted: [] });
    const refused = await recordedOf('QUOTA_EXCEEDED', graphql);
    expect([refused.entries.length, refused.counted]).toEqual([1, ['QUOTA_EXCEEDED']]);
  },
);
