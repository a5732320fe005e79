import type { ReactNode } from 'react';
import { strategyHref } from '../../app/place';
import type { Backtest, BacktestResult, Figure } from '../../exchange/strategies';
import { inPercent, numeral, readable } from '../../money/numerals';
import { changeOf, figureOf, percentOf, sumOf } from '../../money/worth';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { LinePlot } from '../../plots/LinePlot';
import { holdOf, returnOf } from '../returns';
import { againKey, useSubjectOf } from '../subject';
import { useStrategyWords, type StrategyWords } from '../words';
import { Redrawn } from '../search/Redrawn';
import { Searched } from '../search/Searched';
import { drawdownOf } from './analysis';
import { Distribution } from './Distribution';
import { Files } from './Files';
import { Returns } from './Returns';
import { Log, Trips, Unfilled } from './Tables';
import { TradesChart } from './TradesChart';
import { Warnings } from './Warnings';

interface WholeProps {
  readonly row: Backtest;
  readonly result: BacktestResult;
  readonly back: ReactNode;
}

/** Everything that came of a back-test. */
export function Whole({ row, result, back }: WholeProps) {
  return (
    <>
      <Figures row={row} result={result} back={back} />
      {result.search != null && <Searched id={row.id} search={result.search} />}
      {result.equity.length > 1 && <Curves result={result} />}
      <TradesChart row={row} result={result} />
      {result.equity.length > 1 && <Returns points={result.equity} />}
      {result.round_trips.length > 0 && <Distribution trips={result.round_trips} />}
      {result.monte_carlo != null && <Redrawn drawn={result.monte_carlo} asset={result.summary.valuation_asset} />}
      <Trips result={result} />
      <Unfilled result={result} />
      {result.log.length > 0 && <Log result={result} />}
    </>
  );
}

/** Figures beyond it come from a year made of a few days; they are no figures to compare. */
const FIGURE_MOST = 1_000;
const SHARE_MOST = 100;

export function figureText({ unit, value }: Pick<Figure, 'unit' | 'value'>, words: StrategyWords): string {
  if (value === null) {
    return words.notComputed;
  }
  switch (unit) {
    case 'share':
      return value > SHARE_MOST ? `> ${numeral(SHARE_MOST * 100)}${inPercent('').trim()}` : percentOf(value);
    case 'count':
      return numeral(value);
    case 'days':
      return readable(value.toFixed(1), true);
    case 'money':
      return sumOf(value.toFixed(2));
    case 'number':
      return value > FIGURE_MOST ? `> ${numeral(FIGURE_MOST)}` : figureOf(value);
  }
}

/** Figures that a trader looks at first. */
const HEAD = ['max_drawdown', 'sharpe', 'win_rate', 'trades'];
/** Return and buy and hold stand at the head, of the run's own money. */
const SHOWN_ABOVE = ['total_return', 'benchmark_return'];
const GROUPS = {
  growth: ['cagr', 'alpha', 'beta', 'exposure', 'time_in_market', 'turnover'],
  risk: [
    ...['volatility', 'sortino', 'calmar', 'probabilistic_sharpe', 'max_drawdown_days', 'value_at_risk'],
    'conditional_value_at_risk',
  ],
  trading: ['profit_factor', 'expectancy', 'best_trade', 'worst_trade', 'fees_paid'],
} as const;

