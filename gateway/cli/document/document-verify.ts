import { readFile } from 'node:fs/promises';
import { SealRefused } from '../../../subgraphs/kit/seal/sd-jwt/seal-refused.ts';
import { readStatusLists, type StatusLists } from '../../../subgraphs/kit/seal/status/status-of.ts';
import { compareBeside } from '../../../subgraphs/kit/seal/verify/compare-beside.ts';
import { readPublishedKeys, type PublishedKeys } from '../../../subgraphs/kit/seal/verify/published-keys.ts';
import { sealsIn, type FoundSeal } from '../../../subgraphs/kit/seal/verify/seals-in.ts';
import { verifyDocument } from '../../../subgraphs/kit/seal/verify/verify-document.ts';
import { getText } from '../../publication/get-text.ts';
import { genuineReport, isInForce, refusedReport } from './document-report.ts';
import type { DocumentVerifyOptions } from './document-verify-options.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** What came of it. */
export interface DocumentsVerified {
  /** Text for whoever asked. */
  readonly report: string;
  /** Whether all of them are genuine, and none was corrected or withdrawn as far as is known. */
  readonly isGood: boolean;
}

/**
 * Verifies the seals in a file.
 *
 * @throws UsageError for what cannot be read, or is no seal and holds none
 */
export async function verifyDocuments(options: DocumentVerifyOptions): Promise<DocumentsVerified> {
  const found = readSeals(await readPlace('FILE', options.file), options.file);
  const keys = readKeys(await readPlace('--keys', options.keys), options.keys);
  const statusLists = await readStatuses(options.statuses, keys);
  const reports = await Promise.all(
    found.map((each) => verifyOne(each, { keys, statusLists }, options.lang)),
  );
  return {
    report: reports.map(({ report }) => report).join('\n\n'),
    isGood: reports.every(({ isGood }) => isGood),
  };
}

async function verifyOne(
  { at, seal, beside }: FoundSeal,
  trust: { readonly keys: PublishedKeys; readonly statusLists: StatusLists },
  lang: 'vi' | 'en',
): Promise<DocumentsVerified> {
  try {
    const document = await verifyDocument(seal, trust);
    const unproven = compareBeside(document, beside);
    return { report: genuineReport({ at, document, unproven }, lang), isGood: isInForce(document) };
  } catch (error) {
    if (!(error instanceof SealRefused)) throw error;
    return { report: refusedReport(at, error, lang), isGood: false };
  }
}

function readSeals(text: string, file: string): readonly FoundSeal[] {
  const trimmed = text.trim();
  const isAnswer = /^[[{]/.test(trimmed);
  const found = sealsIn(isAnswer ? parse(trimmed, file) : { seal: trimmed });
  if (found.length > 0) return found;
  throw new UsageError(
    `${file} holds no seal: give the field \`seal\` of a document, or a JSON answer that has it.`,
  );
}

function readKeys(text: string, place: string): PublishedKeys {
  try {
    return readPublishedKeys(parse(text, place));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--keys ${place} ${error instanceof Error ? error.message : 'cannot be read'}.`);
  }
}

async function readStatuses(places: readonly string[], keys: PublishedKeys): Promise<StatusLists> {
  const tokens = await Promise.all(places.map((place) => readPlace('--status', place)));
  return readStatusLists(tokens, keys).catch((error: unknown) => {
    if (!(error instanceof SealRefused)) throw error;
    throw new UsageError(
      `--status is no status list that one of these keys signed (${error.code}): get it again from /status/AGENCY/YYYY-MM.`,
    );
  });
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${place} is no JSON.`);
  }
}

/** Reads a file or a URL. */
async function readPlace(name: string, place: string): Promise<string> {
  try {
    const text = /^https?:/.test(place) ? await getText(new URL(place)) : await readFile(place, 'utf8');
    if (text !== undefined) return text;
  } catch {
    // Whatever is wrong with the place, the answer is how to name one.
  }
  throw new UsageError(`${name} ${place} cannot be read: give a file that is there, or a URL that answers.`);
}
