import { afterAll, beforeAll, expect, test } from 'vitest';
import { announcedEvents } from '../../subgraphs/justice/collections.ts';
import { startTestHub, type HubUnderTest } from '../scenario/running-hub.ts';
import { act, birthInput, key } from './civil-acts.ts';

/* A number that was typed wrongly and cancelled is another child's: of two children the register makes no one person. */

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startTestHub(120, 'acts');
});
afterAll(() => hub.stop());

const reason = 'The number was typed wrongly.';
const another = { childName: 'Phạm Văn Khác' };

/** A notice that the register was told of; it says who the child is where that is given. */
async function announced(
  noticeCode: string,
  id = key(),
  subject: { readonly subjectId?: string } = {},
): Promise<{ readonly medicalNoticeCode: string }> {
  const notices = await hub.stores.justice.collection(announcedEvents);
  await notices.insert({ id, version: 1, kind: 'BIRTH', noticeCode, noticeId: key(), ...subject });
  return { medicalNoticeCode: noticeCode };
}

async function register(input: Readonly<Record<string, unknown>>) {
  const made = await act(hub, 'registerBirth', input);
  return { ...made, entry: made.registration?.id, child: made.registration?.child?.id };
}

async function cancel(registration: string | undefined): Promise<void> {
  await act(hub, 'cancelBirth', { key: key(), registration, reason });
}

test('whose number stood in a cancelled entry of another child is a person of their own', async () => {
  const notice = await announced('99024.GCS.80001.26');
  const { childPersonalNumber, ...birth } = birthInput();
  const wrong = await register({ ...birth, ...notice, childPersonalNumber });
  await cancel(wrong.entry);
  const right = await register(birthInput(notice));
  expect(right.child).toBe(wrong.child);
  const owner = await register({ ...birthInput(another), childPersonalNumber });
  expect(owner.__typename).toBe('BirthRegistered');
  expect(owner.child).not.toBe(right.child);
});

test('the owner of such a number is another person too where the entry was not made anew yet', async () => {
  const { childPersonalNumber, ...birth } = birthInput();
  const wrong = await register({ ...birth, childPersonalNumber });
  await cancel(wrong.entry);
  for (const other of [another, { childBirthDate: '2026-10-01' }]) {
    const owner = await register({ ...birthInput(other), childPersonalNumber });
    expect(owner.child).not.toBe(wrong.child);
    await cancel(owner.entry);
  }
  const again = await register({ ...birthInput(), childPersonalNumber });
  expect(again.child).toBe(wrong.child);
});

test('a child has one entry in force, under whatever number it is registered a second time', async () => {
  const notice = await announced('99024.GCS.80002.26');
  const { childPersonalNumber, ...birth } = birthInput();
  await cancel((await register({ ...birth, ...notice, childPersonalNumber })).entry);
  const right = await register(birthInput(notice));
  expect(await register({ ...birthInput(), childPersonalNumber })).toMatchObject({
    because: 'ALREADY_REGISTERED',
    existing: right.entry,
  });
});

test('a child whose birth was registered from the notice of another one is registered all the same, as somebody else', async () => {
  const notice = await announced('99024.GCS.80003.26');
  const { childPersonalNumber, ...birth } = birthInput(another);
  const mistaken = await register({ ...birth, ...notice, childPersonalNumber });
  await cancel(mistaken.entry);
  const ofNotice = await register(birthInput(notice));
  const anew = await register({ ...birth, key: key(), childPersonalNumber });
  expect(anew.__typename).toBe('BirthRegistered');
  expect(anew.child).not.toBe(ofNotice.child);
  // Whoever was known by an id once is not followed by another person under it.
  expect([ofNotice.child, anew.child]).toEqual([
    expect.not.stringMatching(`^${mistaken.child}$`),
    mistaken.child,
  ]);
});

test('a request that is repeated after its entry was cancelled takes no notice from whoever is registered by it since', async () => {
  const id = key();
  const notice = await announced('99024.GCS.80005.26', id);
  const { childPersonalNumber, ...birth } = birthInput(another);
  const first = { ...birth, ...notice, childPersonalNumber };
  await cancel((await register(first)).entry);
  const ofNotice = await register(birthInput(notice));
  await register({ ...birth, key: key(), childPersonalNumber });
  expect(await register(first)).toMatchObject({ isRepeated: true });
  const notices = await hub.stores.justice.collection(announcedEvents);
  expect(await notices.get(id)).toMatchObject({ subjectId: ofNotice.child });
});

test('a name that was typed wrongly in an entry from a notice makes its child nobody else', async () => {
  const notice = await announced('99024.GCS.80004.26');
  const { childPersonalNumber, ...birth } = birthInput(notice);
  const wrong = await register({ ...birth, ...another, childPersonalNumber });
  await cancel(wrong.entry);
  const right = await register({ ...birth, key: key(), childPersonalNumber });
  expect(right.child).toBe(wrong.child);
});

test('who was registered from a notice that says who its child is, and anew without it, is not that child', async () => {
  const subjectId = 'child-of-the-notice-01';
  const notice = await announced('99024.GCS.80006.26', key(), { subjectId });
  const { childPersonalNumber, ...birth } = birthInput(another);
  const mistaken = await register({ ...birth, ...notice, childPersonalNumber });
  expect(mistaken.child).toBe(subjectId);
  await cancel(mistaken.entry);
  const anew = await register({ ...birth, key: key(), childPersonalNumber });
  expect(anew.__typename).toBe('BirthRegistered');
  expect(anew.child).not.toBe(subjectId);
  // The child of the notice is registered from it all the same, and who was somebody else stays so.
  expect(await register(birthInput(notice))).toMatchObject({
    __typename: 'BirthRegistered',
    child: subjectId,
  });
  await cancel(anew.entry);
  const third = await register({ ...birth, key: key(), childPersonalNumber });
  expect(third.__typename).toBe('BirthRegistered');
  expect(third.child).not.toBe(subjectId);
});

test('who names the notice again keeps the id that it gave', async () => {
  const subjectId = 'child-of-the-notice-02';
  const notice = await announced('99024.GCS.80007.26', key(), { subjectId });
  const { childPersonalNumber, ...birth } = birthInput(notice);
  await cancel((await register({ ...birth, childPersonalNumber })).entry);
  expect(await register({ ...birth, key: key(), childPersonalNumber })).toMatchObject({ child: subjectId });
});
