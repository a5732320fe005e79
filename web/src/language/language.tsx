/** The language of the page, and its direction. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { CATALOGUES, DIRECTIONS, LANGUAGES, LOCALES, preferred, type Language, type Messages } from './messages';

export interface Speech {
  readonly language: Language;
  readonly messages: Messages;
  readonly locale: string;
  readonly speak: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);
const STORED = 'flowex.language';

export function SpeechProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initial);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = DIRECTIONS[language];
    localStorage.setItem(STORED, language);
  }, [language]);
  const speech = useMemo(
    () => ({ language, messages: CATALOGUES[language], locale: LOCALES[language], speak: setLanguage }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) {
    throw new Error('no SpeechProvider above');
  }
  return speech;
}

export const useMessages = (): Messages => useSpeech().messages;

function initial(): Language {
  const stored = localStorage.getItem(STORED);
  return LANGUAGES.find((language) => language === stored) ?? preferred(navigator.languages);
}
