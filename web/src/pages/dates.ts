/** Days and minutes, of what is months old, too. */
import { useMemo } from 'react';
import { useSpeech } from '../language/language';

export interface Dates {
  readonly day: (millis: number) => string;
  readonly minute: (millis: number) => string;
  readonly second: (millis: number) => string;
}

export function useDates(): Dates {
  const { locale } = useSpeech();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    const second = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
    return {
      day: (millis) => day.format(millis),
      minute: (millis) => minute.format(millis),
      second: (millis) => second.format(millis),
    };
  }, [locale]);
}
