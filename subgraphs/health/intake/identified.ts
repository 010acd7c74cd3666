import type { IdentifiedFile } from '../../../schema/intake.ts';

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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
