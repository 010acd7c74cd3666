import type { IntakeReply, UnsettledFile } from '../../schema/intake.ts';
import { isRecord, parseJson } from '../../schema/untrusted-json.ts';
import { readAccessReport } from '../federation/reading/read-access-report.ts';

/** Reads what an agency answers to a file; undefined when it has another shape. */
export function readReply(text: string): IntakeReply | undefined {
  const value = parseJson(text);
  if (!isRecord(value)) return undefined;
  const { status, answer, unsettled } = value;
  const isReply = isFinal(status) && isRecord(answer) && Array.isArray(unsettled);
  // Whom it tells of goes into the log: without that the answer may not leave.
  const access = readAccessReport(value);
  if (!isReply || !access || !unsettled.every(isUnsettled)) return undefined;
  return { status, answer, access, unsettled };
}

/** Whether a status ends an exchange: after any other the sender would wait on, or take what comes next for its answer. */
function isFinal(status: unknown): status is number {
  return Number.isInteger(status) && Number(status) >= 200 && Number(status) < 600;
}

/** Reads who bears which number; undefined when it has another shape. */
export function readBearers(text: string): Readonly<Record<string, string | null>> | undefined {
  const value = parseJson(text);
  const citizens = isRecord(value) ? value['citizens'] : undefined;
  if (!isRecord(citizens)) return undefined;
  const bearers = Object.entries(citizens);
  return bearers.every(isBearer) ? Object.fromEntries(bearers) : undefined;
}

function isBearer(entry: readonly [string, unknown]): entry is [string, string | null] {
  return entry[1] === null || typeof entry[1] === 'string';
}

function isUnsettled(value: unknown): value is UnsettledFile {
  if (!isRecord(value)) return false;
  const { file, numbers, isOlder } = value;
  const isNumbers = Array.isArray(numbers) && numbers.every((one) => typeof one === 'string');
  return typeof file === 'string' && isNumbers && (isOlder === undefined || isOlder === true);
}
