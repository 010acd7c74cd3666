import type { Collection } from '../../../kit/store/port.ts';
import type { MedicalDocumentRecord } from '../../collections.ts';
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

/** A file as it is to be stored, itself when there was nothing left to do, and the papers that were filed now. */
export interface SettledFile {
  readonly file: ReceivedFile;
  readonly filed: readonly MedicalDocumentRecord[];
}

/**
 * Files every paper of a file that can be filed, and notes what became of each. One bad paper stops no other. What was
 * settled before stays as it was noted.
 *
 * @param citizens whose personal numbers are known; a number that is not among them has not been asked yet
 */
export async function settleFile(
  file: ReceivedFile,
  citizens: KnownCitizens,
  tools: SettlingTools,
): Promise<SettledFile> {
  if (file.state === 'DONE') return { file, filed: [] };
  const read = await tools.opened.of(file);
  const papers: PaperOutcome[] = [];
  const filed: MedicalDocumentRecord[] = [];
  for (const paper of read) {
    const before = file.papers.find((outcome) => outcome.paper === paper.paper);
    const isSettled = before !== undefined && before.outcome !== 'WAITING';
    const settled = isSettled ? { outcome: before } : await settlePaper(file, paper, citizens, tools);
    papers.push(settled.outcome);
    if (settled.filed) filed.push(settled.filed);
  }
  const state = papers.some(({ outcome }) => outcome === 'WAITING') ? 'WAITING' : 'DONE';
  return { file: { ...file, state, triedAt: tools.now(), papers }, filed };
}

interface SettledPaper {
  readonly outcome: PaperOutcome;
  readonly filed?: MedicalDocumentRecord;
}

async function settlePaper(
  file: ReceivedFile,
  { file: kindOfFile = '', paper: place = 0, draft, findings }: ReadPaper,
  citizens: KnownCitizens,
  tools: SettlingTools,
): Promise<SettledPaper> {
  const about = { file: kindOfFile, paper: place };
  if (!draft) return { outcome: { ...about, outcome: 'REFUSED', findings } };
  const { kind } = draft;
  const before = await tools.papers.get(paperIdOf(file.digest, place));
  const citizenId = before?.citizenId ?? (draft.subject === undefined ? null : citizens.get(draft.subject));
  if (citizenId === undefined || citizenId === null) {
    // Nobody was asked yet, or nobody bears the number.
    const unknown: readonly Finding[] = citizenId === null ? [{ ...about, rule: 'CITIZEN_UNKNOWN' }] : [];
    return { outcome: { ...about, kind, outcome: 'WAITING', findings: unknown } };
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
    return { outcome: { ...about, kind, outcome: 'REFUSED', findings: [taken] } };
  }
  const { outcome, paper } = filed;
  const { id, edition } = paper;
  return {
    outcome: { ...about, kind, outcome, id, edition, citizenId: paper.citizenId, findings },
    ...(outcome === 'FILED' && { filed: paper }),
  };
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
