import type { UnsettledFile } from '../../../../schema/intake.ts';
import type { Collection } from '../../../kit/store/port.ts';
import type { ReadPaper } from '../reading/read-paper.ts';
import type { ReceivedFile } from './received-file.ts';
import type { SettlingTools } from './settle-file.ts';

/** How many older files of a facility are looked after when it sends a new one, and how often each at most. */
const lookedAfter = 2;
const restBetween = 10 * 60 * 1000;

/**
 * What must be known to file the papers of a file, and of older files of the facility that wait: Health knows no person's
 * number, so whoever asks Population for the one asks for the others too.
 */
export async function unsettledOf(
  file: ReceivedFile,
  files: Collection<ReceivedFile>,
  { opened, now }: Pick<SettlingTools, 'opened' | 'now'>,
): Promise<readonly UnsettledFile[]> {
  const waiting = await files.find({
    index: 'byWaiting',
    equals: [file.facilityCode, 'WAITING'],
    limit: lookedAfter,
  });
  const rested = Date.parse(now()) - restBetween;
  const older = waiting.filter(({ id, triedAt }) => id !== file.id && Date.parse(triedAt) < rested);
  const itself = file.state === 'DONE' ? [] : [file];
  return Promise.all(
    [...itself, ...older].map(async (one) => {
      const read = await opened.of(one);
      const numbers = [...new Set(read.flatMap(numbersOf))];
      return { file: one.id, numbers, ...(one.id !== file.id && { isOlder: true }) };
    }),
  );
}

function numbersOf({ draft }: ReadPaper): readonly string[] {
  return [draft?.subject, draft?.father].filter((number) => number !== undefined);
}
