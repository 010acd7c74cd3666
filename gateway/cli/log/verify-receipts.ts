import {
  ReceiptError,
  verifyLeafReceipt,
  verifyReceipt,
  type LeafReceipt,
  type Receipt,
} from '../../log/receipt.ts';
import type { HeadKeys } from '../../log/proof/signed-head.ts';
import { leafHash } from '../../log/proof/merkle-tree.ts';
import { readNamedFile } from '../read-file.ts';
import { UsageError } from '../../../subgraphs/kit/command/usage-error.ts';

/** A receipt as the graph gives it: without the line where that also speaks of others. */
type GivenReceipt = (Receipt & Partial<LeafReceipt>) | (LeafReceipt & { readonly entry: null });

/**
 * Checks the receipts in a file, without the log: one receipt, or an answer of the graph with receipts in it.
 *
 * @returns what each proves, line by line
 * @throws ReceiptError that names the first that proves nothing, UsageError
 */
export async function verifyReceipts(path: string, keys: HeadKeys): Promise<string> {
  const receipts = receiptsIn(parse(await readNamedFile('receipt', path), path));
  if (receipts.length === 0) {
    throw new UsageError(
      `--receipt ${path} holds no receipt: save an answer with receipt { entry leaf sequence head proof }.`,
    );
  }
  const lines: string[] = [];
  for (const [place, receipt] of receipts.entries()) {
    lines.push(
      await verifyOne(receipt, keys).catch((error: unknown) => {
        if (!(error instanceof ReceiptError)) throw error;
        throw new ReceiptError(`receipt ${place + 1} of ${receipts.length}: ${error.message}`);
      }),
    );
  }
  return lines.join('\n');
}

async function verifyOne(receipt: GivenReceipt, keys: HeadKeys): Promise<string> {
  if (receipt.entry === null) {
    const { gateway, month, size, at } = await verifyLeafReceipt(receipt, keys);
    return `entry ${receipt.sequence} of ${gateway} is in the log: signed ${at} over ${size} entries of ${month}; its line is not in the receipt`;
  }
  const { entry, head } = await verifyReceipt(receipt, keys);
  if (isOtherThanSaid(receipt, entry.sequence)) {
    throw new ReceiptError('Its line has another hash or number than the receipt says.');
  }
  return `entry ${entry.sequence} of ${head.gateway} is in the log: signed ${head.at} over ${head.size} entries of ${head.month}`;
}

/** What a receipt says twice must be the same. */
function isOtherThanSaid(receipt: Receipt & Partial<LeafReceipt>, sequence: number): boolean {
  if (receipt.leaf === undefined) return false;
  const leaf = Buffer.from(leafHash(receipt.entry)).toString('base64url');
  return receipt.leaf !== leaf || receipt.sequence !== sequence;
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--receipt ${path} must be JSON.`);
  }
}

/** Every receipt in a value, however deep. */
function receiptsIn(value: unknown): readonly GivenReceipt[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isReceipt(value)) return [value];
  return Object.values(value).flatMap(receiptsIn);
}

function isReceipt(value: object): value is GivenReceipt {
  const { head, proof, entry, leaf, sequence } = value as Readonly<Record<string, unknown>>;
  const isProof = Array.isArray(proof) && proof.every((hash) => typeof hash === 'string');
  const hasLeaf = typeof leaf === 'string' && Number.isSafeInteger(sequence);
  const hasLine = typeof entry === 'string' && (hasLeaf || leaf === undefined);
  return typeof head === 'string' && isProof && (hasLine || (entry === null && hasLeaf));
}
