import { describe, expect, test } from 'vitest';
import { anonymousFacts, type AccessFacts } from '../../gateway/access/access-facts.ts';
import { readContext } from '../../gateway/http/request-context.ts';
import { createAccessHeaders, proveFound } from '../../gateway/trust/access-headers.ts';
import type { ContextSigner } from '../../gateway/trust/context-signer.ts';
import type { Asker } from '../../gateway/trust/asker.ts';
import { requestRelations, type AskRelations } from '../../gateway/trust/prove-relations.ts';
import { readRelations } from '../../gateway/trust/read-relations.ts';
import { carryCase } from '../../gateway/trust/see-through.ts';
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

describe('a case that a fetch carries', () => {
  const proven = { case: { claim: 'c', subjects: ['mother'], documents: [] } };
  const officer = facts({ role: 'VSS_CLAIM_OFFICER', organisation: 'office', case: 'BHXH-1' });
  const ofCase = new Set(['CASE'] as const);
  const [first, second] = [{}, {}];

  test('is carried by the first that goes to the agency which knows it, as often as it is sent, and by no other', () => {
    const relations = requestRelations(officer, agency(proven));
    expect(relations.caseToCarry('population', second)).toBeUndefined();
    expect(relations.caseToCarry('vss', first)).toBe('BHXH-1');
    expect(relations.caseToCarry('vss', second)).toBeUndefined();
    expect(relations.caseToCarry('vss', first)).toBe('BHXH-1');
    expect(requestRelations(facts({}), agency(proven)).caseToCarry('vss', first)).toBeUndefined();
  });

  test('is waited for by whoever needs it meanwhile, and asked of nobody', async () => {
    const ask = agency({});
    const relations = requestRelations(officer, ask);
    relations.caseToCarry('vss', first);
    const about = relations.about([], ofCase);
    expect(relations.carried(second, { case: { claim: 'other', subjects: [], documents: [] } })).toBe(false);
    expect(relations.carried(first, proven)).toBe(true);
    expect([await about, ask.asked]).toEqual([proven, []]);
    expect(relations.caseToCarry('vss', second)).toBeUndefined();
  });

  test('is asked for once where the fetch brought no proof, and is not carried once it was asked for', async () => {
    const ask = agency(proven);
    const relations = requestRelations(officer, ask);
    relations.caseToCarry('vss', first);
    const about = relations.about([], ofCase);
    relations.carried(first, undefined);
    expect([await about, await relations.about([], ofCase), ask.asked.length]).toEqual([proven, proven, 1]);
    const other = requestRelations(officer, ask);
    await other.about([], ofCase);
    expect(other.caseToCarry('vss', first)).toBeUndefined();
  });

  test('is asked for, and the fetch sent again, where an agency answers without a proof', async () => {
    const ask = agency(proven);
    const relations = requestRelations(officer, ask);
    const carried: unknown[] = [];
    const noReport = { data: null, repeated: [], errors: [], access: { disclosures: [], denials: [] } };
    await carryCase(first, relations, async () => {
      carried.push(relations.caseToCarry('vss', first) ?? (await relations.about([], ofCase)));
      return noReport;
    });
    expect(carried).toEqual(['BHXH-1', proven]);
    const failing = requestRelations(officer, ask);
    const away = carryCase(first, failing, async () => {
      failing.caseToCarry('vss', first);
      throw new Error('away');
    });
    await expect(away).rejects.toThrow('away');
    expect(await failing.about([], ofCase)).toEqual(proven);
  });
});

test('a change is signed and carries no case: where it is, what is proven is read before and not with what it changes', async () => {
  const told: Asker['access'][] = [];
  const tellBy =
    (proof: string): ContextSigner =>
    ({ asker }) => {
      told.push(asker.access);
      return { proof };
    };
  const headersFor = createAccessHeaders(
    { sign: tellBy('any'), signChange: tellBy('signature') },
    () => 'version',
    () => new Set(['CASE']),
  );
  const proven = { case: { claim: 'c', subjects: ['mother'], documents: [] } };
  const given = facts({ role: 'VSS_CLAIM_OFFICER', organisation: 'office', case: 'BHXH-1' });
  const context = {
    ...readContext({}, 'POST'),
    facts: given,
    relations: requestRelations(given, agency(proven)),
  };
  const call = {
    subgraph: 'vss',
    body: '{}',
    query: '{ a }',
    context,
    found: [],
    classifications: undefined,
  };
  expect(await headersFor({ ...call, reading: undefined })).toEqual({ proof: 'signature' });
  expect(told[0]).toMatchObject({ relations: proven });
  expect(told[0]).not.toHaveProperty('caseToProve');
  const fresh = { ...context, relations: requestRelations(given, agency(proven)) };
  expect(await headersFor({ ...call, context: fresh, reading: {} })).toEqual({ proof: 'any' });
  expect(told[1]).toMatchObject({ relations: {}, caseToProve: 'BHXH-1' });
});

test('of the people whom an agency found, the child of the case is proven once the registers have said whose it is', async () => {
  const officer = facts({ role: 'VSS_CLAIM_OFFICER', organisation: 'office', case: 'BHXH-1' });
  const child = { id: 'child', of: 'mother', documents: [], restsOn: 'REPRESENTATION' } as const;
  const named = { claim: 'c', subjects: ['mother'], documents: [], child };
  const found = (kinship: 'YES' | 'NO') => {
    const relations = requestRelations(officer, agency({ case: named, kinship }));
    return proveFound(['child', 'somebody'], { relations });
  };
  expect(await found('YES')).toEqual(['child']);
  expect(await found('NO')).toEqual([]);
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

  test('is read with the child of the case, and what a register says of one', () => {
    const child = { id: 'b', of: 'a', documents: ['paper'], restsOn: 'BIRTH' };
    const read = (given: object) =>
      readRelations(
        JSON.stringify({ kinship: 'NO', case: { claim: 'c', subjects: [], documents: [], child: given } }),
      );
    expect(read({ ...child, extra: 1 })).toEqual({
      kinship: 'NO',
      case: { claim: 'c', subjects: [], documents: [], child },
    });
    expect(read({ ...child, restsOn: 1 })).toBeUndefined();
    expect(read({ ...child, documents: 'all' })).toBeUndefined();
    expect(readRelations('{"kinship":"PERHAPS"}')).toBeUndefined();
  });

  test('is read without a child that rests on what this gateway does not know, and with all else', () => {
    const child = { id: 'b', of: 'a', documents: ['paper'], restsOn: 'COURT_RULING' };
    const named = { claim: 'c', subjects: ['a'], documents: ['notice'], states: 'digest' };
    expect(readRelations(JSON.stringify({ represented: ['d'], case: { ...named, child } }))).toEqual({
      represented: ['d'],
      case: named,
    });
  });

  test.each(['', 'null', '[]', '{"represented":"a"}', '{"employees":[1]}', '{"case":{"claim":"c"}}'])(
    'proves nothing where it reads %j',
    (text) => {
      expect(readRelations(text)).toBeUndefined();
    },
  );
});
