import { afterAll, beforeAll, expect, test } from 'vitest';
import { announcedEvents, birthRegistrations } from '../../subgraphs/justice/collections.ts';
import { seals } from '../../subgraphs/kit/seal/stored-seal.ts';
import { heardEvents } from '../../subgraphs/vss/heard-events.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import {
  act,
  birthInput,
  codesOf,
  deathInput,
  deathRegistrar,
  key,
  operations,
  registrar,
} from './civil-acts.ts';

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'acts');
});
afterAll(() => hub.stop());

/** A notice that waits for its registration. */
async function announce(kind: 'BIRTH' | 'DEATH' = 'BIRTH') {
  const id = key();
  const code = `99024.GCS.${id.slice(0, 5)}.26`;
  const collection = await hub.stores.justice.collection(announcedEvents);
  await collection.insert({ id, version: 1, kind, noticeCode: code, noticeId: `notice-${id}` });
  return { code, id };
}

/** What social insurance has heard of a document. */
async function heardOf(documentId: string): Promise<readonly string[]> {
  const collection = await hub.stores.vss.collection(heardEvents);
  const rows = await collection.find({ index: 'byDocument', equals: [documentId], limit: 10 });
  return rows.map(({ event }) => event.type).toSorted();
}

test('a birth is registered from its notice, and social insurance hears of it', async () => {
  const { code, id } = await announce();
  const made = await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: code }));
  expect(made).toMatchObject({
    __typename: 'BirthRegistered',
    isRepeated: false,
    registration: {
      kind: 'BIRTH_REGISTRATION',
      status: 'ISSUED',
      version: 1,
      registrationKind: 'ORIGINAL',
      registeredLate: false,
    },
  });
  const registrationId = made.registration?.id ?? '';
  await expect.poll(() => heardOf(registrationId)).toEqual(['justice.birth.registered']);
  // It is sealed, and nobody has asked for that.
  const sealed = await hub.stores.justice.collection(seals);
  const sealId = `BirthRegistration/${registrationId}`;
  await expect.poll(() => sealed.get(sealId)).toMatchObject({ kid: 'development-justice' });
  const notices = await hub.stores.justice.collection(announcedEvents);
  expect(await notices.get(id)).toMatchObject({ registrationId });
  // Now the notice has its registration, for whoever asks by its code.
  const { data } = await hub.ask(
    'query ($code: String!) { birthByMedicalNotice(code: $code) { outcome registration { id } } }',
    { code },
    registrar,
  );
  expect(data).toEqual({ birthByMedicalNotice: { outcome: 'MATCH', registration: { id: registrationId } } });
});

test('a birth after sixty days is marked late', async () => {
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh');
  const register = (days: number) =>
    act(hub, 'registerBirth', birthInput({ childBirthDate: today.subtract({ days }).toString() }));
  expect((await register(60)).registration).toMatchObject({
    registrationKind: 'ORIGINAL',
    registeredLate: false,
  });
  expect((await register(61)).registration).toMatchObject({ registrationKind: 'LATE', registeredLate: true });
});

test('a request that is repeated makes no second registration; its key serves no other', async () => {
  const input = birthInput();
  const first = await act(hub, 'registerBirth', input);
  expect(await act(hub, 'registerBirth', input)).toEqual({ ...first, isRepeated: true });
  expect(await act(hub, 'registerBirth', birthInput({ key: input.key }))).toMatchObject({
    because: 'KEY_USED_OTHERWISE',
  });
});

test('two registrars at once make one registration, by the notice as by the number of the child', async () => {
  const { code } = await announce();
  const byNotice = Array.from({ length: 8 }, () => birthInput({ medicalNoticeCode: code }));
  const number = birthInput().childPersonalNumber;
  const byNumber = Array.from({ length: 8 }, () => birthInput({ childPersonalNumber: number }));
  for (const inputs of [byNotice, byNumber]) {
    const acts = await Promise.all(inputs.map((input) => act(hub, 'registerBirth', input)));
    const made = acts.filter(({ __typename }) => __typename === 'BirthRegistered');
    expect(made).toHaveLength(1);
    const refused = acts.filter(({ because }) => because === 'ALREADY_REGISTERED');
    expect(refused).toHaveLength(7);
    expect(new Set(refused.map(({ existing }) => existing))).toEqual(new Set([made[0]?.registration?.id]));
  }
});

