import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chainedLine } from '../../gateway/log/chained-entry.ts';
import { addEntry, beginMonth, firstLink, headOf } from '../../gateway/log/month-progress.ts';
import { leafHash } from '../../gateway/log/proof/merkle-tree.ts';
import { createHeadSigner } from '../../gateway/log/proof/signed-head.ts';
import { ReceiptError, verifyReceipt, type Receipt } from '../../gateway/log/receipt.ts';
import { receiptFor } from './receipt-by-reading.ts';
import { openSegmentLog } from '../../gateway/log/segment-log.ts';
import { openStoreSegment } from '../../gateway/log/segment/store-segment.ts';
import { openStore } from '../../subgraphs/kit/store/open-store.ts';
import { entriesOf } from './entries.ts';
import { makeLogKeys } from './log-keys.ts';
import { respelled } from './respelled.ts';

const { key, keys } = await makeLogKeys();
const receipts: Receipt[] = [];

beforeAll(async () => {
  const store = await openStore({ uri: 'memory:' });
  const segment = await openStoreSegment(store, 'g1');
  const log = await openSegmentLog(segment, { key, tell: () => {} });
  await Promise.all(entriesOf('2026-08', 9).map((entry) => log.append(entry)));
  await log.close();
  for (let sequence = 0; sequence < 9; sequence++) {
    const receipt = await receiptFor(segment, sequence, keys);
    if (receipt) receipts.push(receipt);
  }
  await store.close();
});

describe('a receipt', () => {
  it('proves its entry, and says who asked for what', async () => {
    expect(receipts).toHaveLength(9);
    for (const [sequence, receipt] of receipts.entries()) {
      const { entry, head } = await verifyReceipt(receipt, keys);
      expect(entry).toMatchObject({ sequence, entry: { caller: { client: 'vss-benefits' } } });
      expect(head).toMatchObject({ gateway: 'g1', month: '2026-08', size: 9 });
    }
  });

  it('proves nothing once any character of it is another', async () => {
    const change = fc.record({
      which: fc.nat(8),
      part: fc.constantFrom('entry', 'head', 'proof'),
      at: fc.nat(),
      other: fc.integer({ min: 1, max: 126 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ which, part, at, other }) => {
        const receipt = receipts.at(which);
        fc.pre(receipt !== undefined);
        const touch = (text: string) => {
          const place = at % text.length;
          const code = (text.charCodeAt(place) + other) % 127;
          return `${text.slice(0, place)}${String.fromCharCode(code)}${text.slice(place + 1)}`;
        };
        const [first = '', ...others] = receipt.proof;
        const touched = {
          entry: { ...receipt, entry: touch(receipt.entry) },
          head: { ...receipt, head: touch(receipt.head) },
          proof: { ...receipt, proof: [touch(first), ...others] },
        }[part];
        fc.pre(JSON.stringify(touched) !== JSON.stringify(receipt));
        await expect(verifyReceipt(touched, keys)).rejects.toThrow(ReceiptError);
      }),
    );
  });

  it('proves nothing about the entry of another gateway than signed', async () => {
    const sign = await createHeadSigner(key);
    const line = chainedLine('{}', 'g1', firstLink);
    const headFor = (gateway: string) =>
      sign(
        headOf(addEntry(beginMonth(gateway, '2026-08', firstLink), leafHash(line)), '2026-08-01T00:00:00Z'),
      );
    await verifyReceipt({ entry: line, head: await headFor('g1'), proof: [] }, keys);
    await expect(verifyReceipt({ entry: line, head: await headFor('g2'), proof: [] }, keys)).rejects.toThrow(
      'does not lead from the entry',
    );
  });

  it('proves nothing with the proof or the head of another', async () => {
    const [first, second] = receipts;
    if (!first || !second) throw new Error('there are no receipts');
    const other = await makeLogKeys();
    for (const mixed of [
      { ...first, proof: second.proof },
      { ...first, entry: second.entry },
      { ...first, proof: [] },
      { ...first, proof: first.proof.toReversed() },
    ]) {
      await expect(verifyReceipt(mixed, keys)).rejects.toThrow('does not lead from the entry');
    }
    const [hash = '', ...others] = first.proof;
    await expect(verifyReceipt({ ...first, proof: [respelled(hash), ...others] }, keys)).rejects.toThrow(
      'does not lead from the entry',
    );
    await expect(verifyReceipt(first, other.keys)).rejects.toThrow('signature is not that of its key');
  });
});
