import { useQuery } from '@tanstack/react-query';
import type { Receipt } from '../parts/receipt.ts';
import { formatNumber, formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { leadsToRoot, readHead } from './check-receipt.ts';

/** Whether the accesses that are shown are in the log whose heads are signed, checked in this browser. */
export function ChainState({ receipts }: { readonly receipts: readonly (Receipt | null)[] }) {
  const words = useWords().log;
  const language = useLanguage();
  const there = receipts.filter((receipt) => receipt !== null);
  const { data: results } = useQuery({
    queryKey: ['chain', there.map(({ head, sequence }) => `${sequence} ${head}`)],
    queryFn: () => Promise.all(there.map((receipt) => leadsToRoot(receipt).catch(() => false))),
  });
  const good = results?.filter(Boolean).length ?? 0;
  const bad = (results?.length ?? 0) - good;
  const heads = there.flatMap(({ head }) => (head ? [readHead(head)] : []));
  const newest = heads.toSorted((one, other) => other.at.localeCompare(one.at))[0];
  return (
    <section className="card card-wide">
      <h2>{words.chain}</h2>
      <p className="quiet">{words.chainAbout}</p>
      {newest && (
        <p>
          {words.chainHead(
            formatNumber(newest.size, language),
            newest.gateway,
            formatTime(newest.at, language),
          )}
        </p>
      )}
      {results && (
        <p role="status" className={`notice notice-${bad > 0 ? 'bad' : 'good'}`}>
          {bad > 0 ? words.chainBad(bad) : words.chainGood(good)}
        </p>
      )}
      {there.length < receipts.length && (
        <p className="quiet">{words.chainWaiting(receipts.length - there.length)}</p>
      )}
    </section>
  );
}
