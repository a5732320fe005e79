/** Days and minutes, of what is months old, too. */
import { useMemo } from 'react';
import { useSpeech } from '../language/language';
import { useZone } from '../settings/settings';

export interface Dates {
  readonly day: (millis: number) => string;
  readonly minute: (millis: number) => string;
  readonly second: (millis: number) => string;
  /** Name of a day of UTC such as "2026-11-20". */
  readonly dayOf: (day: string) => string;
}

export function useDates(): Dates {
  const { locale } = useSpeech();
  const zone = useZone();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone });
    const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone });
    const second = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', ...zone });
    const utc = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    return {
      dayOf: (day) => utc.format(Date.parse(`${day}T00:00:00Z`)),
      day: (millis) => day.format(millis),
      minute: (millis) => minute.format(millis),
      second: (millis) => second.format(millis),
    };
  }, [locale, zone]);
}
