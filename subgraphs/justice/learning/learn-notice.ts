import type { AgencyEvent } from '../../kit/events/agency-event.ts';
import { DeliveryFailed } from '../../kit/events/delivery-outcome.ts';
import { askWhole, type AskHub } from '../../kit/hub/ask-hub.ts';
import { insertIfNew } from '../../kit/store/insert-once.ts';
import type { AnnouncedEventRecord } from '../collections.ts';
import type { JusticeSources } from '../sources.ts';
import {
  askingOrganisation,
  birthNoticeQuestion,
  deathNoticeQuestion,
  type NoticeAnswer,
} from './questions.ts';

const questions = {
  MEDICAL_BIRTH_NOTICE: { kind: 'BIRTH', query: birthNoticeQuestion, purpose: 'CS.BIRTH.REGISTER' },
  MEDICAL_DEATH_NOTICE: { kind: 'DEATH', query: deathNoticeQuestion, purpose: 'CS.DEATH.REGISTER' },
} as const;

/**
 * Learns of a medical notice of a birth or a death, from which a registration is to come: its number and whom it is about,
 * for the purpose of registering (Law 60/2014 Art. 16, 34). A re-issue keeps its number, and is the same notice here.
 *
 * @throws DeliveryFailed `EARLIER_NOTICE_UNKNOWN` for a re-issue of which was heard before the edition that it corrects
 */
export async function learnNotice(
  { type, document }: AgencyEvent,
  { announcedCollection }: JusticeSources,
  ask: AskHub,
): Promise<void> {
  const asked = questions[document.kind as keyof typeof questions];
  if (!asked) return;
  if (type.endsWith('.withdrawn')) return learnWithdrawal(document.id, announcedCollection);
  const { medicalDocument } = await askWhole<NoticeAnswer>(ask, {
    query: asked.query,
    variables: { id: document.id },
    purpose: asked.purpose,
    organisation: askingOrganisation,
  });
  if (!medicalDocument) return;
  const { code, newborn, subject } = medicalDocument;
  const subjectId = newborn?.id ?? subject?.id;
  const notice: AnnouncedEventRecord = {
    id: document.id,
    version: 1,
    kind: asked.kind,
    noticeCode: code,
    noticeId: document.id,
    ...(subjectId !== undefined && { subjectId }),
  };
  const isNew = await insertIfNew(announcedCollection, notice);
  if (!isNew) await learnReissue(notice, document.supersedes, announcedCollection);
}

/**
 * Whom the latest edition is about counts until its birth or death is registered. A notice under the same code that is no later edition is
 * another facility's mistake.
 */
async function learnReissue(
  { kind, noticeCode, noticeId, subjectId }: AnnouncedEventRecord,
  supersedes: string | undefined,
  announced: JusticeSources['announcedCollection'],
): Promise<void> {
  const [known] = await announced.find({ index: 'byNoticeCode', equals: [noticeCode], limit: 1 });
  if (known?.kind !== kind || supersedes === undefined) return;
  const { isWithdrawn: _earlier, ...open } = known;
  const { reissues = [], registrationId } = open;
  const editions = editionsOf(open);
  if (editions.includes(noticeId)) return;
  if (!editions.includes(supersedes)) throw new DeliveryFailed('EARLIER_NOTICE_UNKNOWN');
  await announced.replace({
    ...open,
    reissues: [...reissues, noticeId],
    ...(registrationId === undefined && subjectId !== undefined && { subjectId }),
  });
}

/** What a facility takes back proves nothing any more, until it issues the notice again. */
async function learnWithdrawal(
  edition: string,
  announced: JusticeSources['announcedCollection'],
): Promise<void> {
  const found = await Promise.all(
    ['byNoticeId', 'byReissue'].map((index) => announced.find({ index, equals: [edition], limit: 1 })),
  );
  const [known] = found.flat();
  if (!known || known.isWithdrawn || editionsOf(known).at(-1) !== edition) return;
  await announced.replace({ ...known, isWithdrawn: true });
}

/** Opaque ids of all editions of a notice, the latest last. */
function editionsOf({ noticeId, reissues = [] }: AnnouncedEventRecord): readonly string[] {
  return [noticeId, ...reissues];
}
