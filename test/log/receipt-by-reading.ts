import type { TreeHead } from '../../gateway/log/month-progress.ts';
import { inclusionSpans } from '../../gateway/log/proof/merkle-proof.ts';
import { leafHash } from '../../gateway/log/proof/merkle-tree.ts';
import { readSignedHead, type HeadKeys } from '../../gateway/log/proof/signed-head.ts';
import type { Receipt } from '../../gateway/log/receipt.ts';
import type { SegmentReader } from '../../gateway/log/segment/segment.ts';
import { collectProof } from './proof-by-leaves.ts';

/**
 * The receipt for an entry, over the newest head of its month. Made by reading the month, where the hub takes it from its index.
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
