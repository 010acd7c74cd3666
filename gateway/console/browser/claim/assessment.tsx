import { useReasons } from '../officer/claim-reasons.ts';
import { Fact } from '../parts/fact.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatMoney } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { ShownClaim } from './claim-sections.tsx';
import { LinesTable } from './lines-table.tsx';

/** What the law gives for the evidence, line by line with its articles; nothing for whoever did not ask for it. */
export function Assessment({ shown }: { readonly shown: ShownClaim }) {
  const words = useWords();
  const language = useLanguage();
  const outcomeWord = useCodes('claimOutcome');
  const doubtTexts: Readonly<Record<string, string>> = words.doubt;
  const reasonText = useReasons();
  const { assessment } = shown.claim;
  if (assessment === undefined) return null;
  const { title, none, result, amount, reasons, doubts } = words.assessment;
  if (assessment === null) {
    return (
      <>
        <h3>{title}</h3>
        <p>{none}</p>
      </>
    );
  }
  const at = (field: string) => ({
    ...shown,
    coordinate: `ClaimAssessment.${field}`,
    path: `${shown.path}.assessment.${field}`,
  });
  const listed = [
    [reasons, assessment.reasonCodes?.map(reasonText)],
    [doubts, assessment.doubts?.map((code) => doubtTexts[code] ?? code)],
  ] as const;
  return (
    <>
      <h3>{title}</h3>
      <dl className="facts">
        <Fact
          label={result}
          value={assessment.outcome && outcomeWord(assessment.outcome)}
          place={at('outcome')}
        />
        <Fact
          label={amount}
          value={assessment.amount === null ? null : formatMoney(assessment.amount, language)}
          place={at('amount')}
        />
      </dl>
      <LinesTable lines={assessment.lines} place={at('lines')} />
      {listed.map(
        ([label, texts]) =>
          texts &&
          texts.length > 0 && (
            <div key={label}>
              <h4>{label}</h4>
              <ul className="articles">
                {texts.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  );
}
