import type { Disclosed } from '../../../schema/hub-context.ts';
import type { IntakeReply } from '../../../schema/intake.ts';
import { zoneOfVietnam } from '../../../schema/calendar/day-in-vietnam.ts';
import { typeOfKind } from '../type-of-kind.ts';
import type { MedicalDocumentRecord } from '../collections.ts';
import type { PaperOutcome, ReceivedFile } from './filing/received-file.ts';
import { tellFinding, type Finding } from './finding.ts';
import { intakeRules, type RuleCode } from './rules.ts';
import type { Channel } from './submission.ts';

/** In whose words a sender is answered. */
export type Dialect = Channel['dialect'];

/** A reply of which nothing is left to do. */
type Acknowledgement = Omit<IntakeReply, 'unsettled'>;

/** The codes of today's portal, as far as they are known; 400 is ours for what it has no code for. */
const resultCodes: Partial<Record<RuleCode, string>> = {
  BASE64_INVALID: '205',
  FILE_TOO_LARGE: '1001',
  FACILITY_MISMATCH: '401',
};

const statuses: Partial<Record<RuleCode, number>> = {
  FILE_TOO_LARGE: 413,
  FACILITY_MISMATCH: 403,
  PAPER_UNKNOWN: 404,
};

/** What the portal says of a file that it has. */
const received = 'Đã tiếp nhận';

/** The acknowledgement of a file that is kept: of receipt, and what became of each paper. */
export function acknowledge(file: ReceivedFile, dialect: Dialect): Acknowledgement {
  const words = { code: '200', id: file.id, at: file.receivedAt, text: received };
  const report = { state: file.state, papers: file.papers.map(tellOutcome) };
  return {
    status: 200,
    answer: { ...inDialect(dialect, words), report },
    access: { disclosures: toldOf(file) },
  };
}

/** The answer to a file of which nothing is kept. @param at RFC 3339 */
export function refuseFile(findings: readonly Finding[], dialect: Dialect, at: string): Acknowledgement {
  const rule = findings[0]?.rule ?? 'SUBMISSION_MALFORMED';
  const words = { code: resultCodes[rule] ?? '400', id: '', at, text: intakeRules[rule].vi };
  return {
    status: statuses[rule] ?? 400,
    answer: {
      ...inDialect(dialect, words),
      report: { state: 'REFUSED', findings: findings.map(tellFinding) },
    },
    access: { disclosures: [] },
  };
}

/** The answer to a facility that has taken a paper back. */
export function acknowledgeWithdrawal(paper: MedicalDocumentRecord): Acknowledgement {
  const { id, kind, edition, status, updatedAt, citizenId } = paper;
  const words = { code: '200', id, at: updatedAt, text: 'Đã thu hồi' };
  const told = [`${typeOfKind[kind]}.status`];
  return {
    status: 200,
    answer: { ...inDialect('PL02', words), report: { state: status, papers: [{ kind, id, edition }] } },
    access: { disclosures: [{ subjects: [citizenId], relation: 'OWN_RECORD', full: told }] },
  };
}

interface Words {
  readonly code: string;
  readonly id: string;
  readonly at: string;
  readonly text: string;
}

function inDialect(dialect: Dialect, { code, id, at, text }: Words): object {
  const time = portalTime(at);
  return dialect === 'XML130'
    ? { maKetQua: code, maGiaoDich: id, thoiGianTiepNhan: time, thongDiep: text }
    : { MaGD: id, MaKetQua: code, ThoiGianTiepNhan: time, ThongDiep: text };
}

/** `yyyyMMddHHmmss` in Viet Nam. */
function portalTime(at: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zoneOfVietnam).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replaceAll(/\D/g, '');
}

/** Whose a paper is, its sender is not told: the opaque id is none of theirs. */
function tellOutcome({ file, paper, kind, outcome, id, edition, findings }: PaperOutcome): object {
  return { file, paper, kind, outcome, id, edition, findings: findings.map(tellFinding) };
}

/** The sender is told of each paper that it has arrived, and how it stands. */
function toldOf({ papers }: ReceivedFile): readonly Disclosed[] {
  const filed = papers.filter(({ kind, citizenId }) => kind !== undefined && citizenId !== undefined);
  return Array.from(
    Map.groupBy(filed, ({ kind = 'DISCHARGE_PAPER' }) => typeOfKind[kind]),
    ([type, ofType]) => ({
      subjects: [...new Set(ofType.flatMap(({ citizenId }) => citizenId ?? []))],
      relation: 'OWN_RECORD',
      full: [`${type}.receivedAt`, `${type}.status`],
    }),
  );
}
