import { expect, test } from 'vitest';
import { cancelBirth } from '../../../subgraphs/justice/acts/cancel-registration.ts';
import { correctBirth } from '../../../subgraphs/justice/acts/correct-registration.ts';
import type { Context } from '../../../subgraphs/justice/acts/desk.ts';
import type { RegisterBirthInput } from '../../../subgraphs/justice/acts/inputs.ts';
import { issueBirthExtract } from '../../../subgraphs/justice/acts/issue-extract.ts';
import { registerBirth } from '../../../subgraphs/justice/acts/register-birth.ts';
import type { BirthRegistrationRecord } from '../../../subgraphs/justice/collections.ts';
import { registrationInForce } from '../../../subgraphs/justice/registration-in-force.ts';
import { openSources } from '../../../subgraphs/justice/sources.ts';
import type { AgencyEvent } from '../../../subgraphs/kit/events/agency-event.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';
import { birthInput } from '../../acts/civil-acts.ts';
import { caller } from '../access/caller.ts';
import { birth } from './records.ts';

const reason = 'a reason in words';

/** A registrar of the commune of an entry, over a register of their own. */
async function openDesk() {
  const sources = (await openSources(await openStore({ uri: 'memory:' })))();
  const mother = {
    fullName: 'Nguyễn Thị Ánh',
    birthYear: 1990,
    nationality: 'VNM',
    ethnicityCode: '01',
    residence: 'Xã Mẫu',
    verified: false,
  };
  const entry = birth('entry', 'child', { childPersonalNumber: '001226000001', mother, parentIds: [] });
  await sources.births.collection.insert(entry);
  const told: AgencyEvent[] = [];
  const access = caller({
    citizen: 'registrar',
    organisation: entry.issuer.code,
    purpose: 'CS.BIRTH.REGISTER',
  });
  const context = {
    ...sources,
    call: { access },
    today: Temporal.PlainDate.from('2026-11-27'),
    announce: async (event: AgencyEvent) => void told.push(event),
  } as unknown as Context;
  return { context, entry, told, collection: sources.births.collection };
}

/** The same birth as a registrar enters it. */
function asRegistered({ childPersonalNumber, childName, childBirthDate }: BirthRegistrationRecord) {
  return {
    ...birthInput({ key: 'the-key-that-registers', childPersonalNumber, childName }),
    childBirthDate: Temporal.PlainDate.from(childBirthDate),
  } as unknown as RegisterBirthInput;
}

test('an entry that is cancelled while another registrar corrects it says nothing any more, and both are told', async () => {
  const { context, told, collection } = await openDesk();
  const cancel = { key: 'the-key-that-cancels', registration: 'entry', reason };
  const meanwhile: Pick<typeof collection, 'get' | 'find' | 'replace' | 'insert'> = {
    get: (id) => collection.get(id),
    find: (range) => collection.find(range),
    replace: (changed) => collection.replace(changed),
    insert: async (correction) => {
      const cancelled = await cancelBirth(undefined, { input: cancel }, context);
      expect(cancelled).toHaveProperty('registration.status', 'WITHDRAWN');
      return collection.insert(correction);
    },
  };
  const births = { ...context.births, collection: meanwhile as typeof collection };
  const change = { childGender: 'FEMALE' } as const;
  const correct = { key: 'the-key-that-corrects', registration: 'entry', reason, change };
  for (const given of [{ ...context, births }, context]) {
    expect(await correctBirth(undefined, { input: correct }, given)).toMatchObject({
      because: 'NOT_IN_FORCE',
    });
    const entries = await collection.find({ index: 'byChild', equals: ['child'], limit: 10 });
    expect(entries).toHaveLength(2);
    expect(registrationInForce(entries)).toBeUndefined();
  }
  expect(told.at(-1)).toMatchObject({ type: 'justice.birth.cancelled' });
});

test('an entry that was corrected says nothing any more, although the process ended before it was marked', async () => {
  const { context, entry, collection } = await openDesk();
  await collection.insert({ ...entry, id: 'correction', edition: 2, supersedes: 'entry' });
  const old = { registration: 'entry', reason };
  const refused = { because: 'NOT_IN_FORCE' };
  const extract = (registration: string) =>
    issueBirthExtract(undefined, { input: { key: `the-key-of-${registration}`, registration } }, context);
  expect(await extract('entry')).toMatchObject(refused);
  expect(await extract('correction')).toHaveProperty('extract');
  const cancel = { ...old, key: 'the-key-that-cancels' };
  expect(await cancelBirth(undefined, { input: cancel }, context)).toMatchObject(refused);
});

test('an entry that was corrected comes back in nothing, once its correction is cancelled, although it was never marked', async () => {
  const { context, entry, collection } = await openDesk();
  await collection.insert({ ...entry, id: 'correction', edition: 2, supersedes: 'entry' });
  const cancel = { key: 'the-key-that-cancels', registration: 'correction', reason };
  const cancelled = await cancelBirth(undefined, { input: cancel }, context);
  expect(cancelled).toHaveProperty('registration.status', 'WITHDRAWN');
  const entries = await collection.find({ index: 'byChild', equals: ['child'], limit: 10 });
  expect(registrationInForce(entries)).toBeUndefined();
  const made = await registerBirth(undefined, { input: asRegistered(entry) }, context);
  expect(made).toMatchObject({ __typename: 'BirthRegistered', registration: { edition: 3 } });
});

test('whose number a correction took off is registered under it, although the old entry was never marked', async () => {
  const { context, entry, collection } = await openDesk();
  const right = { childPersonalNumber: '001226000002' };
  await collection.insert({ ...entry, ...right, id: 'correction', edition: 2, supersedes: 'entry' });
  const input = { ...asRegistered(entry), childName: 'Phạm Văn Khác' };
  const made = await registerBirth(undefined, { input }, context);
  expect(made).toMatchObject({ __typename: 'BirthRegistered' });
});
