import { expect, test } from 'vitest';
import { linkNotice } from '../../../subgraphs/justice/acts/notice.ts';
import type { Context } from '../../../subgraphs/justice/acts/desk.ts';
import { learnNotice } from '../../../subgraphs/justice/learning/learn-notice.ts';
import { openSources } from '../../../subgraphs/justice/sources.ts';
import { agencyEvent } from '../../../subgraphs/kit/events/agency-event.ts';
import type { AskHub } from '../../../subgraphs/kit/hub/ask-hub.ts';
import { openStore } from '../../../subgraphs/kit/store/open-store.ts';

/** A register that hears of editions of one notice, and what it knows of that notice. */
async function openRegister() {
  const sources = (await openSources(await openStore({ uri: 'memory:' })))();
  const hear = (id: string, supersedes?: string, newborn?: string) => {
    const ask = (async () => ({
      data: { medicalDocument: { code: 'code-n', newborn: newborn === undefined ? null : { id: newborn } } },
      errors: [],
    })) as unknown as AskHub;
    const pointer = { agency: 'health', kind: 'MEDICAL_BIRTH_NOTICE', id, version: 1, supersedes };
    const event = agencyEvent(
      'health.paper.received',
      pointer,
      Temporal.Instant.from('2026-11-28T00:00:00Z'),
    );
    return learnNotice(event, sources, ask);
  };
  const known = async () =>
    (await sources.announcedCollection.find({ index: 'byNoticeCode', equals: ['code-n'], limit: 2 }))[0];
  return { sources, hear, known };
}

test('a notice that was issued again is of whom its latest edition names, until the birth is registered', async () => {
  const { sources, hear, known } = await openRegister();
  await hear('n1', undefined, 'a sibling');
  await hear('n2', 'n1', 'the newborn');
  await hear('n2', 'n1', 'the newborn');
  expect(await known()).toMatchObject({ noticeId: 'n1', reissues: ['n2'], subjectId: 'the newborn' });
  await linkNotice(sources as Context, 'n1', { id: 'entry', subjectId: 'the newborn' });
  await hear('n3', 'n2', 'somebody else');
  expect(await known()).toMatchObject({ reissues: ['n2', 'n3'], subjectId: 'the newborn' });
});

test('a notice under a code that another facility took is no edition of that one', async () => {
  const { hear, known } = await openRegister();
  await hear('n1', undefined, 'the newborn');
  await hear('another', undefined, 'another newborn');
  await expect(hear('another again', 'another', 'another newborn')).rejects.toThrow('EARLIER_NOTICE_UNKNOWN');
  expect(await known()).toMatchObject({ subjectId: 'the newborn' });
  expect(await known()).not.toHaveProperty('reissues');
});

test('an edition of which is heard before the one that it corrects is learnt once that one is', async () => {
  const { hear, known } = await openRegister();
  await hear('n1');
  await expect(hear('n3', 'n2')).rejects.toThrow('EARLIER_NOTICE_UNKNOWN');
  await hear('n2', 'n1');
  await hear('n3', 'n2');
  expect(await known()).toMatchObject({ reissues: ['n2', 'n3'] });
});

test('a birth that is registered while its notice is issued again is linked to it all the same', async () => {
  const { sources, hear, known } = await openRegister();
  await hear('n1');
  const { announcedCollection: announced } = sources;
  let isFirst = true;
  const meanwhile: Pick<typeof announced, 'find' | 'replace'> = {
    find: (range) => announced.find(range),
    replace: async (changed) => {
      if (isFirst) {
        isFirst = false;
        await hear('n2', 'n1');
      }
      return announced.replace(changed);
    },
  };
  const context = { ...sources, announcedCollection: meanwhile } as unknown as Context;
  await linkNotice(context, 'n1', { id: 'entry', subjectId: 'the newborn' });
  expect(await known()).toMatchObject({ reissues: ['n2'], registrationId: 'entry' });
});
