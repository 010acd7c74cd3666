import type { UnsettledFile } from '../../../schema/intake.ts';
import { sha256 } from '../../../schema/sha256.ts';
import type { Announce } from '../../kit/events/agency-event.ts';
import type { Store } from '../../kit/store/port.ts';
import { ConflictError, DuplicateError } from '../../kit/store/store-errors.ts';
import { medicalDocuments } from '../collections.ts';
import { openFile } from './filing/open-file.ts';
import type { KnownCitizens } from './filing/paper-record.ts';
import { receivedFiles, type ReceivedFile } from './filing/received-file.ts';
import { openedPapers } from './filing/opened-papers.ts';
import { settleFile, type SettlingTools } from './filing/settle-file.ts';
import { unsettledOf } from './filing/unsettled.ts';
import type { Finding } from './finding.ts';
import { facilityCertificates } from './signature/facility-certificate.ts';

/** Who sends a file, as the gateway has proven it. */
export interface Sender {
  readonly facilityCode: string;
  /** Whether the purpose of the request is to correct papers. */
  readonly isCorrection: boolean;
}

/** What became of a file: it is kept, or nothing of it is. */
export type Receipt =
  | { readonly file: ReceivedFile; readonly unsettled: readonly UnsettledFile[] }
  | { readonly refused: readonly Finding[] };

/** Takes files in. */
export interface FileDesk {
  /**
   * Keeps a signed file, and says whose numbers must be known before its papers can be filed.
   *
   * @param root name that the root element must have; any envelope if left out
   */
  receive(bytes: Buffer, sender: Sender, root?: string): Promise<Receipt>;
  /** Files the papers of a kept file for the citizens that are known. Undefined when there is no such file of the facility. */
  settle(id: string, facilityCode: string, citizens: KnownCitizens): Promise<ReceivedFile | undefined>;
  /** Finishes what a process that ended had begun. */
  resume(): Promise<void>;
}

/** What the desk works with. */
export interface DeskOptions {
  readonly store: Store;
  readonly announce: Announce;
  /** RFC 3339. */
  readonly now: () => string;
}

/** How many files are resumed in one read. */
const readAtOnce = 100;

/**
 * Opens the desk. A file is stored before anything is done with it, under an id that its bytes decide; its papers are
 * filed one by one under ids that follow from it. So every step can be done again, and none twice.
 */
export async function openFileDesk({ store, announce, now }: DeskOptions): Promise<FileDesk> {
  const files = await store.collection(receivedFiles);
  const certificates = await store.collection(facilityCertificates);
  const papers = await store.collection(medicalDocuments);
  const findCertificate = (id: string) => certificates.get(id);
  const opened = openedPapers(certificates);
  const tools: SettlingTools = { papers, certificates, opened, announce, now };

  /** Settles a file, and once more when somebody else settled it meanwhile. */
  async function settle(file: ReceivedFile, citizens: KnownCitizens): Promise<ReceivedFile> {
    for (let current = file; ;) {
      try {
        const settled = await settleFile(current, citizens, tools);
        return settled === current ? current : await files.replace(settled);
      } catch (error) {
        const latest = error instanceof ConflictError ? await files.get(file.id) : undefined;
        if (!latest) throw error;
        current = latest;
      }
    }
  }

  return {
    async receive(bytes, { facilityCode, isCorrection }, root) {
      const digest = sha256(bytes);
      const id = receiptId(facilityCode, digest);
      const known = await files.get(id);
      if (known) return { file: known, unsettled: await unsettledOf(known, files, tools) };
      const receivedAt = now();
      const verified = await openFile(bytes, findCertificate, receivedAt, root);
      if (!('papers' in verified)) return { refused: verified };
      const { certificate, signedAt } = verified;
      if (certificate.facilityCode !== facilityCode) return { refused: [{ rule: 'FACILITY_MISMATCH' }] };
      const file: ReceivedFile = {
        id,
        version: 1,
        facilityCode,
        original: bytes.toString('base64'),
        digest,
        receivedAt,
        ...(signedAt !== undefined && { signedAt }),
        certificate: { serial: certificate.serial, thumbprint: certificate.id },
        isCorrection,
        state: 'RECEIVED',
        triedAt: receivedAt,
        papers: [],
      };
      const kept = await files.insert(file).then(
        () => file,
        async (error: unknown) => {
          const other = error instanceof DuplicateError ? await files.get(id) : undefined;
          if (other) return other;
          throw error;
        },
      );
      opened.remember(kept, verified.papers);
      return { file: kept, unsettled: await unsettledOf(kept, files, tools) };
    },
    async settle(id, facilityCode, citizens) {
      const file = await files.get(id);
      return file?.facilityCode === facilityCode ? settle(file, citizens) : undefined;
    },
    async resume() {
      for (;;) {
        const begun = await files.find({ index: 'byState', equals: ['RECEIVED'], limit: readAtOnce });
        for (const file of begun) await settle(file, new Map());
        if (begun.length < readAtOnce) return;
      }
    },
  };
}

/** The receipt of a file: the same for the same bytes of the same facility, whenever they come. */
function receiptId(facilityCode: string, digest: string): string {
  return sha256(`file\n${facilityCode}\n${digest}`).slice(0, 22);
}
