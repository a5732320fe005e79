import { useState, type ReactNode } from 'react';
import type { BacktestResult } from '../../exchange/strategies';
import { numeral, readable } from '../../money/numerals';
import { sumOf } from '../../money/worth';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useStrategyWords } from '../words';

const ROWS_FIRST = 10;
const ROWS_MOST = 500;

/** The first rows of a long table, and a button for the others. */
function useFirst<T>(all: readonly T[]): { readonly rows: readonly T[]; readonly more: ReactNode } {
  const words = useStrategyWords();
  const [isWhole, setWhole] = useState(false);
  return {
    rows: all.slice(0, isWhole ? ROWS_MOST : ROWS_FIRST),
    more:
      isWhole || all.length <= ROWS_FIRST ? null : (
        <button type="button" className="small-button strategy-more" onClick={() => setWhole(true)}>
          {words.showAll(numeral(Math.min(ROWS_MOST, all.length)))}
        </button>
      ),
  };
}

export function Trips({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  const { rows, more } = useFirst(result.round_trips);
  return (
    <Card title={words.trips} notice={words.tripsNotice}>
      <Records
        label={words.trips}
        rows={rows.map((trip, at) => ({ ...trip, at }))}
        keyOf={({ at }) => String(at)}
        nothing={words.noTrips}
        columns={[
          { name: words.market, cell: ({ symbol }) => <bdi>{symbol.replace('-', '/')}</bdi> },
          { name: words.opened, cell: ({ opened }) => dates.minute(Date.parse(opened)) },
          { name: words.closed, cell: ({ closed }) => dates.minute(Date.parse(closed)) },
          { name: words.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
          { name: words.entry, number: true, cell: ({ entry_price }) => readable(entry_price, true) },
          { name: words.exit, number: true, cell: ({ exit_price }) => readable(exit_price, true) },
          {
            name: words.pnl,
            number: true,
            cell: ({ profit }) => <span className={profit.startsWith('-') ? 'down' : 'up'}>{sumOf(profit)}</span>,
          },
        ]}
      />
      {more}
    </Card>
  );
}

export function Unfilled({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  const { rows, more } = useFirst(result.orders.filter(({ status }) => status !== 'filled'));
  return (
    <Card title={words.orders}>
      <Records
        label={words.orders}
        rows={rows}
        keyOf={({ id }) => id}
        nothing={words.noOrders}
        columns={[
          { name: words.order, cell: ({ id }) => <bdi className="strategy-whole">{id}</bdi> },
          { name: words.time, cell: ({ time }) => dates.minute(Date.parse(time)) },
          {
            name: words.side,
            cell: ({ side }) => <span className={side === 'buy' ? 'up' : 'down'}>{words.sides[side]}</span>,
          },
          { name: words.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
          { name: words.filled, number: true, cell: ({ filled }) => readable(filled, true) },
          {
            name: words.reason,
            cell: ({ reason, explanation }) => (
              <>
                {words.endings[reason] !== undefined && <span>{words.endings[reason]} </span>}
                <bdi lang="en" className="quiet">
                  {explanation === '' ? reason : explanation}
                </bdi>
              </>
            ),
          },
        ]}
      />
      {more}
    </Card>
  );
}

export function Log({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  return (
    <Card title={words.log}>
      <ol className="strategy-log" dir="ltr" tabIndex={0} aria-label={words.log}>
        {result.log.map(({ time, text }, at) => (
          <li key={at}>
            <span className="quiet">{dates.second(Date.parse(time))}</span> {text}
          </li>
        ))}
      </ol>
    </Card>
  );
}
