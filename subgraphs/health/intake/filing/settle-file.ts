import type { Collection } from '../../../kit/store/port.ts';
import type { Finding } from '../finding.ts';
import { readPaper, type ReadPaper } from '../reading/read-paper.ts';
import type { FacilityCertificate } from '../signature/facility-certificate.ts';
import { filePaper, type FilingTools } from './file-paper.ts';
import { openFile } from './open-file.ts';
import { paperIdOf, type KnownCitizens } from './paper-record.ts';
import type { PaperOutcome, ReceivedFile } from './received-file.ts';

/** What files are settled with. */
export interface SettlingTools extends FilingTools {
  readonly certificates: Collection<FacilityCertificate>;
  /** RFC 3339. */
  readonly now: () => string;
}

/**
 * Files every paper of a file that can be filed, and notes what became of each. One bad paper stops no other. What was
 * settled before stays as it was noted.
 *
 * @param citizens whose personal numbers are known; a number that is not among them has not been asked yet
 * @returns the file as it is to be stored; itself when there is nothing left to do
 */
export async function settleFile(
  file: ReceivedFile,
  citizens: KnownCitizens,
  tools: SettlingTools,
): Promise<ReceivedFile> {
  if (file.state === 'DONE') return file;
  const read = await readPapers(file, tools.certificates);
  const papers: PaperOutcome[] = [];
  for (const paper of read) {
    const before = file.papers.find((outcome) => outcome.paper === paper.paper);
    const isSettled = before !== undefined && before.outcome !== 'WAITING';
    papers.push(isSettled ? before : await settlePaper(file, paper, citizens, tools));
  }
  const state = papers.some(({ outcome }) => outcome === 'WAITING') ? 'WAITING' : 'DONE';
  return { ...file, state, triedAt: tools.now(), papers };
}

/** The papers of a kept file, read as they were when it arrived: by the rules and certificates of that moment. */
export async function readPapers(
  file: ReceivedFile,
  certificates: Collection<FacilityCertificate>,
): Promise<readonly ReadPaper[]> {
  const bytes = Buffer.from(file.original, 'base64');
  const opened = await openFile(bytes, (id) => certificates.get(id), file.receivedAt);
  if ('papers' in opened) return opened.papers.map((paper) => readPaper(paper, file.receivedAt));
  // Its certificate was revoked afterwards, from before it was used.
  return [{ file: '', paper: 1, findings: opened }];
}

async function settlePaper(
  file: ReceivedFile,
  { file: kindOfFile = '', paper: place = 0, draft, findings }: ReadPaper,
  citizens: KnownCitizens,
  tools: SettlingTools,
): Promise<PaperOutcome> {
  const about = { file: kindOfFile, paper: place };
  if (!draft) return { ...about, outcome: 'REFUSED', findings };
  const { kind } = draft;
  const before = await tools.papers.get(paperIdOf(file.digest, place));
  const citizenId = before?.citizenId ?? (draft.subject === undefined ? null : citizens.get(draft.subject));
  if (citizenId === undefined) return { ...about, kind, outcome: 'WAITING', findings: [] };
  if (citizenId === null) {
    return { ...about, kind, outcome: 'WAITING', findings: [{ ...about, rule: 'CITIZEN_UNKNOWN' }] };
  }
  const filed = await filePaper(
    draft,
    {
      file,
      place,
      citizenId,
      fatherId: (draft.father !== undefined && citizens.get(draft.father)) || undefined,
      issuerName: await nameOf(file, tools.certificates),
      filedAt: tools.now(),
    },
    tools,
  );
  if (filed.outcome === 'TAKEN') {
    const taken: Finding = { ...about, rule: 'CODE_TAKEN' };
    return { ...about, kind, outcome: 'REFUSED', findings: [taken] };
  }
  const { id, edition } = filed.paper;
  return { ...about, kind, outcome: filed.outcome, id, edition, citizenId: filed.paper.citizenId, findings };
}

async function nameOf(
  { certificate, facilityCode }: ReceivedFile,
  certificates: Collection<FacilityCertificate>,
): Promise<string> {
  return (await certificates.get(certificate.thumbprint))?.facilityName ?? facilityCode;
}
