import { createContext, useContext } from 'react';
import { useLanguage, type Term } from '../words/language.ts';

/** A reason of the closed list, as the graph tells it. */
export interface ClaimReason extends Term {
  readonly code: string;
  /** Whether a claim can be refused for it. */
  readonly refuses: boolean;
  readonly article: string;
}

/** All reasons of the law, for whatever names one by its code. */
export const ReasonsContext = createContext<readonly ClaimReason[]>([]);

/** What a code of the list says, with its article; the code itself where the list has none. */
export function useReasons(): (code: string) => string {
  const reasons = useContext(ReasonsContext);
  const language = useLanguage();
  return (code) => {
    const reason = reasons.find((each) => each.code === code);
    return reason ? `${reason[language]} (${reason.article})` : code;
  };
}
