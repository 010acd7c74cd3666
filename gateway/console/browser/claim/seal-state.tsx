import { useQuery } from '@tanstack/react-query';
import { useCodes } from '../words/code-word.ts';
import { formatTime } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import { checkSeal, type SealToCheck } from './check-seal.ts';

/** Whether the seal of a paper holds, as this browser has found by itself. */
export function SealState({ sealed }: { readonly sealed: SealToCheck }) {
  const words = useWords().seal;
  const language = useLanguage();
  const agencyName = useCodes('subgraph');
  const { data } = useQuery({ queryKey: ['seal', sealed], queryFn: () => checkSeal(sealed) });
  if (!data) return <span className="quiet">{words.checking}</span>;
  if (data.kind !== 'good') {
    return <span className={`tag ${data.kind === 'unknown' ? '' : 'tag-bad'}`}>{words[data.kind]}</span>;
  }
  return (
    <>
      <span className="tag tag-good">{words.good}</span>{' '}
      <span className="quiet">
        {words.goodAbout(agencyName(data.agency), formatTime(data.sealedAt, language))}
      </span>
    </>
  );
}
