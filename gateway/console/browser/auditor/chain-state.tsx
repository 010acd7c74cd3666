import { useQuery } from '@tanstack/react-query';
import { checkReceipt, fetchLogKeys } from '../parts/check-head.ts';
import { readHead } from '../parts/leads-to-root.ts';
import type { Receipt } from '../parts/receipt.ts';
import { formatNumber, formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';

/** Whether the accesses that are shown are in the log, and its heads signed by it, checked in this browser. */
export function ChainState({ receipts }: { readonly receipts: readonly (Receipt | null)[] }) {
  const words = useWords();
  const language = useLanguage();
  const there = receipts.filter((receipt) => receipt !== null);
  const { data: results, error } = useQuery({
    queryKey: ['chain', there.map(({ head, sequence }) => `${sequence} ${head}`)],
    async queryFn() {
      const keys = await fetchLogKeys();
      return Promise.all(there.map((receipt) => checkReceipt(receipt, keys).catch(() => false)));
    },
  });
  const good = results?.filter(Boolean).length ?? 0;
  const bad = (results?.length ?? 0) - good;
  const heads = there.flatMap(({ head }) => (head ? [readHead(head)] : []));
  const newest = heads.toSorted((one, other) => other.at.localeCompare(one.at))[0];
  return (
    <section className="card card-wide">
      <h2>{words.log.chain}</h2>
      <p className="quiet">{words.log.chainAbout}</p>
      {newest && (
        <p>
          {words.log.chainHead(
            formatNumber(newest.size, language),
            newest.gateway,
            formatTime(newest.at, language),
          )}
        </p>
      )}
      {error && (
        <p role="alert" className="notice notice-bad">
          {words.receipts.noKeys}
        </p>
      )}
      {results && (
        <p role="status" className={`notice notice-${bad > 0 ? 'bad' : 'good'}`}>
          {bad > 0 ? words.log.chainBad(bad) : words.log.chainGood(good)}
        </p>
      )}
      {there.length < receipts.length && (
        <p className="quiet">{words.log.chainWaiting(receipts.length - there.length)}</p>
      )}
    </section>
  );
}
