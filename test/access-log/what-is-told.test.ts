import { describe, expect, test } from 'vitest';
import {
  agencyPoliciesIn,
  fieldsIn,
  mayHoldLine,
  outcomeIn,
  policiesIn,
  subjectsOf,
  waitsAsAWhole,
} from '../../gateway/hub/access-log/access-view.ts';
import { isHiddenFromAsker } from '../../gateway/hub/access-log/told-to-asker.ts';
import { emergencyWaits, toldToSubject } from '../../gateway/hub/access-log/told-to-subject.ts';
import type { EmergencyAccess } from '../../gateway/break-glass/emergency-access.ts';
import type { DisclosureEntry } from '../../gateway/log/disclosure-entry.ts';
import { logRow } from '../../gateway/log/index/log-row.ts';
import { beginning } from '../../gateway/log/segment/segment.ts';
import type { Relation } from '../../schema/policy/relation.ts';
import { entryAt } from '../log/entries.ts';

const plain = entryAt('2026-08-01T00:00:00Z', 'r1');
const { reason: _reason, ...caller } = plain.caller;

/** An entry about two people: what was shown of one was refused of the other. */
const ofTwo: DisclosureEntry = {
  ...plain,
  caller: { ...caller, reason: undefined },
  outcome: 'REFUSED_IN_PART',
  disclosures: [
    { subgraph: 'health', subjects: ['s1'], relation: 'CASE', full: ['A.a'], policies: ['p1'] },
    { subgraph: 'health', subjects: ['s2'], relation: 'NONE', denied: ['A.a'], policies: ['p2'] },
  ],
  denials: [
    { coordinate: 'A.a', reason: 'NOT_RELATED' },
    // Of somebody of whom nobody here is told.
    { coordinate: 'A.c', reason: 'NOT_RELATED' },
    { coordinate: 'A.b', reason: 'NOT_GRANTED', policies: ['p3'] },
  ],
};

function viewOf(entry: DisclosureEntry, relation: Relation, subject?: string) {
  const chained = { entry, gateway: 'g1', previous: '', sequence: 0 };
  const row = logRow(chained, 'hash', '2026-08', beginning);
  return { logged: { row, line: '', chained }, relation, ...(subject !== undefined && { subject }) };
}

describe('of an access to several people', () => {
  test.each([
    ['s1', [['A.a', 'FULL'] as const, ['A.b', 'NONE'] as const], 'REFUSED_IN_PART', ['p1', 'p3']],
    ['s2', [['A.a', 'NONE'] as const, ['A.b', 'NONE'] as const], 'REFUSED', ['p2', 'p3']],
  ])('each is told their own part: %s', (subject, fields, outcome, policies) => {
    const view = viewOf(ofTwo, 'SELF', subject);
    expect(fieldsIn(view).map((field) => [field.coordinate, field.outcome])).toEqual(fields);
    expect([outcomeIn(view), policiesIn(view)]).toEqual([outcome, policies]);
  });

  test('nobody gets the line that speaks of the others too', () => {
    expect(mayHoldLine(viewOf(ofTwo, 'SELF', 's1'))).toBe(false);
    expect(mayHoldLine(viewOf(ofTwo, 'DUTY'))).toBe(true);
  });

  test('auditors are told all of it', () => {
    const view = viewOf(ofTwo, 'DUTY');
    expect(fieldsIn(view)).toEqual([
      { coordinate: 'A.a', outcome: 'FULL' },
      { coordinate: 'A.b', outcome: 'NONE' },
      { coordinate: 'A.c', outcome: 'NONE' },
    ]);
    expect(outcomeIn(view)).toBe('REFUSED_IN_PART');
  });
});

test('each agency that decided by another policy is named once with it, and none that decided by the same', () => {
  const [shown, denied] = ofTwo.disclosures;
  const disclosures = [
    { ...shown, policyVersion: 'v-2' },
    { ...denied, policyVersion: 'v-2' },
    { ...shown, subgraph: 'vss' },
  ] as DisclosureEntry['disclosures'];
  expect(agencyPoliciesIn(viewOf({ ...ofTwo, disclosures }, 'DUTY'))).toEqual([
    { agency: 'health', policyVersion: 'v-2' },
  ]);
});

