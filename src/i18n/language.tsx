import { createContext, use, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { chooseLanguage } from './choose-language.ts';
import { htmlLang, type Catalogue, type Language } from './messages.ts';
import { readKept, writeKept } from './kept.ts';

const keptUnder = 'language';

interface LanguageChoice {
  language: Language;
  setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState(() => chooseLanguage(readKept(keptUnder), navigator.languages));
  useLayoutEffect(() => {
    document.documentElement.lang = htmlLang[language];
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        writeKept(keptUnder, next);
        choose(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (choice === null) throw new Error('useLanguage is called outside of LanguageProvider');
  return choice;
}

export function useMessages<T>(catalogue: Catalogue<T>): Catalogue<T>[Language] {
  return catalogue[useLanguage().language];
}
