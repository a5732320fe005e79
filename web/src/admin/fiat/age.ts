/** How long ago something was, in the page's language. */
import { useMemo } from 'react';
import { useSpeech } from '../../language/language';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours up to two days, then days. */
export function useAge(): (millis: number) => string {
  const { locale } = useSpeech();
  return useMemo(() => {
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    return (millis) =>
      millis < 2 * DAY
        ? format.format(-Math.floor(millis / HOUR), 'hour')
        : format.format(-Math.floor(millis / DAY), 'day');
  }, [locale]);
}