describe('the line is handed to the data subject', () => {
  const { disclosures, denials } = ofTwo;
  const { case: _case, citizen: _citizen, ...asker } = caller;
  const line = {
    ...ofTwo,
    caller: { ...asker, case: undefined, citizen: undefined, reason: undefined, emergency: undefined },
    operation: { kind: 'query', name: undefined, digest: 'd' },
    disclosures: disclosures.slice(0, 1),
    denials: denials.slice(2),
  } satisfies DisclosureEntry;

  test('where it speaks of them alone', () => {
    expect(mayHoldLine(viewOf(line, 'SELF', 's1'))).toBe(true);
    const own = { ...line, caller: { ...line.caller, citizen: 's1' } };
    expect(mayHoldLine(viewOf(own, 'SELF', 's1'))).toBe(true);
  });

  test.each<[string, Partial<DisclosureEntry>]>([
    ['what an officer wrote', { caller: { ...line.caller, reason: 'Đối chiếu' } }],
    ['the case of somebody', { caller: { ...line.caller, case: 'BHXH-1' } }],
    ['an emergency access', { caller: { ...line.caller, emergency: 'e1' } }],
    ["the officer's own opaque id", { caller: { ...line.caller, citizen: 'officer' } }],
    ['the name that somebody gave to the operation', { operation: { ...line.operation, name: 'AboutMe' } }],
    ['what was denied about somebody else', { denials }],
  ])('not with %s', (_what, change) => {
    expect(mayHoldLine(viewOf({ ...line, ...change }, 'SELF', 's1'))).toBe(false);
  });
});

describe('an emergency access', () => {
  const dueAt = '2026-08-05T00:00:00.000Z';
  // Of a purpose without cases nobody is named beforehand.
  const emergency = {
    id: 'e1',
    requester: { actor: plain.caller.actor },
    notice: { dueAt, subjects: [] },
  } as unknown as EmergencyAccess;
  const entry: DisclosureEntry = { ...plain, caller: { ...plain.caller, emergency: 'e1' } };
  const toldAt = (now: string, known: EmergencyAccess | undefined, each = entry) =>
    toldToSubject(
      {
        now: () => Temporal.Instant.from(now),
        get: async () => known,
        untoldTo: async () => (known ? [known] : []),
      },
      's1',
    )(viewOf(each, 'SELF').logged.row);
  const whileOpen = '2026-08-04T23:59:59.999Z';

  test('is told to the data subject from the day of its notice on', async () => {
    expect(await toldAt(whileOpen, emergency)).toBe(false);
    expect(await toldAt(dueAt, emergency)).toBe(true);
  });

  test('that is open is not told by what its officer is refused', async () => {
    const { decided: _decided, ...refused } = entry;
    expect(await toldAt(whileOpen, emergency, { ...refused, outcome: 'REFUSED' })).toBe(false);
  });

  test('that waits for a second person is not told by what its officer is refused meanwhile', async () => {
    const { notice: _notice, ...asked } = emergency;
    const waiting: EmergencyAccess = { ...asked, state: 'REQUESTED', endsAt: dueAt };
    expect(await toldAt(whileOpen, waiting)).toBe(false);
    expect(await toldAt(dueAt, waiting)).toBe(true);
    expect(await toldAt(whileOpen, { ...waiting, state: 'REJECTED' })).toBe(true);
  });

  test('of somebody else hides nothing that was done in its name', async () => {
    const other = { ...entry, caller: { ...entry.caller, actor: 'another' } };
    expect(await toldAt(whileOpen, emergency, other)).toBe(true);
  });

  test.each([
    ['of whom not all are known', { emergency: 'SEVERAL' }],
    ['of one that several named', { actor: 'NONE' }],
  ])('is not told by a count %s, while any to these data waits for its notice', async (_what, counted) => {
    const together = { ...entry, caller: { ...entry.caller, ...counted } };
    const asked = (requestedAt: string) => ({ ...emergency, requestedAt });
    expect(await toldAt(whileOpen, asked('2026-08-01T00:00:00.000Z'), together)).toBe(false);
    expect(await toldAt(whileOpen, asked('2026-08-02T00:00:00.000Z'), together)).toBe(true);
    expect(await toldAt(whileOpen, undefined, together)).toBe(true);
  });

  test('is told at once where the register knows of no delay', async () => {
    expect(await toldAt('2026-08-01T00:00:01Z', undefined)).toBe(true);
  });
});