function Figures({ row, result, back }: WholeProps) {
  const words = useStrategyWords();
  const subjectOf = useSubjectOf();
  const dates = useDates();
  const { summary, warnings } = result;
  const { symbols, interval, from, to } = row.request;
  const byName = new Map(summary.figures.map((figure) => [figure.name, figure]));
  const known: readonly string[] = [...SHOWN_ABOVE, ...HEAD, ...Object.values(GROUPS).flat()];
  const others = summary.figures.map(({ name }) => name).filter((name) => !known.includes(name));
  return (
    <Card
      title={words.result(numeral(Number(row.id)))}
      notice={
        <bdi>
          {subjectOf(row.request)} · {symbols.join(', ')} · {words.intervals[interval] ?? interval} ·{' '}
          {dates.dayOf(from.slice(0, 10))} – {dates.dayOf(new Date(Date.parse(to) - 1).toISOString().slice(0, 10))}
        </bdi>
      }
      action={
        <>
          <a className="small-button" href={strategyHref('backtests', againKey(row.id))}>
            {words.repeat}
          </a>
          {back}
        </>
      }
    >
      <Warnings warnings={warnings} />
      <Tiles row={row} result={result} byName={byName} />
      <div className="strategy-groups">
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
          <section key={group} aria-label={words.groups[group]}>
            <h3>{words.groups[group]}</h3>
            <dl>
              {[...GROUPS[group], ...(group === 'trading' ? others : [])].map((name) => {
                const figure = byName.get(name);
                return figure === undefined ? null : <Line key={name} figure={figure} />;
              })}
            </dl>
          </section>
        ))}
      </div>
      <p className="quiet strategy-digest">
        {words.digest}: <code dir="ltr">{result.state_digest}</code>. {words.digestNotice}
      </p>
      <Files row={row} result={result} />
    </Card>
  );
}

function Line({ figure }: { readonly figure: Figure }) {
  const words = useStrategyWords();
  return (
    <div>
      <dt>{words.figureNames[figure.name] ?? figure.name}</dt>
      <dd
        className={figure.value === null ? 'quiet' : 'number'}
        title={figure.reason === '' ? undefined : figure.reason}
      >
        {figureText(figure, words)}
      </dd>
    </div>
  );
}

interface TilesProps {
  readonly row: Backtest;
  readonly result: BacktestResult;
  readonly byName: ReadonlyMap<string, Figure>;
}

function Tiles({ row, result, byName }: TilesProps) {
  const words = useStrategyWords();
  const { summary } = result;
  const [share, hold] = [returnOf(row), holdOf(summary)];
  const sum = (text: string): string => `${sumOf(text)} ${summary.valuation_asset}`;
  return (
    <dl className="strategy-tiles">
      <div>
        <dt>{words.profit}</dt>
        <dd className="number">
          <b className={(share ?? 0) < 0 ? 'down' : 'up'}>{share === null ? '—' : changeOf(share)}</b>
        </dd>
      </div>
      <div>
        <dt>{words.hold}</dt>
        <dd className="number">
          <b>{hold === null ? '—' : changeOf(hold)}</b>
        </dd>
      </div>
      {HEAD.map((name) => {
        const figure = byName.get(name);
        return figure === undefined ? null : (
          <div key={name}>
            <dt>{words.figureNames[name] ?? name}</dt>
            <dd className="number" title={figure.reason === '' ? undefined : figure.reason}>
              <b>{figureText(figure, words)}</b>
            </dd>
          </div>
        );
      })}
      <div>
        <dt>{words.startEquity}</dt>
        <dd className="number">{sum(summary.start_equity)}</dd>
      </div>
      <div>
        <dt>{words.endEquity}</dt>
        <dd className="number">{sum(summary.end_equity)}</dd>
      </div>
    </dl>
  );
}

function Curves({ result }: { readonly result: BacktestResult }) {
  const words = useStrategyWords();
  const dates = useDates();
  const labels = result.equity.map(({ time }) => dates.minute(Date.parse(time)));
  const values = result.equity.map(({ equity }) => Number(equity));
  const falls = drawdownOf(values);
  const point = (value: number, at: number) => ({ label: labels[at] ?? '', value });
  const benchmark = { name: words.hold, values: result.equity.map((each) => Number(each.benchmark)) };
  return (
    <>
      <Card title={words.equity} notice={words.equityNotice(result.summary.valuation_asset)}>
        <LinePlot
          label={words.equity}
          name={words.strategy}
          points={values.map(point)}
          further={[benchmark]}
          text={(value) => readable(value.toFixed(0), true)}
        />
      </Card>
      <Card title={words.drawdown} notice={words.drawdownNotice}>
        <LinePlot label={words.drawdown} points={falls.map(point)} text={(value) => percentOf(value)} isLoss />
      </Card>
    </>
  );
}
