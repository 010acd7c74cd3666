import { describe, expect, test } from 'vitest';
import { anonymousFacts, type AccessFacts } from '../../gateway/access/access-facts.ts';
import { requestRelations, type AskRelations } from '../../gateway/trust/prove-relations.ts';
import { readRelations } from '../../gateway/trust/read-relations.ts';
import type { ProvenRelations, RelationQuestion } from '../../schema/hub-context.ts';

/** An agency that answers from a table and remembers what it was asked. */
function agency(answers: ProvenRelations): AskRelations & { asked: [string, RelationQuestion][] } {
  const asked: [string, RelationQuestion][] = [];
  return Object.assign(
    async (subgraph: string, question: RelationQuestion) => {
      asked.push([subgraph, question]);
      return answers;
    },
    { asked },
  );
}

function facts(given: Partial<AccessFacts>): AccessFacts {
  return { ...anonymousFacts('2026-11-23'), ...given };
}

describe('the relations of one request', () => {
  test('nobody is asked about a caller who names neither themself, nor a case, nor an employer', async () => {
    const ask = agency({});
    const relations = requestRelations(facts({ role: 'AUDITOR', organisation: 'hub' }), ask);
    expect(await relations.about(['x'])).toEqual({});
    expect(ask.asked).toEqual([]);
  });

  test('each is proven once, however many fetches need it', async () => {
    const ask = agency({
      represented: ['child'],
      case: { claim: 'c', subjects: ['mother'], documents: ['paper'] },
    });
    const relations = requestRelations(facts({ role: 'CITIZEN', citizen: 'mother', case: 'c' }), ask);
    const [first] = await Promise.all([relations.about([]), relations.about(['x']), relations.about(['y'])]);
    expect(first).toEqual({
      represented: ['child'],
      case: { claim: 'c', subjects: ['mother'], documents: ['paper'] },
    });
    expect(ask.asked.map(([subgraph]) => subgraph).toSorted()).toEqual(['population', 'vss']);
  });

  test('an employer is told about the citizens of each fetch, and about each of them once', async () => {
    const ask = agency({ employees: ['a', 'c'] });
    const relations = requestRelations(facts({ role: 'EMPLOYER_HR', organisation: 'e1' }), ask);
    expect(await relations.about(['a', 'b'])).toEqual({ employees: ['a'] });
    expect(await relations.about(['b', 'c'])).toEqual({ employees: ['c'] });
    expect(ask.asked.map(([, question]) => question.employees)).toEqual([['a', 'b'], ['c']]);
  });

  test('about as many at a time as an agency answers, and of all of them', async () => {
    const many = Array.from({ length: 250 }, (_, i) => `citizen-${i}`);
    const ask = agency({ employees: many });
    const relations = requestRelations(facts({ role: 'EMPLOYER_HR', organisation: 'e1' }), ask);
    expect(await relations.about(many)).toEqual({ employees: many });
    expect(ask.asked.map(([, { employees = [] }]) => employees.length)).toEqual([100, 100, 50]);
  });

  test('an agency that proves more than it was asked is not believed about others', async () => {
    const ask = agency({ represented: ['child'], employees: ['a'], case: undefined as never });
    const relations = requestRelations(facts({ role: 'CITIZEN', citizen: 'me' }), ask);
    expect(await relations.about(['a'])).toEqual({ represented: ['child'] });
  });

  test('an agency that is away leaves the relation unknown, which is not no', async () => {
    const relations = requestRelations(facts({ role: 'CITIZEN', citizen: 'me' }), () =>
      Promise.reject(new Error('away')),
    );
    await expect(relations.about([])).rejects.toThrow('away');
  });
});

describe('what a subgraph proved', () => {
  test('is read with its known members alone', () => {
    const text = JSON.stringify({
      represented: ['a'],
      case: { claim: 'c', subjects: ['a'], documents: [], extra: 1 },
      admin: true,
    });
    expect(readRelations(text)).toEqual({
      represented: ['a'],
      case: { claim: 'c', subjects: ['a'], documents: [] },
    });
  });

  test.each(['', 'null', '[]', '{"represented":"a"}', '{"employees":[1]}', '{"case":{"claim":"c"}}'])(
    'proves nothing where it reads %j',
    (text) => {
      expect(readRelations(text)).toBeUndefined();
    },
  );
});
