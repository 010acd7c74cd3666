import type { IdentifiedFile } from '../../../schema/intake.ts';
import { isRecord } from '../../../schema/untrusted-json.ts';

/** Reads what the gateway tells; undefined for anything of another shape. @throws SyntaxError when it is no JSON */
export function readIdentified(body: Buffer): IdentifiedFile | undefined {
  const value: unknown = JSON.parse(body.toString('utf8'));
  if (!isRecord(value)) return undefined;
  const { file, citizens } = value;
  if (typeof file !== 'string' || !isRecord(citizens)) return undefined;
  const bearers = Object.entries(citizens);
  return bearers.every(isBearer) ? { file, citizens: Object.fromEntries(bearers) } : undefined;
}

function isBearer(entry: readonly [string, unknown]): entry is [string, string | null] {
  return entry[1] === null || typeof entry[1] === 'string';
}
