import { strategyHref } from '../app/place';
import { useBacktests, useResult, type Backtest, type BacktestResult, type Figure } from '../exchange/strategies';
import { numeral, readable } from '../money/numerals';
import { changeOf, figureOf, percentOf, sumOf } from '../money/worth';
import { save } from '../pages/csv';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { LinePlot, type PlotPoint } from '../plots/LinePlot';
import { returnOf } from './Backtests';
import { subjectOf } from './subject';
import { useStrategyWords, type StrategyWords } from './words';

/** One back-test: its state, and what came of it. */
export function Result({ id }: { readonly id: string }) {
  const words = useStrategyWords();
  return (
    <Asked query={useBacktests()}>
      {(rows) => {
        const row = rows.find((each) => each.id === id);
        return row === undefined ? (
          <Card title={words.result(numeral(Number(id)))}>
            <p className="nothing">
              <a href={strategyHref('backtests')}>{words.back}</a>
            </p>
          </Card>
        ) : (
          <Shown row={row} />
        );
      }}
    </Asked>
  );
}

function Shown({ row }: { readonly row: Backtest }) {
  const words = useStrategyWords();
  const title = words.result(numeral(Number(row.id)));
  const back = (
    <a className="small-button" href={strategyHref('backtests')}>
      {words.back}
    </a>
  );
  if (row.state === 'done') {
    return <Done row={row} back={back} />;
  }
  return (
    <Card title={title} notice={<bdi>{subjectOf(row.request)}</bdi>} action={back}>
      {row.state === 'failed' ? (
        <p className="nothing" role="alert">
          {words.failed} <bdi className="quiet">{row.reason}</bdi>
        </p>
      ) : (
        <p className="nothing" role="status">
          {words.states[row.state]}{' '}
          {row.state === 'running' && <progress max={100} value={row.progress} aria-label={title} />}
        </p>
      )}
    </Card>
  );
}

interface DoneProps {
  readonly row: Backtest;
  readonly back: React.ReactNode;
}

function Done({ row, back }: DoneProps) {
  return <Asked query={useResult(row.id)}>{(result) => <Whole row={row} result={result} back={back} />}</Asked>;
}

interface WholeProps extends DoneProps {
  readonly result: BacktestResult;
}

function Whole({ row, result, back }: WholeProps) {
  return (
    <>
      <Figures row={row} result={result} back={back} />
      {result.equity.length > 1 && <Curves result={result} />}
      <Trips result={result} />
      <Unfilled result={result} />
      {result.log.length > 0 && <Log result={result} />}
    </>
  );
}

function figureText({ unit, value }: Figure, words: StrategyWords): string {
  if (value === null) {
    return words.notComputed;
  }
  switch (unit) {
    case 'share':
      return percentOf(value);
    case 'count':
      return numeral(value);
    case 'days':
      return readable(value.toFixed(1), true);
    case 'money':
      return sumOf(value.toFixed(2));
    case 'number':
      return figureOf(value);
  }
}

function Figures({ row, result, back }: WholeProps) {
  const words = useStrategyWords();
  const { summary, warnings } = result;
  const share = returnOf(row);
  const hold = Number(summary.benchmark_equity) / Number(summary.start_equity) - 1;
  const sum = (text: string): string => `${sumOf(text)} ${summary.valuation_asset}`;
  const head: readonly (readonly [string, string, string])[] = [
    [words.startEquity, sum(summary.start_equity), ''],
    [words.endEquity, sum(summary.end_equity), ''],
    [words.profit, share === null ? '—' : changeOf(share), ''],
    [words.hold, Number.isFinite(hold) ? changeOf(hold) : '—', ''],
    ...summary.figures
      .filter(({ name }) => name !== 'total_return' && name !== 'benchmark_return')
      .map((each) => [words.figureNames[each.name] ?? each.name, figureText(each, words), each.reason] as const),
  ];
  const { symbols, interval, from, to } = row.request;
  const dates = useDates();
  return (
    <Card
      title={words.result(numeral(Number(row.id)))}
      notice={
        <bdi>
          {subjectOf(row.request)} · {symbols.join(', ')} · {interval} · {dates.day(Date.parse(from))} –{' '}
          {dates.day(Date.parse(to))}
        </bdi>
      }
      action={back}
    >
      {warnings.length > 0 && (
        <ul className="strategy-warnings" aria-label={words.warnings}>
          {warnings.map(({ code, message }) => (
            <li key={code + message}>
              <b>{words.warningNames[code] ?? code}</b>{' '}
              <bdi lang="en" className="quiet">
                {message}
              </bdi>
            </li>
          ))}
        </ul>
      )}
      <dl className="facts">
        {head.map(([name, text, why]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number" title={why === '' ? undefined : why}>
              {text}
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet strategy-digest">
        {words.digest}: <code dir="ltr">{result.state_digest}</code>. {words.digestNotice}
      </p>
      <button
        type="button"
        className="small-button"
        onClick={() => save(`backtest-${row.id}.json`, JSON.stringify(result, null, 1), 'application/json')}
      >
        {words.download}
      </button>
    </Card>
  );
}

function Curves({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  let highest = 0;
  const equity: PlotPoint[] = [];
  const falls: PlotPoint[] = [];
  for (const { time, equity: value } of result.equity) {
    const label = dates.minute(Date.parse(time));
    const number = Number(value);
    highest = Math.max(highest, number);
    equity.push({ label, value: number });
    falls.push({ label, value: highest > 0 ? number / highest - 1 : 0 });
  }
  return (
    <>
      <Card title={words.equity} notice={words.equityNotice(result.summary.valuation_asset)}>
        <LinePlot label={words.equity} points={equity} text={(value) => readable(value.toFixed(0), true)} />
      </Card>
      <Card title={words.drawdown} notice={words.drawdownNotice}>
        <LinePlot label={words.drawdown} points={falls} text={(value) => percentOf(value)} />
      </Card>
    </>
  );
}

const ROWS = 200;

function Trips({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  return (
    <Card title={words.trips}>
      <Records
        label={words.trips}
        rows={result.round_trips.slice(0, ROWS).map((trip, at) => ({ ...trip, at }))}
        keyOf={({ at }) => String(at)}
        nothing={words.noTrips}
        columns={[
          { name: words.market, cell: ({ symbol }) => <bdi>{symbol}</bdi> },
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
    </Card>
  );
}

function Unfilled({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  return (
    <Card title={words.orders}>
      <Records
        label={words.orders}
        rows={result.orders.filter(({ status }) => status !== 'filled').slice(0, ROWS)}
        keyOf={({ id }) => id}
        nothing={words.noOrders}
        columns={[
          { name: words.order, cell: ({ id }) => <bdi>{id}</bdi> },
          { name: words.time, cell: ({ time }) => dates.minute(Date.parse(time)) },
          { name: words.side, cell: ({ side }) => words.sides[side] },
          { name: words.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
          {
            name: words.reason,
            cell: ({ reason, explanation }) => <bdi lang="en">{explanation === '' ? reason : explanation}</bdi>,
          },
        ]}
      />
    </Card>
  );
}

function Log({ result }: { readonly result: BacktestResult }) {
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
