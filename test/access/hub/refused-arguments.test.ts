import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubUnderTest } from '../../scenario/running-hub.ts';
import { knownPerson } from '../matrix/known-person.ts';
import { askers, ofPerson, startKnownHub } from './known-hub.ts';

const { id } = knownPerson;
const { officer, population, auditor } = askers;

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startKnownHub();
});
afterAll(() => hub.stop());

/** Stands for a value that must not come back. */
const secret = '079190000123';
const period = 'from: "2026-05-02", to: "2026-05-01"';
const noMonth = 'months: 0, from: "2016-05-02", to: "2026-05-01"';
const tenYears = 'months: 6, from: "2026-05-02", to: "2016-05-01"';

describe('K6: an argument that an agency refuses is the caller’s to mend:', () => {
  test.each([
    [ofPerson(`claims(after: "${secret}") { nodes { id } }`), 'citizen.claims', 'after', 'CURSOR_UNKNOWN'],
    [ofPerson(`k: claims(after: "${secret}") { nodes { id } }`), 'citizen.k', 'after', 'CURSOR_UNKNOWN'],
    [ofPerson('claims(first: 0) { nodes { id } }'), 'citizen.claims', 'first', 'PAGE_SIZE'],
    [ofPerson('claims(first: 101) { nodes { id } }'), 'citizen.claims', 'first', 'PAGE_SIZE'],
    [
      ofPerson(`hasLeaveCovering(${period}) { outcome }`),
      'citizen.hasLeaveCovering',
      'from',
      'PERIOD_REVERSED',
    ],
    [
      ofPerson(`insurance { contributedAtLeast(${tenYears}) }`),
      'citizen.insurance.contributedAtLeast',
      'from',
      'PERIOD_REVERSED',
    ],
    [
      ofPerson(`insurance { contributedAtLeast(${noMonth}) }`),
      'citizen.insurance.contributedAtLeast',
      'months',
      'LESS_THAN_ONE',
    ],
    [`citizens(ids: [${`"${secret}",`.repeat(101)}]) { id }`, 'citizens', 'ids', 'TOO_MANY_IDS'],
  ])('%s', async (selection, path, argument, problem) => {
    const answer = await hub.ask(`{ ${selection} }`, {}, officer);
    expect(answer.status).toBe(200);
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining(`Argument "${argument}" `),
        path: path.split('.'),
        extensions: { code: 'BAD_USER_INPUT', argument, problem },
      },
    ]);
    expect(answer.text).not.toContain(secret);
  });

  test('a relation by adoption too, with the field to ask instead', async () => {
    const query = `{ ${ofPerson('familyRelations(kind: CHILD) { nodes { kind } }')} }`;
    const open = await hub.ask(query, {}, population);
    expect(open.errors).toEqual([]);
    const registrar = { persona: 'justice-registrar', purpose: 'CS.BIRTH.REGISTER' } as const;
    const answer = await hub.ask(query.replace('CHILD', 'ADOPTED_CHILD'), {}, registrar);
    expect(answer.errors.map(({ message }) => message)).toEqual([
      'Argument "kind" is a relation by adoption: ask for `adoptions` instead.',
    ]);
  });

  test('a report on a longer period than is read for one answer too', async () => {
    const days = 'from: "2026-01-01", to: "2026-04-03"';
    const query = `{ facilityPromptness(facility: "00001", ${days}) { papers } }`;
    const answer = await hub.ask(query, {}, { ...auditor, language: 'vi' });
    expect(answer.errors.map(({ message, path }) => [message, path])).toEqual([
      [
        'Tham số "to" phải cách ngày đầu ít hơn 92 ngày: hãy hỏi khoảng thời gian ngắn hơn.',
        ['facilityPromptness'],
      ],
    ]);
  });

  test('once for all rows, in the language of the caller', async () => {
    const query =
      'query ($ids: [ID!]!, $after: String) { citizens(ids: $ids) { claims(after: $after) { nodes { id } } } }';
    const variables = { ids: [id, id, id], after: secret };
    const answer = await hub.ask(query, variables, { ...officer, language: 'vi' });
    expect(answer.errors.map(({ message, path }) => [message, path])).toEqual([
      [
        'Tham số "after" không phải là con trỏ của danh sách này: hãy bỏ đi để bắt đầu từ trang đầu.',
        ['citizens', 0, 'claims'],
      ],
    ]);
    expect(answer.data).toEqual({ citizens: [{ claims: null }, { claims: null }, { claims: null }] });
  });

  test('and is no fault of an agency', () => {
    expect(hub.faults).toEqual([]);
  });
});

describe('K6: a day that is none is refused before anything is asked:', () => {
  const covering = (from: string) =>
    ofPerson(`hasLeaveCovering(from: ${from}, to: "2026-05-01") { outcome }`);

  test('in a variable, with its name and the shape of a day', async () => {
    const answer = await hub.ask(`query ($from: Date!) { ${covering('$from')} }`, { from: secret }, officer);
    expect([answer.data, answer.errors.map(({ extensions }) => extensions?.['code'])]).toEqual([
      undefined,
      ['BAD_USER_INPUT'],
    ]);
    expect(answer.errors[0]?.message).toContain('"$from"');
    expect(answer.errors[0]?.message).toContain('Date must be a calendar day like 2026-07-01.');
    expect(answer.text).not.toContain(secret);
  });

  test('in the text of the operation, with its place', async () => {
    const text = `{ ${covering(`"${secret}"`)} }`;
    const answer = await hub.ask(text, {}, officer);
    expect([answer.data, answer.errors]).toMatchObject([
      undefined,
      [
        {
          message: 'Date must be a calendar day like 2026-07-01.',
          locations: [{ line: 1, column: text.indexOf(`"${secret}"`) + 1 }],
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    ]);
  });
});
