import type { BacktestResult } from '../../exchange/strategies';
import { useSpeech } from '../../language/language';
import { changeOf } from '../../money/worth';
import { Card } from '../../pages/Pages';
import { useStrategyWords } from '../words';
import { returnsOf, type PeriodReturn } from './analysis';

/** A return of this size has the full colour. */
const FULL = { month: 0.2, day: 0.05 };

/** Returns of the months by years; of a short run those of the days by weeks. */
export function Returns({ points }: { readonly points: BacktestResult['equity'] }) {
  const words = useStrategyWords();
  const { locale } = useSpeech();
  const { unit, rows } = returnsOf(points);
  const isDays = unit === 'day';
  const column = new Intl.DateTimeFormat(locale, {
    ...(isDays ? { weekday: 'short' } : { month: 'short', calendar: 'gregory' }),
    timeZone: 'UTC',
  });
  const row = new Intl.DateTimeFormat(locale, {
    ...(isDays ? { dateStyle: 'medium' } : { year: 'numeric', calendar: 'gregory' }),
    timeZone: 'UTC',
  });
  const title = isDays ? words.days : words.months;
  return (
    <Card title={title} notice={words.returnsNotice}>
      <div className="records-scroll strategy-returns" role="group" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{isDays ? words.week : words.year}</th>
              {rows[0]?.cells.map(({ millis }) => (
                <th key={millis} scope="col">
                  {column.format(millis)}
                </th>
              ))}
              <th scope="col">{words.whole}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ millis, cells, total }) => (
              <tr key={millis}>
                <th scope="row">{row.format(millis)}</th>
                {cells.map((cell) => (
                  <Cell key={cell.millis} cell={cell} full={FULL[unit]} />
                ))}
                <td className={`number ${total < 0 ? 'down' : 'up'}`}>
                  <b>{changeOf(total)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Cell({ cell, full }: { readonly cell: PeriodReturn; readonly full: number }) {
  const { share } = cell;
  if (share === null) {
    return <td className="quiet">—</td>;
  }
  const strength = Math.round(Math.min(1, Math.abs(share) / full) * 32);
  const colour = share < 0 ? 'var(--down)' : 'var(--up)';
  return (
    <td className="number" style={{ background: `color-mix(in srgb, ${colour} ${strength}%, transparent)` }}>
      {changeOf(share)}
    </td>
  );
}