test('two at once with one key make one registration, and both are answered with it', async () => {
  const input = birthInput();
  const acts = await Promise.all(Array.from({ length: 6 }, () => act(hub, 'registerBirth', input)));
  expect(new Set(acts.map(({ registration }) => registration?.id)).size).toBe(1);
  expect(acts.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
});

const tomorrow = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').add({ days: 1 }).toString();

test.each([
  ['a notice that nobody announced', { medicalNoticeCode: '99024.GCS.00000.26' }, 'NOTICE_NOT_FOUND', null],
  ['a birth of tomorrow', { childBirthDate: tomorrow }, 'DATES_OUT_OF_ORDER', 'childBirthDate'],
  [
    'a mother who is younger',
    { mother: { ...birthInput().mother, birthYear: 2027 } },
    'DATES_OUT_OF_ORDER',
    'mother.birthYear',
  ],
  ['a number that is none', { childPersonalNumber: '12' }, 'VALUE_NOT_ALLOWED', 'childPersonalNumber'],
  ['an empty name', { childName: ' ' }, 'VALUE_NOT_ALLOWED', 'childName'],
  ['no parent', { mother: null }, 'VALUE_NOT_ALLOWED', 'mother'],
  ['a short key', { key: 'again' }, 'KEY_NOT_USABLE', null],
  ['a number of a person for a key', { key: '9999260004170799' }, 'KEY_NOT_USABLE', null],
])('%s is refused with its reason', async (_what, given, because, field) => {
  const refused = await act(hub, 'registerBirth', birthInput(given));
  expect(refused).toMatchObject({ __typename: 'RegistrationRefused', because, field });
});

test('the notice of a death is no notice of a birth', async () => {
  const { code } = await announce('DEATH');
  expect(await act(hub, 'registerBirth', birthInput({ medicalNoticeCode: code }))).toMatchObject({
    because: 'NOTICE_NOT_FOUND',
  });
});

test('a correction is a new version, and the one before is superseded', async () => {
  const { registration: before } = await act(hub, 'registerBirth', birthInput());
  const change = { childName: 'Trần Canary Thị An' };
  const input = { key: key(), registration: before?.id, reason: 'The name was misspelt.', change };
  const made = await act(hub, 'correctBirth', input);
  expect(made.registration).toMatchObject({
    version: 2,
    supersedes: before?.id,
    status: 'ISSUED',
    childName: 'Trần Canary Thị An',
    statusReason: 'The name was misspelt.',
    child: before?.child,
  });
  const { data } = await hub.ask(
    'query ($id: ID!) { birthRegistration(id: $id) { status } }',
    { id: before?.id },
    registrar,
  );
  expect(data).toEqual({ birthRegistration: { status: 'SUPERSEDED' } });
  expect(await act(hub, 'correctBirth', input)).toEqual({ ...made, isRepeated: true });
  await expect.poll(() => heardOf(made.registration?.id ?? '')).toEqual(['justice.birth.corrected']);
  const again = { ...input, key: key() };
  expect(await act(hub, 'correctBirth', again)).toMatchObject({ because: 'NOT_IN_FORCE' });
  const same = { ...again, key: key(), registration: made.registration?.id };
  expect(await act(hub, 'correctBirth', same)).toMatchObject({ because: 'NOTHING_TO_CORRECT' });
});

test('of two who correct the same version one does', async () => {
  const { registration } = await act(hub, 'registerBirth', birthInput());
  const correct = (childName: string) =>
    act(hub, 'correctBirth', {
      key: key(),
      registration: registration?.id,
      reason: 'The name was misspelt.',
      change: { childName },
    });
  const acts = await Promise.all([
    correct('Trần Canary A'),
    correct('Trần Canary B'),
    correct('Trần Canary C'),
  ]);
  expect(acts.filter(({ __typename }) => __typename === 'BirthRegistered')).toHaveLength(1);
  expect(acts.filter(({ because }) => because === 'NOT_IN_FORCE')).toHaveLength(2);
});

test('a registration that is cancelled stays with its reason, and the birth can be registered anew', async () => {
  const entered = birthInput();
  const { registration } = await act(hub, 'registerBirth', entered);
  const input = { key: key(), registration: registration?.id, reason: 'Registered for another child.' };
  const cancelled = await act(hub, 'cancelBirth', input);
  expect(cancelled.registration).toMatchObject({
    id: registration?.id,
    status: 'WITHDRAWN',
    statusReason: input.reason,
  });
  expect(await act(hub, 'cancelBirth', input)).toEqual({ ...cancelled, isRepeated: true });
  const { registration: another } = await act(hub, 'registerBirth', birthInput());
  for (const other of [{ reason: 'Registered by mistake.' }, { registration: another?.id }])
    expect(await act(hub, 'cancelBirth', { ...input, ...other })).toMatchObject({
      because: 'KEY_USED_OTHERWISE',
    });
  expect(await act(hub, 'cancelBirth', { ...input, key: key() })).toMatchObject({ because: 'NOT_IN_FORCE' });
  await expect
    .poll(() => heardOf(registration?.id ?? ''))
    .toEqual(['justice.birth.cancelled', 'justice.birth.registered']);
  const anew = await act(hub, 'registerBirth', { ...entered, key: key() });
  // The number is of the same child, who is the same person to everybody else.
  expect(anew.registration).toMatchObject({ version: 2, status: 'ISSUED', child: registration?.child });
});

test('an extract is issued at any commune; a registration is changed in its own', async () => {
  const { registration } = await act(hub, 'registerBirth', birthInput());
  const elsewhere = { ...registrar, organisation: '90207' };
  const input = { key: key(), registration: registration?.id };
  const made = await act(hub, 'issueBirthExtract', input, { ...elsewhere, purpose: 'CS.EXTRACT' });
  expect(made).toMatchObject({
    __typename: 'BirthExtractIssued',
    extract: { registration: { id: registration?.id } },
  });
  const reason = 'Registered for another child.';
  expect(await act(hub, 'cancelBirth', { ...input, key: key(), reason }, elsewhere)).toMatchObject({
    because: 'NOT_YOUR_REGISTER',
  });
  expect(await act(hub, 'issueBirthExtract', { key: key(), registration: 'nothing-here' })).toMatchObject({
    because: 'REGISTRATION_NOT_FOUND',
  });
});

test('no parent is linked by what is no opaque id', async () => {
  const mother = { ...birthInput().mother, citizen: '079185000123' };
  expect(await act(hub, 'registerBirth', birthInput({ mother }))).toMatchObject({
    because: 'VALUE_NOT_ALLOWED',
    field: 'mother.citizen',
  });
});

test('the death of a person locks the record of the birth', async () => {
  const { registration } = await act(hub, 'registerBirth', birthInput());
  const child = registration?.child?.id ?? '';
  const dead = await act(hub, 'registerDeath', deathInput(child), deathRegistrar);
  expect(dead).toMatchObject({ __typename: 'DeathRegistered', registration: { registeredLate: false } });
  const change = { childName: 'Trần Canary Thị An' };
  const correction = () => ({
    key: key(),
    registration: registration?.id,
    reason: 'The name was misspelt.',
    change,
  });
  expect(await act(hub, 'correctBirth', correction())).toMatchObject({ because: 'RECORD_LOCKED_BY_DEATH' });
  expect(await act(hub, 'registerDeath', deathInput(child), deathRegistrar)).toMatchObject({
    because: 'ALREADY_REGISTERED',
    existing: dead.registration?.id,
  });

  const cancel = { key: key(), registration: dead.registration?.id, reason: 'Another person died.' };
  expect(await act(hub, 'cancelDeath', cancel, deathRegistrar)).toMatchObject({
    registration: { status: 'WITHDRAWN' },
  });
  expect(await act(hub, 'correctBirth', correction())).toMatchObject({ __typename: 'BirthRegistered' });
});

test.each([
  ['a death before the birth', { deceasedBirthDate: tomorrow }, 'DATES_OUT_OF_ORDER', 'deceasedBirthDate'],
  [
    'a death to come',
    { diedAt: Temporal.Now.instant().add({ hours: 30 }).toString() },
    'DATES_OUT_OF_ORDER',
    'diedAt',
  ],
])('%s is refused with its reason', async (_what, given, because, field) => {
  expect(await act(hub, 'registerDeath', deathInput('A'.repeat(22), given), deathRegistrar)).toMatchObject({
    because,
    field,
  });
});

test.each([
  ['a registrar for an extract', { ...registrar, purpose: 'CS.EXTRACT' }],
  ['a registrar of deaths', deathRegistrar],
  ['a registrar without a purpose', { ...registrar, purpose: '' }],
  ['a population officer', { persona: 'population-officer' as const }],
  ['a claim officer', { persona: 'vss-officer' as const }],
  ['a facility', { persona: 'facility-clerk' as const }],
  ['the mother', { persona: 'citizen' as const }],
  ['an auditor', { persona: 'auditor' as const }],
])('%s registers no birth, and the whole request is refused', async (_who, asker) => {
  const input = birthInput();
  const answer = await hub.ask(operations.registerBirth, { input }, asker);
  expect(codesOf(answer)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  expect(answer.data?.['act'] ?? null).toBeNull();
  const entries = await hub.stores.justice.collection(birthRegistrations);
  const equals = [input.childPersonalNumber];
  expect(await entries.find({ index: 'byChildNumber', equals, limit: 1 })).toEqual([]);
});
