import type { Collection } from '../../../kit/store/port.ts';
import type { RawPaper } from '../reading/read-envelope.ts';
import { readPaper, type ReadPaper } from '../reading/read-paper.ts';
import { typedPaper } from '../reading/typed-paper.ts';
import type { FacilityCertificate } from '../signature/facility-certificate.ts';
import { openFile } from './open-file.ts';
import type { ReceivedFile } from './received-file.ts';

/** The papers of kept files. */
export interface OpenedPapers {
  /** Remembers the papers of a file that was verified just now: its papers are filed a moment later. */
  remember(file: ReceivedFile, papers: readonly RawPaper[]): void;
  /** The papers as they were when the file arrived: by the rules and certificates of that moment. */
  of(file: ReceivedFile): Promise<readonly ReadPaper[]>;
}

/** How many files are remembered; what is not is verified again. */
const capacity = 256;

/** @param certificates those that facilities have registered */
export function openedPapers(certificates: Collection<FacilityCertificate>): OpenedPapers {
  const remembered = new Map<string, readonly ReadPaper[]>();
  const read = (papers: readonly RawPaper[], { receivedAt }: ReceivedFile) =>
    papers.map((paper) => readPaper(paper, receivedAt));
  return {
    remember(file, papers) {
      const oldest = remembered.size < capacity ? undefined : remembered.keys().next().value;
      if (oldest !== undefined) remembered.delete(oldest);
      remembered.set(file.id, read(papers, file));
    },
    async of(file) {
      const known = remembered.get(file.id);
      if (known) return known;
      const bytes = Buffer.from(file.original, 'base64');
      const typed = file.certificate ? undefined : typedPaper(bytes);
      if (typed) return read([typed], file);
      const opened = await openFile(bytes, (id) => certificates.get(id), file.receivedAt);
      if ('papers' in opened) return read(opened.papers, file);
      // Its certificate was revoked afterwards, from before it was used.
      return [{ file: '', paper: 1, findings: opened }];
    },
  };
}
