import { readChainedLine, type ChainedEntry } from './chained-entry.ts';
import type { TreeHead } from './month-progress.ts';
import { provesInclusion } from './proof/merkle-proof.ts';
import { leafHash } from './proof/merkle-tree.ts';
import { readSignedHead, type HeadKeys } from './proof/signed-head.ts';

/** Proof that an entry is in the log: whoever has it needs nothing but the log's public key to check it. */
export interface Receipt {
  /** The line of the log, canonical JSON: see `ChainedEntry`. */
  readonly entry: string;
  /** Compact JWS over a `TreeHead` that covers the entry. */
  readonly head: string;
  /** Roots of the subtrees beside the way from the entry up to the root (RFC 9162, 2.1.3.1), base64url. */
  readonly proof: readonly string[];
}

/** The same for whoever may not have the line: it proves that an entry with this hash is in the log. */
export interface LeafReceipt extends Pick<Receipt, 'head' | 'proof'> {
  /** Hash of the line, base64url. */
  readonly leaf: string;
  /** Number of the entry in the log of its gateway. */
  readonly sequence: number;
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
  const signed = await readHead(head, keys);
  const chained = readEntry(entry);
  if (chained.gateway !== signed.gateway) throw notProven();
  checkProof(leafHash(entry), chained.sequence, proof, signed);
  return { entry: chained, head: signed };
}

/**
 * Checks a receipt that has no line, without the log.
 *
 * @returns the head that covers the entry
 * @throws ReceiptError
 */
export async function verifyLeafReceipt(
  { leaf, sequence, head, proof }: LeafReceipt,
  keys: HeadKeys,
): Promise<TreeHead> {
  const signed = await readHead(head, keys);
  checkProof(bytesOf(leaf), sequence, proof, signed);
  return signed;
}

async function readHead(head: string, keys: HeadKeys): Promise<TreeHead> {
  return readSignedHead(head, keys).catch((error: unknown) => {
    throw new ReceiptError(`The head does not count: ${messageOf(error)}.`);
  });
}

function checkProof(leaf: Uint8Array, sequence: number, proof: readonly string[], head: TreeHead): void {
  const tree = { size: head.size, root: Buffer.from(head.root, 'base64url') };
  if (!provesInclusion(leaf, sequence - head.first, tree, proof.map(bytesOf))) throw notProven();
}

/** Each value has one spelling: what a lenient decoder takes for the same does not count. */
function bytesOf(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw notProven();
  return bytes;
}

function notProven(): ReceiptError {
  return new ReceiptError('The proof does not lead from the entry to the head.');
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
