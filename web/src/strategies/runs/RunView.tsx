import { useState, type ReactNode } from 'react';
import { strategyHref } from '../../app/place';
import { hasEnded, useRun, useRunFills, useRunLines, useRunOrders, type Run } from '../../exchange/runs';
import { numeral, readable } from '../../money/numerals';
import { sumOf } from '../../money/worth';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Bar } from '../../plots/Bar';
import { useSubjectOf } from '../subject';
import { useStrategyWords } from '../words';
import { Diverged } from './Diverged';
import { Actions, Mode, Profit, State } from './Runs';
import { useRunWords } from './words';

/** One run: its state and switch, its limits, orders, trades and log. */
export function RunView({ id }: { readonly id: string }) {
  return <Loaded query={useRun(id)}>{(run) => <Shown run={run} />}</Loaded>;
}

interface RunProps {
  readonly run: Run;
}

function Shown({ run }: RunProps) {
  const words = useRunWords();
  const [isCompared, setCompared] = useState(false);
  return (
    <>
      <Head run={run} />
      <Limits run={run} />
      <Orders run={run} />
      <Fills run={run} />
      <Log run={run} />
      {isCompared ? (
        <Diverged id={run.id} />
      ) : (
        <Card
          title={words.divergence}
          notice={words.divergenceNotice}
          action={
            <button type="button" className="small-button" onClick={() => setCompared(true)}>
              {words.compareNow}
            </button>
          }
        />
      )}
    </>
  );
}

function Head({ run }: RunProps) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const subjectOf = useSubjectOf();
  const dates = useDates();
  const { request, figures } = run;
  const tile = (name: string, value: ReactNode): ReactNode => (
    <div>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </div>
  );
  return (
    <Card
      title={words.runName(numeral(Number(run.id)))}
      notice={
        <bdi>
          {subjectOf(request)} · {request.symbols.join(', ')} ·{' '}
          {strategyWords.intervals[request.interval] ?? request.interval}
        </bdi>
      }
      action={
        <>
          <Mode run={run} /> <State run={run} />
          <Actions run={run} />
          <a className="small-button" href={strategyHref('runs')}>
            {words.allRuns}
          </a>
        </>
      }
    >
      {run.detail !== '' && (
        <p className="strategy-warnings" role="status">
          <bdi lang="en">{run.detail}</bdi>
        </p>
      )}
      <dl className="strategy-tiles">
        {tile(
          words.profit,
          <b>
            <Profit run={run} sum={figures.profit} />
          </b>,
        )}
        {tile(
          words.profitToday,
          <b>
            <Profit run={run} sum={figures.profit_today} />
          </b>,
        )}
        {tile(words.orderCount, <b>{numeral(figures.orders)}</b>)}
        {tile(words.fillCount, <b>{numeral(figures.fills)}</b>)}
        {tile(words.begun, dates.minute(Date.parse(run.created_at)))}
        {tile(words.lastCandle, run.last_bar_at === null ? '—' : dates.minute(Date.parse(run.last_bar_at)))}
        {run.ended_at !== null && tile(words.ended, dates.minute(Date.parse(run.ended_at)))}
        {figures.positions.map(({ symbol, quantity }) => (
          <div key={symbol}>
            <dt>{words.positionIn(symbol)}</dt>
            <dd className="number">{readable(quantity, true)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Limits({ run }: RunProps) {
  const words = useRunWords();
  const { limits } = run.request;
  const { asset, profit_today } = run.figures;
  const lost = Math.max(0, -Number(profit_today));
  const rows: readonly (readonly [string, string | null, number | null])[] = [
    [
      words.limitNames.daily_loss,
      limits.daily_loss == null ? null : `${sumOf(limits.daily_loss)} ${asset}`,
      Number(limits.daily_loss ?? 0) > 0 ? lost / Number(limits.daily_loss) : null,
    ],
    [words.limitNames.position, limits.position == null ? null : `${sumOf(limits.position)} ${asset}`, null],
    [
      words.limitNames.order_notional,
      limits.order_notional == null ? null : `${sumOf(limits.order_notional)} ${asset}`,
      null,
    ],
    [
      words.limitNames.orders_per_minute,
      limits.orders_per_minute == null ? null : numeral(limits.orders_per_minute),
      null,
    ],
  ];
  return (
    <Card title={words.limits} notice={words.limitsNotice}>
      <dl className="strategy-parameters">
        {rows.map(([name, text, used]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={text === null ? 'quiet' : 'number'}>
              {used !== null && <Bar share={used} tone={used > 0.7 ? 'risky' : 'good'} />} {text ?? words.noLimit}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Orders({ run }: RunProps) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const dates = useDates();
  return (
    <Card title={words.orders}>
      <Loaded query={useRunOrders(run.id, !hasEnded(run))}>
        {(orders) => (
          <Records
            label={words.orders}
            rows={orders}
            keyOf={({ id }) => id}
            nothing={words.noOrders}
            columns={[
              { name: strategyWords.time, cell: ({ time }) => dates.second(Date.parse(time)) },
              { name: strategyWords.market, cell: ({ symbol }) => <bdi>{symbol.replace('-', '/')}</bdi> },
              {
                name: strategyWords.side,
                cell: ({ side }) => <span className={side === 'buy' ? 'up' : 'down'}>{strategyWords.sides[side]}</span>,
              },
              { name: words.type, cell: ({ type }) => <bdi lang="en">{type}</bdi> },
              { name: strategyWords.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
              { name: words.price, number: true, cell: ({ price }) => (price === null ? '—' : readable(price, true)) },
              { name: strategyWords.filled, number: true, cell: ({ filled }) => readable(filled, true) },
              {
                name: strategyWords.state,
                cell: ({ status, reason, message }) => (
                  <span title={message || reason || undefined}>
                    {words.statuses[status]}
                    {reason !== '' && <small lang="en">{message || reason}</small>}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Fills({ run }: RunProps) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const dates = useDates();
  return (
    <Card title={words.fills}>
      <Loaded query={useRunFills(run.id, !hasEnded(run))}>
        {(fills) => (
          <Records
            label={words.fills}
            rows={fills.map((fill, at) => ({ ...fill, at }))}
            keyOf={({ at }) => String(at)}
            nothing={words.noFills}
            columns={[
              { name: strategyWords.time, cell: ({ time }) => dates.second(Date.parse(time)) },
              { name: strategyWords.market, cell: ({ symbol }) => <bdi>{symbol.replace('-', '/')}</bdi> },
              {
                name: strategyWords.side,
                cell: ({ side }) => <span className={side === 'buy' ? 'up' : 'down'}>{strategyWords.sides[side]}</span>,
              },
              { name: words.price, number: true, cell: ({ price }) => readable(price, true) },
              { name: strategyWords.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
              { name: words.total, number: true, cell: ({ total }) => readable(total, true) },
              {
                name: words.fee,
                number: true,
                cell: ({ fee, fee_asset }) => (
                  <>
                    {readable(fee, true)} <bdi>{fee_asset}</bdi>
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Log({ run }: RunProps) {
  const words = useStrategyWords();
  const runWords = useRunWords();
  const dates = useDates();
  return (
    <Card title={words.log}>
      <Loaded query={useRunLines(run.id, !hasEnded(run))}>
        {(lines) =>
          lines.length === 0 ? (
            <p className="nothing">{runWords.noLines}</p>
          ) : (
            <ol className="strategy-log" dir="ltr" tabIndex={0} aria-label={words.log}>
              {lines.map(({ time, text }, at) => (
                <li key={at}>
                  <span className="quiet">{dates.second(Date.parse(time))}</span> {text}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Card>
  );
}
