import type { AccessReport } from './hub-context.ts';

/**
 * What agencies take in beside GraphQL: files that other systems send to an address of the gateway. The gateway proves who
 * sends, signs the body as it signs a fetch, and records what the answer tells.
 */

/** Addresses under `/intake/` of the gateway, as hospital software knows them, and the agency behind each. */
export const intakePaths = {
  'api/qd130/guiHoSoXmlQD4750': 'health',
  'api/qd130/guiHoSoXmlQD3176': 'health',
  'api/chungtugw/GuiHoSoChungTu2025': 'health',
  'api/hososuckhoe/guiGiayToDienTu': 'health',
} as const;

/** One of the addresses. */
export type IntakePath = keyof typeof intakePaths;

/** Purposes for which papers are sent; the first is that of a request that states none. */
export const intakePurposes = ['HC.DOC.ISSUE', 'HC.DOC.CORRECT'] as const;

/** Most bytes of a body: a file of 6 MiB in base64, percent-encoded where it must be. */
export const largestIntake = 10 * 1024 * 1024;

/** What the agency answers the gateway. */
export interface IntakeReply {
  /** What the sender gets, and its HTTP status. */
  readonly status: number;
  readonly answer: object;
  /** About whom the answer tells what; the gateway records it before the answer leaves. */
  readonly access: Pick<AccessReport, 'disclosures'>;
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
}

/** Who bears the numbers of a file; null for a number that nobody bears. */
export interface IdentifiedFile {
  readonly file: string;
  readonly citizens: Readonly<Record<string, string | null>>;
}
