import { randomInt } from 'node:crypto';
import { localDay } from '../../subgraphs/health/days.ts';
import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import type { CitizenRecord } from '../../subgraphs/population/collections.ts';
import type { OutgoingPaper } from '../facility/hospital.ts';
import { redate } from '../facility/redate.ts';
import { defaultDay, generateWorld, type WorldOptions } from '../world/generate-world.ts';
import type { WorldRecord } from '../world/world-record.ts';

/** Why the story cannot be told, or did not come out as it goes; in a line for people. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

/** A woman who has just had a child, and what the hospital writes of it. */
export interface Mother {
  readonly citizen: CitizenRecord;
  readonly bornOn: string;
  readonly hospital: string;
  readonly notice: OutgoingPaper & { readonly paper: Notice };
  readonly discharge: OutgoingPaper;
}

type Notice = Extract<MedicalDocumentRecord, { kind: 'MEDICAL_BIRTH_NOTICE' }>;

/** Her earlier children were born so long ago that no claim of today is about them. */
const monthsBetween = 12;

/**
 * Since when contributions count in the year before a birth of these days, and how many months of them it asks for (Law
 * 41/2024/QH15 Art. 50(2)). A month of the edge counts or not by the day of the birth: it is left out.
 */
const lastYear = Temporal.PlainDate.from(defaultDay).subtract({ months: 11 }).with({ day: 1 }).toString();
const monthsAsked = 6;

/**
 * Somebody of the synthetic world whom an employer insures and who had a child years ago: her papers of that time are written again,
 * about a birth of these days.
 *
 * @param mark tells the papers of this run from those of all others
 * @param told ids of those of whom it was told already
 * @throws StoryError when the world has nobody like that
 */
export function chooseMother(
  world: Pick<WorldOptions, 'seed' | 'population'>,
  mark: string,
  told: ReadonlySet<string> = new Set(),
): Mother {
  const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh');
  const before = today.subtract({ months: monthsBetween }).toString();
  const mothers = Array.from(generateWorld({ ...world, asOf: defaultDay }))
    .flatMap((records) => motherIn(records, before) ?? [])
    .filter(({ citizen }) => !told.has(citizen.id));
  // The story can be told of many on one hub, of each once: nobody claims for two births in a week.
  const chosen = mothers[randomInt(mothers.length || 1)];
  if (!chosen) throw new StoryError('The hub has nobody for this story: give its --seed and --population.');
  const { citizen, notice, discharge } = chosen;
  const number = citizen.identifiers.find(({ kind }) => kind === 'PERSONAL_NUMBER')?.value;
  const born = redate(notice, today.subtract({ days: 4 }).toString(), mark);
  return {
    citizen,
    bornOn: localDay(born.childBornAt),
    hospital: born.issuer.name,
    notice: { paper: born, number },
    discharge: { paper: redate(discharge, today.subtract({ days: 1 }).toString(), mark), number },
  };
}

function motherIn(records: readonly WorldRecord[], before: string) {
  const papers = records.flatMap((record) =>
    record.collection === 'medicalDocuments' && record.doc.edition === 1 ? [record.doc] : [],
  );
  const births = papers.filter((paper): paper is Notice => paper.kind === 'MEDICAL_BIRTH_NOTICE');
  for (const notice of births) {
    const { citizenId, episodeId } = notice;
    const isLast = !births.some((other) => other.citizenId === citizenId && other.eventDate >= before);
    const discharge = papers.find(
      (paper) =>
        paper.kind === 'DISCHARGE_PAPER' && paper.citizenId === citizenId && paper.episodeId === episodeId,
    );
    const person = records.find(({ collection, doc }) => collection === 'citizens' && doc.id === citizenId);
    if (!isLast || !discharge || person?.collection !== 'citizens') continue;
    if (isInsured(records, citizenId)) return { citizen: person.doc, notice, discharge };
  }
  return undefined;
}

/** Whether an employer has insured a person for so long that a birth of today gives a right to the benefit. */
function isInsured(records: readonly WorldRecord[], citizenId: string): boolean {
  const months = records.map((record) => {
    if (record.collection !== 'contributions' || record.doc.citizenId !== citizenId) return 0;
    const { scheme, from, to } = record.doc;
    const since = from > lastYear ? from : lastYear;
    if (scheme !== 'COMPULSORY' || to < since) return 0;
    return Temporal.PlainDate.from(since).until(to, { largestUnit: 'months' }).months + 1;
  });
  return months.reduce((sum, each) => sum + each, 0) >= monthsAsked;
}
