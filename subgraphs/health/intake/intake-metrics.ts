import { Counter, Histogram, Summary, type Registry } from 'prom-client';
import type { IntakePath } from '../../../schema/intake.ts';
import type { MedicalDocumentRecord } from '../collections.ts';
import { uploadDelay, uploadedLate } from '../upload-deadline.ts';
import type { PaperOutcome, ReceivedFile } from './filing/received-file.ts';
import type { Finding } from './finding.ts';

/** Taken, taken before, or refused whole. */
export type AnsweredAs = 'ACCEPTED' | 'REPEATED' | 'REFUSED';

/** Counts what the intake does, since its process began. No label is a value of a paper, and each is out of a closed list. */
export interface IntakeMetrics {
  /** What was sent has been answered. @param size bytes of the body as it came */
  answered(address: IntakePath, outcome: AnsweredAs, size: number): void;
  /** A whole file, or a withdrawal, was refused for these rules. */
  refused(findings: readonly Finding[]): void;
  /** Papers of a file came to be filed, refused or waiting. @param filed those of them that were filed */
  settled(before: ReceivedFile, after: ReceivedFile, filed: readonly MedicalDocumentRecord[]): void;
  withdrawn(kind: MedicalDocumentRecord['kind']): void;
}

const hour = 3_600;
/** Seconds: from "at once" over the terms of the law to what nobody can call prompt. */
const delays = [300, 900, 1_800, hour, 3 * hour, 4 * hour, 8 * hour, 24 * hour, 72 * hour, 168 * hour];

/** Facilities that one series counts by name; those that come after them are counted together. */
const mostFacilities = 1_000;

/** Counters from nothing. */
export function countIntake(registry: Registry): IntakeMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'intake_requests_total',
    help: 'Files and withdrawals that were answered: ACCEPTED, REPEATED, or REFUSED whole',
    labelNames: ['address', 'outcome'],
    registers,
  });
  const bytes = new Counter({
    name: 'intake_bytes_total',
    help: 'Bytes of the bodies that were answered',
    labelNames: ['address'],
    registers,
  });
  const findings = new Counter({
    name: 'intake_findings_total',
    help: 'Rules that files, papers and withdrawals broke',
    labelNames: ['rule'],
    registers,
  });
  const papers = new Counter({
    name: 'intake_papers_total',
    help: 'Papers by what became of them: FILED, CORRECTED, KNOWN, WAITING, REFUSED, WITHDRAWN',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'intake_upload_delay_seconds',
    help: 'Time from the discharge, or from the issue of the paper, until it arrived',
    labelNames: ['kind'],
    buckets: delays,
    registers,
  });
  const late = new Counter({
    name: 'intake_late_papers_total',
    help: 'Papers that arrived after the term of their kind',
    labelNames: ['kind'],
    registers,
  });
  const lateOf = new Counter({
    name: 'intake_facility_late_papers_total',
    help: 'Papers that arrived late, by the code of their facility',
    labelNames: ['facility'],
    registers,
  });
  const delayOf = new Summary({
    name: 'intake_facility_upload_delay_seconds',
    help: 'The same by the code of the facility: sum and count of its papers',
    labelNames: ['facility'],
    // A quantile of each facility would cost a sketch of each.
    percentiles: [],
    registers,
  });
  const nameOfSender = namesUpTo(mostFacilities);
  // Apart: who sends late is named, however many sent in time before.
  const nameOfLate = namesUpTo(mostFacilities);
  const tell = (broken: readonly Finding[]) => {
    for (const { rule } of broken) findings.inc({ rule });
  };
  return {
    answered(address, outcome, size) {
      requests.inc({ address, outcome });
      bytes.inc({ address }, size);
    },
    refused: tell,
    settled(before, after, filed) {
      for (const paper of after.papers) {
        if (before.papers.some((one) => one.paper === paper.paper && one.outcome === paper.outcome)) continue;
        papers.inc({ kind: paper.kind ?? 'UNKNOWN', outcome: outcomeOf(paper) });
        tell(paper.findings);
      }
      for (const paper of filed) {
        const { kind } = paper;
        const seconds = uploadDelay(paper);
        if (seconds !== null) {
          delay.observe({ kind }, seconds);
          delayOf.observe({ facility: nameOfSender(after.facilityCode) }, seconds);
        }
        if (uploadedLate(paper) !== true) continue;
        late.inc({ kind });
        lateOf.inc({ facility: nameOfLate(after.facilityCode) });
      }
    },
    withdrawn: (kind) => papers.inc({ kind, outcome: 'WITHDRAWN' }),
  };
}

function outcomeOf({ outcome, edition = 1 }: PaperOutcome): string {
  return outcome === 'FILED' && edition > 1 ? 'CORRECTED' : outcome;
}

/** Names the first so many by themselves, and all others alike. */
function namesUpTo(most: number): (facility: string) => string {
  const named = new Set<string>();
  return (facility) => {
    if (named.size < most) named.add(facility);
    return named.has(facility) ? facility : 'OTHER';
  };
}
