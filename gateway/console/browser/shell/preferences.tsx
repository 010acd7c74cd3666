import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { LanguageContext, type Language } from '../words/language.ts';

/** How the page looks. */
export type Theme = 'system' | 'light' | 'dark';

interface Choices {
  readonly language: Language;
  readonly theme: Theme;
  readonly choose: (change: Partial<Pick<Choices, 'language' | 'theme'>>) => void;
}

const ChoicesContext = createContext<Choices>({ language: 'vi', theme: 'system', choose: () => {} });

/** Language and appearance, and how to change them. */
export function useChoices(): Choices {
  return useContext(ChoicesContext);
}

const key = 'console-choices';

/** Language and appearance, kept in this browser: nothing about anybody. */
export function Preferences({ children }: { readonly children: ReactNode }) {
  const [kept, keep] = useState(readKept);
  useEffect(() => {
    localStorage.setItem(key, JSON.stringify(kept));
    document.documentElement.lang = kept.language;
    document.documentElement.dataset['theme'] = kept.theme;
  }, [kept]);
  const choose: Choices['choose'] = (change) => keep((before) => ({ ...before, ...change }));
  return (
    <I18nProvider locale={kept.language === 'vi' ? 'vi-VN' : 'en-GB'}>
      <LanguageContext value={kept.language}>
        <ChoicesContext value={{ ...kept, choose }}>{children}</ChoicesContext>
      </LanguageContext>
    </I18nProvider>
  );
}

function readKept(): Pick<Choices, 'language' | 'theme'> {
  const { language, theme } = parse(localStorage.getItem(key));
  const preferred = navigator.languages.find((one) => /^(vi|en)\b/.test(one))?.slice(0, 2);
  return {
    language: (language ?? preferred) === 'en' ? 'en' : 'vi',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

function parse(text: string | null): { readonly language?: unknown; readonly theme?: unknown } {
  try {
    return JSON.parse(text ?? '{}') ?? {};
  } catch {
    return {};
  }
}
