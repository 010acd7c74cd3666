import { readChainedLine, type ChainedEntry } from './chained-entry.ts';
import type { TreeHead } from './month-progress.ts';
import { collectProof, inclusionSpans, provesInclusion } from './proof/merkle-proof.ts';
import { leafHash } from './proof/merkle-tree.ts';
import { readSignedHead, type HeadKeys } from './proof/signed-head.ts';
import type { SegmentReader } from './segment/segment.ts';

/** Proof that an entry is in the log: whoever has it needs nothing but the log's public key to check it. */
export interface Receipt {
  /** The line of the log, canonical JSON: see `ChainedEntry`. */
  readonly entry: string;
  /** Compact JWS over a `TreeHead` that covers the entry. */
  readonly head: string;
  /** Roots of the subtrees beside the way from the entry up to the root (RFC 9162, 2.1.3.1), base64url. */
  readonly proof: readonly string[];
}

/** What a receipt proves. */
export interface ProvenEntry {
  readonly entry: ChainedEntry;
  readonly head: TreeHead;
}

/** A receipt that proves nothing. The message says why, and quotes nothing of it. */
export class ReceiptError extends Error {
  override readonly name = 'ReceiptError';
}

/**
 * Checks a receipt, without the log.
 *
 * @throws ReceiptError
 */
export async function verifyReceipt({ entry, head, proof }: Receipt, keys: HeadKeys): Promise<ProvenEntry> {
  const signed = await readSignedHead(head, keys).catch((error: unknown) => {
    throw new ReceiptError(`The head does not count: ${messageOf(error)}.`);
  });
  const chained = readEntry(entry);
  const tree = { size: signed.size, root: Buffer.from(signed.root, 'base64url') };
  const hashes = proof.map((hash) => Buffer.from(hash, 'base64url'));
  const isProven =
    chained.gateway === signed.gateway &&
    hashes.every((hash, place) => hash.toString('base64url') === proof[place]) &&
    provesInclusion(leafHash(entry), chained.sequence - signed.first, tree, hashes);
  if (!isProven) throw new ReceiptError('The proof does not lead from the entry to the head.');
  return { entry: chained, head: signed };
}

/**
 * The receipt for an entry, over the newest head of its month. Reads the month once and keeps nothing of it.
 *
 * @param sequence of the entry
 * @returns undefined while no head covers the entry, or when its month was archived
 */
export async function receiptFor(
  segment: SegmentReader,
  sequence: number,
  keys: HeadKeys,
): Promise<Receipt | undefined> {
  const found = await findHead(segment, sequence, keys);
  if (found === undefined) return undefined;
  const { head, jws } = found;
  const index = sequence - head.first;
  const collector = collectProof(inclusionSpans(index, head.size));
  let entry = '';
  for await (const { number, bytes } of segment.entries(head.month)) {
    if (number > head.size) break;
    if (number === index + 1) entry = Buffer.from(bytes).toString();
    collector.add(leafHash(bytes));
  }
  const proof = collector.proof().map((hash) => Buffer.from(hash).toString('base64url'));
  return { entry, head: jws, proof };
}

/** The newest head of the month that has an entry. */
async function findHead(
  segment: SegmentReader,
  sequence: number,
  keys: HeadKeys,
): Promise<{ readonly head: TreeHead; readonly jws: string } | undefined> {
  const months = (await segment.months()).filter(({ hasEntries }) => hasEntries);
  for (const { month } of months.toReversed()) {
    const jws = await lastLine(segment.heads(month));
    if (jws === undefined) continue;
    const head = await readSignedHead(jws, keys);
    if (sequence >= head.first + head.size) return undefined;
    if (sequence >= head.first) return { head, jws };
  }
  return undefined;
}

async function lastLine(lines: ReturnType<SegmentReader['heads']>): Promise<string | undefined> {
  let last: string | undefined;
  for await (const { bytes, isWhole } of lines) if (isWhole) last = Buffer.from(bytes).toString();
  return last;
}

/** @throws ReceiptError */
function readEntry(line: string): ChainedEntry {
  try {
    return readChainedLine(Buffer.from(line));
  } catch (error) {
    throw new ReceiptError(`The entry does not count: ${messageOf(error)}.`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read';
}
