import { strategyHref } from '../../app/place';
import { useBacktests, useResults, type Backtest, type BacktestResult } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { changeOf } from '../../money/worth';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Waiting } from '../../pages/Records';
import { LinePlot } from '../../plots/LinePlot';
import { figureText } from '../result/Whole';
import { holdOf, returnOf } from '../returns';
import { useSubjectOf } from '../subject';
import { useStrategyWords } from '../words';
import { growthOf } from './beside';

/** Back-tests beside each other: what differs in their requests, their figures and their curves. */
export function Compare({ ids }: { readonly ids: readonly string[] }) {
  const words = useStrategyWords();
  return (
    <Loaded query={useBacktests()}>
      {(rows) => {
        const tests = ids.flatMap((id) => rows.filter((row) => row.id === id && row.state === 'done'));
        return tests.length < 2 ? (
          <Card title={words.comparison}>
            <p className="nothing">
              {words.notTwo} <a href={strategyHref('backtests')}>{words.back}</a>
            </p>
          </Card>
        ) : (
          <Beside tests={tests} />
        );
      }}
    </Loaded>
  );
}

interface BesideProps {
  readonly tests: readonly Backtest[];
}

/** One line of the table: equal in all tests, or not. */
interface Line {
  readonly name: string;
  readonly texts: readonly string[];
}

const isSame = ({ texts }: Line): boolean => new Set(texts).size === 1;

function Beside({ tests }: BesideProps) {
  const words = useStrategyWords();
  const dates = useDates();
  const subjectOf = useSubjectOf();
  const line = (name: string, text: (test: Backtest) => string): Line => ({ name, texts: tests.map(text) });
  const parameters = [...new Set(tests.flatMap(({ request }) => Object.keys(request.parameters)))];
  const settings: readonly Line[] = [
    line(words.strategy, ({ request }) => subjectOf(request)),
    line(words.market, ({ request }) => request.symbols.join(', ')),
    line(words.interval, ({ request }) => words.intervals[request.interval] ?? request.interval),
    line(words.from, ({ request }) => dates.dayOf(request.from.slice(0, 10))),
    line(words.to, ({ request }) => dates.dayOf(new Date(Date.parse(request.to) - 1).toISOString().slice(0, 10))),
    line(words.model, ({ request }) => words.models[request.model.name ?? 'candles']),
    ...parameters.map((name) => line(name, ({ request }) => request.parameters[name] ?? '—')),
  ].filter((each) => !isSame(each));
  const names = [...new Set(tests.flatMap(({ summary }) => (summary?.figures ?? []).map((figure) => figure.name)))];
  const figures: readonly Line[] = [
    line(words.profit, (test) => shareText(returnOf(test))),
    line(words.hold, ({ summary }) => shareText(summary === null ? null : holdOf(summary))),
    ...names
      .filter((name) => name !== 'total_return' && name !== 'benchmark_return')
      .map((name) =>
        line(words.figureNames[name] ?? name, ({ summary }) => {
          const figure = summary?.figures.find((each) => each.name === name);
          return figure === undefined ? '—' : figureText(figure, words);
        }),
      ),
  ];
  return (
    <>
      <Card
        title={words.comparison}
        action={
          <a className="small-button" href={strategyHref('backtests')}>
            {words.back}
          </a>
        }
      >
        <Table tests={tests} title={words.differences} lines={settings} nothing={words.noDifferences} />
        <Table tests={tests} title={words.figures} lines={figures} />
      </Card>
      <Curves tests={tests} />
    </>
  );
}

const shareText = (share: number | null): string => (share === null ? '—' : changeOf(share));

interface TableProps extends BesideProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly nothing?: string;
}

function Table({ tests, title, lines, nothing }: TableProps) {
  const words = useStrategyWords();
  if (lines.length === 0) {
    return <p className="nothing">{nothing}</p>;
  }
  return (
    <div className="records-scroll strategy-beside" role="group" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {tests.map(({ id }) => (
              <th key={id} scope="col">
                <a href={strategyHref('backtests', id)}>{words.testName(numeral(Number(id)))}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, texts }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {texts.map((text, at) => (
                <td key={at} className="number">
                  <bdi>{text}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Curves({ tests }: BesideProps) {
  const words = useStrategyWords();
  const results = useResults(tests.map(({ id }) => id));
  const failed = results.find(({ error }) => error !== null);
  const known = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
  if (known.length < tests.length) {
    return <Waiting error={failed?.error ?? null} onRetry={() => results.forEach((result) => void result.refetch())} />;
  }
  return (
    <Card title={words.growth} notice={words.growthNotice}>
      <Drawn tests={tests} results={known} />
    </Card>
  );
}

function Drawn({ tests, results }: BesideProps & { readonly results: readonly BacktestResult[] }) {
  const words = useStrategyWords();
  const dates = useDates();
  const { times, shares } = growthOf(
    results.map(({ equity }) => ({
      millis: equity.map(({ time }) => Date.parse(time)),
      equity: equity.map((point) => Number(point.equity)),
    })),
  );
  const [first = [], ...others] = shares;
  const nameOf = (at: number): string => words.testName(numeral(Number(tests[at]?.id ?? 0)));
  if (times.length < 2) {
    return <p className="nothing">{words.noCommonTime}</p>;
  }
  return (
    <LinePlot
      label={words.growth}
      name={nameOf(0)}
      points={times.map((time, at) => ({ label: dates.minute(time), value: first[at] ?? 0 }))}
      further={others.map((values, at) => ({ name: nameOf(at + 1), values }))}
      text={changeOf}
    />
  );
}
