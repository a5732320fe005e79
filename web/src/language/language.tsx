/** The language of the page, and its direction. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useHouse } from '../exchange/queries';
import { writeNumbersFor } from '../money/numerals';
import { latestOnly } from './last';
import {
  DIRECTIONS,
  LANGUAGES,
  LOCALES,
  messagesIn,
  preferred,
  spokenBy,
  type Language,
  type Messages,
} from './messages';

/** A language whose catalogue is at hand. */
export interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
}

export interface Speech extends Spoken {
  readonly locale: string;
  /** Languages of the exchange that the page has. */
  readonly languages: readonly Language[];
  readonly speak: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);
const STORED = 'flowex.language';

interface SpeechProviderProps {
  readonly first: Spoken;
  readonly children: ReactNode;
}

export function SpeechProvider({ first, children }: SpeechProviderProps) {
  const [spoken, setSpoken] = useState(first);
  const [speak] = useState(() => latestOnly(spokenIn, setSpoken));
  const { language } = spoken;
  // Before anything below is drawn.
  writeNumbersFor(LOCALES[language]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = DIRECTIONS[language];
    localStorage.setItem(STORED, language);
  }, [language]);
  const house = useHouse();
  const languages = useMemo(() => spokenBy(house?.locales ?? LANGUAGES), [house]);
  useEffect(() => {
    const [first] = languages;
    if (first !== undefined && !languages.includes(language)) {
      speak(first);
    }
  }, [languages, language, speak]);
  const speech = useMemo(
    () => ({ ...spoken, locale: LOCALES[spoken.language], languages, speak }),
    [spoken, languages, speak],
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

/** The language chosen at an earlier visit, or what the browser asks for; rejected where no words can be had. */
export function firstSpoken(): Promise<Spoken> {
  const stored = localStorage.getItem(STORED);
  return spokenIn(LANGUAGES.find((language) => language === stored) ?? preferred(navigator.languages));
}

/** In English where its words cannot be had. Its letters are fetched beside its words, not after them. */
function spokenIn(language: Language): Promise<Spoken> {
  if (language === 'fa' && 'fonts' in document) {
    // Without them there are those of the system.
    document.fonts.load('1em Vazirmatn', 'پ').catch(() => undefined);
  }
  return messagesIn(language).then(
    (messages) => ({ language, messages }),
    () => messagesIn('en').then((messages) => ({ language: 'en', messages })),
  );
}
