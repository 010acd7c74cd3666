import type { Collection } from '../../../kit/store/port.ts';
import type { Finding } from '../finding.ts';
import type { ReadPaper } from '../reading/read-paper.ts';
import type { FacilityCertificate } from '../signature/facility-certificate.ts';
import { filePaper, type FilingTools } from './file-paper.ts';
import type { OpenedPapers } from './opened-papers.ts';
import { paperIdOf, type KnownCitizens } from './paper-record.ts';
import type { PaperOutcome, ReceivedFile } from './received-file.ts';

/** What files are settled with. */
export interface SettlingTools extends FilingTools {
  readonly certificates: Collection<FacilityCertificate>;
  readonly opened: OpenedPapers;
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
  const read = await tools.opened.of(file);
  const papers: PaperOutcome[] = [];
  for (const paper of read) {
    const before = file.papers.find((outcome) => outcome.paper === paper.paper);
    const isSettled = before !== undefined && before.outcome !== 'WAITING';
    papers.push(isSettled ? before : await settlePaper(file, paper, citizens, tools));
  }
  const state = papers.some(({ outcome }) => outcome === 'WAITING') ? 'WAITING' : 'DONE';
  return { ...file, state, triedAt: tools.now(), papers };
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
  const signedWith = certificate && (await certificates.get(certificate.thumbprint));
  const [registered] = signedWith
    ? [signedWith]
    : await certificates.find({ index: 'byFacility', equals: [facilityCode], limit: 1, order: 'desc' });
  return registered?.facilityName ?? facilityCode;
}
