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
import type { IntakeMetrics } from './intake-metrics.ts';
import type { RawPaper } from './reading/read-envelope.ts';
import { typedPaper } from './reading/typed-paper.ts';
import { facilityCertificates } from './signature/facility-certificate.ts';

/** Who sends a file, as the gateway has proven it. */
export interface Sender {
  readonly facilityCode: string;
  /** Whether the purpose of the request is to correct papers. */
  readonly isCorrection: boolean;
}

/** What became of a file: it is kept, or nothing of it is. */
export type Receipt =
  | {
      readonly file: ReceivedFile;
      readonly unsettled: readonly UnsettledFile[];
      /** Whether it was kept before. */
      readonly isRepeated: boolean;
    }
  | { readonly refused: readonly Finding[] };

/** Takes files in. */
export interface FileDesk {
  /**
   * Keeps a signed file, and says whose numbers must be known before its papers can be filed.
   *
   * @param root name that the root element must have; any envelope if left out
   */
  receive(bytes: Buffer, sender: Sender, root?: string): Promise<Receipt>;
  /** Keeps a paper that was typed, as `receive` keeps a file. Undefined when it is none. */
  receiveTyped(bytes: Buffer, sender: Sender): Promise<Receipt | undefined>;
  /** Files the papers of a kept file for the citizens that are known. Undefined when there is no such file of the facility. */
  settle(id: string, facilityCode: string, citizens: KnownCitizens): Promise<ReceivedFile | undefined>;
  /** Finishes what a process that ended had begun. */
  resume(): Promise<void>;
}

/** What the desk works with. */
export interface DeskOptions {
  readonly store: Store;
  readonly announce: Announce;
  readonly metrics: Pick<IntakeMetrics, 'settled'>;
  /** RFC 3339. */
  readonly now: () => string;
}

/** How many files are resumed in one read. */
const readAtOnce = 100;

/**
 * Opens the desk. A file is stored before anything is done with it, under an id that its bytes decide; its papers are
 * filed one by one under ids that follow from it. So every step can be done again, and none twice.
 */
export async function openFileDesk({ store, announce, metrics, now }: DeskOptions): Promise<FileDesk> {
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
        if (settled.file === current) return current;
        const stored = await files.replace(settled.file);
        metrics.settled(current, stored, settled.filed);
        return stored;
      } catch (error) {
        const latest = error instanceof ConflictError ? await files.get(file.id) : undefined;
        if (!latest) throw error;
        current = latest;
      }
    }
  }

  /** The file that has these bytes already, if it was kept before. */
  async function keptBefore(bytes: Buffer, sender: Sender): Promise<Receipt | undefined> {
    const known = await files.get(receiptId(sender, sha256(bytes)));
    return known && { file: known, unsettled: await unsettledOf(known, files, tools), isRepeated: true };
  }

  /** Stores a file, before anything is done with it. */
  async function keep(
    bytes: Buffer,
    sender: Sender,
    papers: readonly RawPaper[],
    proof: Pick<ReceivedFile, 'receivedAt' | 'signedAt' | 'certificate'>,
  ): Promise<Receipt> {
    const digest = sha256(bytes);
    const file: ReceivedFile = {
      id: receiptId(sender, digest),
      version: 1,
      facilityCode: sender.facilityCode,
      original: bytes.toString('base64'),
      digest,
      ...proof,
      isCorrection: sender.isCorrection,
      state: 'RECEIVED',
      triedAt: proof.receivedAt,
      papers: [],
    };
    const kept = await files.insert(file).then(
      () => file,
      async (error: unknown) => {
        const other = error instanceof DuplicateError ? await files.get(file.id) : undefined;
        if (other) return other;
        throw error;
      },
    );
    opened.remember(kept, papers);
    return { file: kept, unsettled: await unsettledOf(kept, files, tools), isRepeated: kept !== file };
  }

  return {
    async receive(bytes, sender, root) {
      const before = await keptBefore(bytes, sender);
      if (before) return before;
      const receivedAt = now();
      const verified = await openFile(bytes, findCertificate, receivedAt, root);
      if (!('papers' in verified)) return { refused: verified };
      const { certificate, signedAt, papers } = verified;
      if (certificate.facilityCode !== sender.facilityCode)
        return { refused: [{ rule: 'FACILITY_MISMATCH' }] };
      return keep(bytes, sender, papers, {
        receivedAt,
        ...(signedAt !== undefined && { signedAt }),
        certificate: { serial: certificate.serial, thumbprint: certificate.id },
      });
    },
    async receiveTyped(bytes, sender) {
      const typed = typedPaper(bytes);
      if (!typed) return undefined;
      return (await keptBefore(bytes, sender)) ?? keep(bytes, sender, [typed], { receivedAt: now() });
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

/**
 * The receipt of a file: the same for the same bytes of the same facility, whenever they come. Sent to correct, they are
 * judged anew: a paper whose number was taken is then an edition of the one that has it.
 */
function receiptId({ facilityCode, isCorrection }: Sender, digest: string): string {
  const act = isCorrection ? 'correction' : 'file';
  return sha256(`${act}\n${facilityCode}\n${digest}`).slice(0, 22);
}