describe('a look at an emergency access', () => {
  const looked = {
    subgraph: 'hub',
    subjects: ['s1'],
    relation: 'DUTY',
    full: ['EmergencyAccess.reason'],
    policies: ['p-log'],
  } as const;
  const other = { subgraph: 'hub', subjects: ['s1'], relation: 'DUTY', full: ['A.a'] } as const;
  const alone: DisclosureEntry = { ...plain, outcome: 'ANSWERED', disclosures: [looked], denials: [] };
  const beside: DisclosureEntry = {
    ...alone,
    disclosures: [looked, { ...other, full: ['A.a', 'Mutation.endEmergencyAccess'] }],
    denials: [{ coordinate: 'EmergencyAccess.case', reason: 'NOT_GRANTED' }],
  };
  const waiting = (entry: DisclosureEntry) => ({ ...viewOf(entry, 'SELF', 's1'), emergencyWaits: true });
  const waitsAt = (requestedAt: string, entry = alone) =>
    emergencyWaits(
      { untoldTo: async () => [{ requestedAt } as EmergencyAccess] },
      's1',
    )(viewOf(entry, 'SELF').logged.row);

  test.each([
    'EmergencyAccess.reason',
    'EmergencyAccess.noticeDueAt',
    'Query.emergencyAccess',
    'Query.emergencyAccesses',
    'Mutation.requestEmergencyAccess',
    'Mutation.approveEmergencyAccess',
    'Mutation.endEmergencyAccess',
  ])('waits for the notice: %s, shown or denied', async (coordinate) => {
    const shown = { ...alone, disclosures: [{ ...looked, full: [coordinate] }] };
    const { full: _full, ...about } = looked;
    const denied = { ...alone, disclosures: [{ ...about, denied: [coordinate] }] };
    const refused: DisclosureEntry = {
      ...alone,
      disclosures: [],
      denials: [{ coordinate, reason: 'NOT_GRANTED' }],
    };
    for (const entry of [shown, denied, refused]) {
      expect(await waitsAt(plain.at, entry)).toBe(true);
      expect(waitsAsAWhole(waiting(entry))).toBe(true);
    }
  });

  test('hides nothing else of its row, which is told without it, without its law and without the line', () => {
    const view = waiting(beside);
    expect(waitsAsAWhole(view)).toBe(false);
    expect(fieldsIn(view)).toEqual([{ coordinate: 'A.a', outcome: 'FULL' }]);
    expect([outcomeIn(view), policiesIn(view), mayHoldLine(view)]).toEqual(['ANSWERED', [], false]);
  });

  test('is told with all of it when the notice is due', () => {
    const view = viewOf(beside, 'SELF', 's1');
    expect(fieldsIn(view).map(({ coordinate }) => coordinate)).toEqual([
      'A.a',
      'EmergencyAccess.case',
      'EmergencyAccess.reason',
      'Mutation.endEmergencyAccess',
    ]);
  });

  test('stays told when another access is asked for later, and waits however the clocks differ', async () => {
    const at = Temporal.Instant.from(plain.at);
    expect(await waitsAt(at.add({ seconds: 6 }).toString())).toBe(false);
    expect(await waitsAt(at.add({ seconds: 5 }).toString())).toBe(true);
  });

  test('is all that waits: what was seen of the person is told at once', async () => {
    expect(await waitsAt(plain.at, { ...alone, disclosures: [other] })).toBe(false);
  });
});

describe('whoever asked, about their own access,', () => {
  const shown = { subgraph: 'vss', subjects: ['s1'], relation: 'CASE', full: ['A.a'] } as const;
  const hidden = {
    subgraph: 'vss',
    subjects: ['s2'],
    relation: 'NONE',
    denied: ['Query.claimByNumber'],
  } as const;
  const beside: DisclosureEntry = {
    ...plain,
    outcome: 'ANSWERED',
    disclosures: [shown, hidden],
    denials: [],
  };
  const alone: DisclosureEntry = { ...beside, disclosures: [hidden] };

  test('is not told of what was not there for them, nor whose it is', () => {
    const own = viewOf(beside, 'OWN_RECORD');
    expect(fieldsIn(own)).toEqual([{ coordinate: 'A.a', outcome: 'FULL' }]);
    expect([subjectsOf(own), mayHoldLine(own), isHiddenFromAsker(beside)]).toEqual([['s1'], false, false]);
    expect(isHiddenFromAsker(alone)).toBe(true);
  });

  test('is told of what they were refused', () => {
    const coordinate = 'Query.claimByNumber';
    const refused: DisclosureEntry = { ...beside, denials: [{ coordinate, reason: 'NOT_RELATED' }] };
    const own = viewOf(refused, 'OWN_RECORD');
    expect(fieldsIn(own)).toContainEqual({ coordinate, outcome: 'NONE' });
    expect([subjectsOf(own), mayHoldLine(own)]).toEqual([['s1', 's2'], true]);
  });

  test('and the person and auditors are told all of it', () => {
    expect(fieldsIn(viewOf(alone, 'SELF', 's2'))).toEqual([
      { coordinate: 'Query.claimByNumber', outcome: 'NONE' },
    ]);
    expect(subjectsOf(viewOf(beside, 'DUTY'))).toEqual(['s1', 's2']);
  });
});
