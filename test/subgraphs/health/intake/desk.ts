import { Registry } from 'prom-client';
import { medicalDocuments, type MedicalDocumentRecord } from '../../../../subgraphs/health/collections.ts';
import {
  receivedFiles,
  type ReceivedFile,
} from '../../../../subgraphs/health/intake/filing/received-file.ts';
import {
  openFileDesk,
  type FileDesk,
  type Receipt,
} from '../../../../subgraphs/health/intake/receive-files.ts';
import {
  facilityCertificates,
  type FacilityCertificate,
} from '../../../../subgraphs/health/intake/signature/facility-certificate.ts';
import { countIntake } from '../../../../subgraphs/health/intake/intake-metrics.ts';
import type { AgencyEvent } from '../../../../subgraphs/kit/events/agency-event.ts';
import { openStore } from '../../../../subgraphs/kit/store/open-store.ts';
import type { Collection, Store } from '../../../../subgraphs/kit/store/port.ts';
import type { OutgoingFile } from '../../../facility/hospital.ts';
import { registeredFacility, type CertifiedFacility } from '../../../world/facility-certificates.ts';
import { arrival } from './sample-papers.ts';

/** A desk over a store of its own, and all that can be seen of what it does. */
export interface DeskUnderTest {
  readonly desk: FileDesk;
  readonly store: Store;
  readonly events: readonly AgencyEvent[];
  /** Registers the certificate of a facility. */
  register(facility: CertifiedFacility, change?: Partial<FacilityCertificate>): Promise<void>;
  /** Sends a file and files it for the citizens whose numbers are known here: all of them but `unknown`. */
  send(file: Pick<OutgoingFile, 'xml' | 'facility'>, options?: SendOptions): Promise<Receipt>;
  papers(): Promise<readonly MedicalDocumentRecord[]>;
  files(): Promise<number>;
}

export interface SendOptions {
  readonly isCorrection?: boolean;
  readonly unknown?: readonly string[];
  /** The facility in whose name it is sent, if not its own. */
  readonly sender?: string;
}

/** Opens a desk in memory, or over a store. @param now when files arrive */
export async function openDesk(
  given?: Store,
  {
    now = arrival,
    announce,
  }: { readonly now?: string; readonly announce?: (event: AgencyEvent) => Promise<void> } = {},
): Promise<DeskUnderTest> {
  const store = given ?? (await openStore({ uri: 'memory:' }));
  const events: AgencyEvent[] = [];
  const desk = await openFileDesk({
    store,
    announce: async (event) => {
      await announce?.(event);
      events.push(event);
    },
    metrics: countIntake(new Registry()),
    now: () => now,
  });
  const papers = await store.collection(medicalDocuments);
  const files = await store.collection(receivedFiles);
  const certificates = await store.collection(facilityCertificates);
  return {
    desk,
    store,
    events,
    register: (facility, change) => certificates.insert({ ...registeredFacility(facility), ...change }),
    async send({ xml, facility }, { isCorrection = false, unknown = [], sender = facility } = {}) {
      const receipt = await desk.receive(Buffer.from(xml), { facilityCode: sender, isCorrection });
      if ('refused' in receipt) return receipt;
      const numbers = receipt.unsettled.flatMap((one) => one.numbers);
      const citizens = new Map(
        numbers.map((number) => [number, unknown.includes(number) ? null : citizenOf(number)]),
      );
      let { file } = receipt;
      for (const one of receipt.unsettled) {
        const settled = await desk.settle(one.file, sender, citizens);
        if (settled?.id === file.id) file = settled;
      }
      return { ...receipt, file };
    },
    papers: async () => everyPaper(papers),
    files: () => files.count(),
  };
}

/** The opaque id under which the bearer of a number is known in these tests. */
export function citizenOf(number: string): string {
  return `citizen-of-${number}`;
}

/** The kept file of a receipt. */
export function kept(receipt: Receipt): ReceivedFile {
  if ('file' in receipt) return receipt.file;
  throw new Error(`the file was refused: ${receipt.refused.map(({ rule }) => rule).join()}`);
}

/** The rules that a refused file broke. */
export function refusedBy(receipt: Receipt): readonly string[] {
  return 'refused' in receipt ? receipt.refused.map(({ rule }) => rule) : [];
}

/** The outcome of each paper of a kept file, and the rules that it broke with their tags. */
export function outcomes(receipt: Receipt): readonly (readonly string[])[] {
  return kept(receipt).papers.map(({ outcome, findings }) => [
    outcome,
    ...findings.map(({ rule, tag }) => (tag === undefined ? rule : `${rule} ${tag}`)),
  ]);
}

async function everyPaper(
  papers: Collection<MedicalDocumentRecord>,
): Promise<readonly MedicalDocumentRecord[]> {
  return papers.find({ index: 'byCode', equals: [], limit: 10_000 });
}
