import { useState } from 'react';
import { Button, DropZone, FileTrigger, Text, type FileDropItem } from 'react-aria-components';
import { formatNumber, formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { checkReceipt, fetchLogKeys, readReceipt } from './check-head.ts';
import { readHead } from './leads-to-root.ts';
import type { Receipt } from './receipt.ts';

/** What became of a file that was dropped. */
type Checked =
  { readonly kind: 'good'; readonly receipt: Receipt } | { readonly kind: 'bad' | 'none' | 'noKeys' };

/** Takes a receipt out of a file and checks it in this browser: nothing is sent anywhere. */
export function ReceiptCheck() {
  const words = useWords().receipts;
  const [checked, setChecked] = useState<Checked>();
  const check = async (file: Blob | undefined) => {
    if (file) setChecked(await checkFile(await file.text()));
  };
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="quiet">{words.about}</p>
      <DropZone
        className="drop"
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const file = items.find((item): item is FileDropItem => item.kind === 'file');
          await check(await file?.getFile());
        }}
      >
        <Text slot="label">{words.drop}</Text>{' '}
        <FileTrigger acceptedFileTypes={['application/json']} onSelect={(files) => void check(files?.[0])}>
          <Button className="button">{words.choose}</Button>
        </FileTrigger>
      </DropZone>
      {checked && <Verdict checked={checked} />}
    </section>
  );
}

function Verdict({ checked }: { readonly checked: Checked }) {
  const words = useWords().receipts;
  const language = useLanguage();
  if (checked.kind !== 'good') {
    return (
      <p role="alert" className="notice notice-bad">
        {words[checked.kind]}
      </p>
    );
  }
  const { head, sequence, entry } = checked.receipt;
  const { gateway, at } = readHead(head ?? '');
  return (
    <div role="status" className="notice notice-good">
      <p>{words.good(formatNumber(sequence ?? 0, language), gateway, formatTime(at, language))}</p>
      {!entry && <p>{words.lineWithheld}</p>}
    </div>
  );
}

async function checkFile(text: string): Promise<Checked> {
  const receipt = readReceipt(text);
  if (!receipt) return { kind: 'none' };
  const keys = await fetchLogKeys().catch(() => undefined);
  if (!keys) return { kind: 'noKeys' };
  const isGood = await checkReceipt(receipt, keys).catch(() => false);
  return isGood ? { kind: 'good', receipt } : { kind: 'bad' };
}
