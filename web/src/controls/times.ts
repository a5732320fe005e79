/** Times as read: of the day in lists that move, with the date in lists that stay. */
import { useMemo } from 'react';
import { useSpeech } from '../language/language';

export interface Times {
  readonly clock: (millis: number) => string;
  readonly stamp: (millis: number) => string;
}

export function useTimes(): Times {
  const { locale } = useSpeech();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    });
    const stamp = new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    });
    return { clock: (millis) => clock.format(millis), stamp: (millis) => stamp.format(millis) };
  }, [locale]);
}
