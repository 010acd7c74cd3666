import type { MedicalDocumentRecord } from '../../subgraphs/health/collections.ts';
import { defaultDay, generateWorld } from '../world/generate-world.ts';
import { randomStream, type RandomStream } from '../world/random.ts';
import { hospitalFile, portalFile, type OutgoingFile, type OutgoingPaper } from './hospital.ts';
import { mistakes, type Mistake } from './mistakes.ts';
import { redate } from './redate.ts';

/** A file that a hospital sends, and what is wrong with it. */
export interface DailyFile {
  readonly file: OutgoingFile;
  readonly mistake: Mistake | 'none';
}

/** Of what the work is made. */
export interface DailyWork {
  readonly seed: string;
  readonly population: number;
  /** Files of a hundred that have something wrong. */
  readonly bad: number;
  /** Tells the papers of this run from those of all others. */
  readonly mark: string;
}

/**
 * Files of hospitals without end: the papers of the synthetic people, about events of yesterday, under numbers of this run.
 * Some are wrong as files are wrong in life.
 */
export function* dailyFiles({ seed, population, bad, mark }: DailyWork): Generator<DailyFile> {
  const random = randomStream(seed, 'facility', mark);
  for (let round = 0; ; round++) {
    let at = 0;
    for (const records of generateWorld({ seed, population, asOf: defaultDay })) {
      for (const outgoing of papersOf(records)) {
        const number = `${mark}${round.toString(36)}${(at++).toString(36)}`;
        const mistake = random.chance(bad / 100) ? random.pick(mistakes) : 'none';
        const file = writeFile(
          { ...outgoing, paper: redate(outgoing.paper, yesterday(), number) },
          mistake,
          random,
        );
        if (file) yield { file, mistake };
      }
    }
  }
}

function papersOf(
  records: ReturnType<typeof generateWorld> extends Iterable<infer R> ? R : never,
): readonly OutgoingPaper[] {
  const numbers = new Map<string, string>();
  const papers: MedicalDocumentRecord[] = [];
  for (const { collection, doc } of records) {
    if (collection === 'medicalDocuments' && doc.edition === 1) papers.push(doc);
    if (collection !== 'citizens') continue;
    const number = doc.identifiers.find(({ kind }) => kind === 'PERSONAL_NUMBER')?.value;
    if (number !== undefined) numbers.set(doc.id, number);
  }
  return papers.flatMap((paper) => {
    const number = numbers.get(paper.citizenId);
    return number === undefined ? [] : [{ paper, number }];
  });
}

function writeFile(
  outgoing: OutgoingPaper,
  mistake: DailyFile['mistake'],
  random: RandomStream,
): OutgoingFile | undefined {
  const now = Temporal.Now.instant().toString({ smallestUnit: 'second' });
  const sent = mistake === 'none' ? outgoing : mistake.ofPaper(outgoing);
  const file = random.chance(0.6)
    ? (hospitalFile([sent], now) ?? portalFile(sent, now))
    : (portalFile(sent, now) ?? hospitalFile([sent], now));
  return file && mistake !== 'none' ? mistake.ofFile(file) : file;
}

function yesterday(): string {
  return Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').subtract({ days: 1 }).toString();
}
