/** Times as read: of the day in lists that move, with the date in lists that stay. */
import { useMemo } from 'react';
import { useSpeech } from '../language/language';
import { useZone } from '../settings/settings';

export interface Times {
  readonly clock: (millis: number) => string;
  readonly stamp: (millis: number) => string;
}

export function useTimes(): Times {
  const { locale } = useSpeech();
  const zone = useZone();
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
      ...zone,
    });
    // The form of every other date of the page: a language has one.
    const stamp = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', ...zone });
    return { clock: (millis) => clock.format(millis), stamp: (millis) => stamp.format(millis) };
  }, [locale, zone]);
}
