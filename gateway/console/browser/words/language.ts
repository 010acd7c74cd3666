import { createContext, useContext } from 'react';
import { en } from './en.ts';
import { vi, type Words } from './vi.ts';

/** The languages of the console. */
export type Language = 'vi' | 'en';

const words: Readonly<Record<Language, Words>> = { vi, en };

/** The language that is chosen. */
export const LanguageContext = createContext<Language>('vi');

/** The language that is chosen. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** All sentences of the console in the language that is chosen. */
export function useWords(): Words {
  return words[useLanguage()];
}

/** A word of the hub in both languages. */
export interface Term {
  readonly vi: string;
  readonly en: string;
}

/** The side of a term that is in a language. */
export function inLanguage(term: Term, language: Language): string {
  return term[language];
}
