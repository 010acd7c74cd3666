import type { AccessReport } from './hub-context.ts';

/**
 * What agencies take in beside GraphQL: files that other systems send to an address of the gateway. The gateway proves who
 * sends, signs the body as it signs a fetch, and records what the answer tells.
 */

/** An address under `/intake/` of the gateway. */
interface IntakeAddress {
  /** The agency behind it. */
  readonly agency: string;
  /** For what files are sent there; the first is that of a request that states no purpose. */
  readonly purposes: readonly [string, ...string[]];
}

/** Papers of facilities: to issue them, and to issue wrong ones again (Circular 25/2025/TT-BYT art. 28). */
const papers: IntakeAddress = { agency: 'health', purposes: ['HC.DOC.ISSUE', 'HC.DOC.CORRECT'] };

/** The addresses; those of papers are as hospital software knows them. */
export const intakeAddresses = {
  'api/qd130/guiHoSoXmlQD4750': papers,
  'api/qd130/guiHoSoXmlQD3176': papers,
  'api/chungtugw/GuiHoSoChungTu2025': papers,
  'api/hososuckhoe/guiGiayToDienTu': papers,
  withdrawals: { agency: 'health', purposes: ['HC.DOC.CORRECT'] },
  assessments: { agency: 'health', purposes: ['HC.ASSESS.RECORD'] },
} as const satisfies Readonly<Record<string, IntakeAddress>>;

/** One of the addresses. */
export type IntakePath = keyof typeof intakeAddresses;

/** Most bytes of a body: a file of 6 MiB in base64, percent-encoded where it must be. */
export const largestIntake = 10 * 1024 * 1024;

/** What the agency answers the gateway. */
export interface IntakeReply {
  /** What the sender gets, and its HTTP status. */
  readonly status: number;
  readonly answer: object;
  /** About whom the answer tells what; the gateway records it before the answer leaves. */
  readonly access: Pick<AccessReport, 'policyVersion' | 'disclosures'>;
  /**
   * Files that wait until it is known who bears these personal numbers, the one that was sent first. The gateway asks
   * Population (`POST /bearers`) and tells the agency (`POST /intake/PATH/identified`).
   */
  readonly unsettled: readonly UnsettledFile[];
}

/** A file that waits. */
export interface UnsettledFile {
  readonly file: string;
  readonly numbers: readonly string[];
  /** Of a file that was sent before: its answer is not the sender's. */
  readonly isOlder?: true | undefined;
}

/** Who bears the numbers of a file; null for a number that nobody bears. */
export interface IdentifiedFile {
  readonly file: string;
  readonly citizens: Readonly<Record<string, string | null>>;
}
