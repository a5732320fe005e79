/** Times along the axis: a clock within a day, the day where it changes. */
import type { AxisTimes } from './drawing';

const DAY = 86_400_000;

/** Dates read in the direction of their own first letter, in a chart that always reads from the left. */
const isolated = (date: string): string => (/\p{Script=Arabic}/u.test(date) ? `\u2067${date}\u2069` : date);

export function axisTimes(locale: string, zone: Intl.DateTimeFormatOptions): AxisTimes {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { hour12: false, ...zone, ...options });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = format({ month: 'short', day: 'numeric' });
  const month = format({ year: 'numeric', month: 'short' });
  const full = format({ dateStyle: 'medium', timeStyle: 'medium' });
  return {
    tick: (millis, before) => {
      if (before === null) {
        return isolated(day.format(millis));
      }
      const apart = millis - before;
      if (month.format(millis) !== month.format(before) && apart >= DAY) {
        return isolated(month.format(millis));
      }
      if (apart >= DAY || day.format(millis) !== day.format(before)) {
        return isolated(day.format(millis));
      }
      return (millis % 60_000 === 0 && before % 60_000 === 0 ? clock : seconds).format(millis);
    },
    full: (millis) => isolated(full.format(millis)),
  };
}
