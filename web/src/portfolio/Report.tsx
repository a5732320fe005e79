import {
  METHODS,
  type Backtest,
  type PortfolioFigures,
  type PortfolioReport,
  type PortfolioRun,
  type Position,
  type Zone,
} from '../exchange/portfolios';
import { numeral, readable } from '../money/numerals';
import { changeOf, figureOf, percentOf, sumOf } from '../money/worth';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Bar } from '../plots/Bar';
import { LinePlot } from '../plots/LinePlot';
import { useOwn } from '../settings/own';
import { Correlation } from './Correlation';
import { ScenarioName } from './ScenarioName';
import { usePortfolioWords } from './words';

interface ReportProps {
  readonly run: PortfolioRun;
  readonly report: PortfolioReport;
}

/** Writes a sum of the portfolio. */
type Sum = (amount: string) => string;

/** Results; the reader's own sums are masked while balances are hidden, those of others are not the reader's. */
export function Report({ run, report }: ReportProps) {
  const own = useOwn();
  const isOwn = run.scope === 'own';
  const mask = (text: string): string => (isOwn ? own(text) : text);
  const sum: Sum = (amount) => `${mask(sumOf(amount))} ${report.reference}`;
  return (
    <>
      <Whole run={run} report={report} sum={sum} />
      {report.figures !== null && (
        <>
          <Losses run={run} figures={report.figures} sum={sum} />
          {report.figures.falls.length > 1 && <Falls figures={report.figures} />}
          <Tried backtest={report.figures.backtest} />
        </>
      )}
      {report.positions.length > 0 && (
        <Positions positions={report.positions} reference={report.reference} sum={sum} mask={mask} />
      )}
      {report.figures !== null && report.figures.correlated.length > 1 && <Correlation figures={report.figures} />}
      {report.positions.length > 0 && <Stress report={report} sum={sum} />}
    </>
  );
}

function Whole({ run, report, sum }: ReportProps & { readonly sum: Sum }) {
  const words = usePortfolioWords();
  const dates = useDates();
  const { figures, concentration } = report;
  const when = dates.second(run.endedMillis ?? run.orderedMillis);
  const lines: readonly (readonly [string, string])[] = [
    [words.value, sum(report.value)],
    ...(figures === null
      ? []
      : ([
          [words.covered, percentOf(report.covered)],
          [words.ofDays, numeral(report.days)],
          [words.volatility, percentOf(figures.volatility)],
          [words.drawdown, percentOf(figures.drawdown)],
          [words.beta, figures.beta === null ? '—' : figureOf(figures.beta)],
        ] as const)),
    ...(report.positions.length === 0
      ? []
      : ([
          [words.largest, percentOf(concentration.largest)],
          [words.herfindahl, figureOf(concentration.herfindahl)],
          [words.effective, readable(concentration.effective.toFixed(1))],
        ] as const)),
  ];
  return (
    <Card
      title={words.run}
      notice={report.day === '' ? words.computedAlone(when) : words.computedAt(when, dates.dayOf(report.day))}
    >
      <dl className="facts">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{text}</dd>
          </div>
        ))}
      </dl>
      {report.notes.length > 0 && (
        <ul className="portfolio-notes">
          {report.notes.map((note) => (
            <li key={note}>{words.noteNames[note]}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface LossesProps {
  readonly run: PortfolioRun;
  readonly figures: PortfolioFigures;
  readonly sum: Sum;
}

/** The same question, answered by each method. */
function Losses({ run, figures, sum }: LossesProps) {
  const words = usePortfolioWords();
  const largest = Math.max(...METHODS.map((method) => figures.losses[method]?.mean ?? 0));
  const cell = (share: number | undefined, amount: string | undefined) =>
    share === undefined || amount === undefined ? (
      <span className="quiet">{words.notValid}</span>
    ) : (
      <span className="portfolio-loss">
        <Bar share={largest > 0 ? Math.max(0, share / largest) : 0} tone="risky" />
        <span>
          <span className="number">{percentOf(share)}</span>
          <small className="number">{sum(amount)}</small>
        </span>
      </span>
    );
  const light = (zone: Zone | undefined) =>
    zone === undefined ? '—' : <i className={`tag ${LIGHTS[zone]}`}>{words.zones[zone]}</i>;
  return (
    <Card
      title={words.losses}
      notice={words.lossesNotice(percentOf(run.confidence, 1), words.days(numeral(run.horizonDays)))}
    >
      <Records
        label={words.losses}
        rows={METHODS}
        keyOf={(method) => method}
        nothing="—"
        columns={[
          { name: words.method, cell: (method) => words.methods[method] },
          {
            name: words.worst,
            cell: (method) => cell(figures.losses[method]?.worst, figures.losses[method]?.worstAmount),
          },
          {
            name: words.mean,
            cell: (method) => cell(figures.losses[method]?.mean, figures.losses[method]?.meanAmount),
          },
          { name: words.zone, cell: (method) => light(figures.zones[method]) },
        ]}
      />
    </Card>
  );
}

/** Tags of the traffic light. */
const LIGHTS: Readonly<Record<Zone, string>> = { green: 'tag-good', yellow: 'tag-warn', red: 'tag-bad' };

/** How deep it was under water, and when: from the surface down. */
function Falls({ figures: { falls, drawdown } }: { readonly figures: PortfolioFigures }) {
  const words = usePortfolioWords();
  const dates = useDates();
  return (
    <Card title={words.falls} notice={words.fallsNotice}>
      <LinePlot
        label={words.falls}
        points={falls.map(({ day, depth }) => ({ label: dates.dayOf(day), value: -depth }))}
        span={{ least: -Math.max(drawdown, 0.01) * 1.05, most: 0 }}
        text={(value) => percentOf(value)}
      />
    </Card>
  );
}

/** Below it a model is to be doubted, as is usual. */
const DOUBT = 0.05;

function Tried({ backtest }: { readonly backtest: Backtest | null }) {
  const words = usePortfolioWords();
  if (backtest === null) {
    return (
      <Card title={words.backtest}>
        <p className="nothing">{words.noBacktest}</p>
      </Card>
    );
  }
  const likely = (share: number) => (
    <>
      <span className="number">{percentOf(share, 1)}</span>
      <i className={`tag ${share < DOUBT ? 'tag-bad' : 'tag-good'}`}>{share < DOUBT ? words.doubted : words.passes}</i>
    </>
  );
  return (
    <Card title={words.backtest} notice={words.backtestOf(numeral(backtest.days))}>
      <dl className="facts">
        <dt>{words.exceeded}</dt>
        <dd className="number">{numeral(backtest.exceeded)}</dd>
        <dt>{words.expected}</dt>
        <dd className="number">{readable(backtest.expected.toFixed(1))}</dd>
        <dt>{words.countLikely}</dt>
        <dd>{likely(backtest.countLikely)}</dd>
        <dt>{words.apartLikely}</dt>
        <dd>{likely(backtest.apartLikely)}</dd>
      </dl>
    </Card>
  );
}

interface PositionsProps {
  readonly positions: readonly Position[];
  readonly reference: string;
  readonly sum: Sum;
  readonly mask: (text: string) => string;
}

function Positions({ positions, reference, sum, mask }: PositionsProps) {
  const words = usePortfolioWords();
  const largest = Math.max(0, ...positions.map(({ component }) => Math.abs(component ?? 0)));
  return (
    <Card title={words.positions} notice={words.componentNotice}>
      <Records
        label={words.positions}
        rows={positions}
        keyOf={({ asset }) => asset}
        nothing={words.noteNames.empty}
        columns={[
          { name: words.asset, cell: ({ asset }) => <bdi>{asset}</bdi> },
          { name: words.quantity, number: true, cell: ({ quantity }) => mask(readable(quantity, true)) },
          { name: words.value, number: true, cell: ({ value }) => sum(value) },
          { name: words.share, number: true, cell: ({ weight }) => percentOf(weight) },
          {
            name: words.volatility,
            number: true,
            cell: ({ volatility }) => (volatility === null ? '—' : percentOf(volatility)),
          },
          {
            name: words.component,
            // The reference asset stands still.
            cell: ({ asset, component, leftOut }) =>
              component === null ? (
                <span className="quiet">{asset === reference ? '—' : words.leftOut[leftOut ?? 'too_few_days']}</span>
              ) : (
                <span className="portfolio-loss">
                  <Bar
                    share={largest > 0 ? Math.abs(component) / largest : 0}
                    tone={component < 0 ? 'good' : 'risky'}
                  />
                  <span className="number">{percentOf(component)}</span>
                </span>
              ),
          },
        ]}
      />
    </Card>
  );
}

function Stress({ report: { stress }, sum }: { readonly report: PortfolioReport; readonly sum: Sum }) {
  const words = usePortfolioWords();
  return (
    <Card title={words.stress} notice={words.stressNotice}>
      <Records
        label={words.stress}
        rows={stress}
        keyOf={({ name }) => name}
        nothing={words.noScenarios}
        columns={[
          { name: words.scenario, cell: ({ name }) => <ScenarioName of={name} /> },
          {
            name: words.change,
            cell: ({ change }) => (
              <span className="portfolio-loss">
                <Bar share={Math.abs(change)} tone={change < 0 ? 'risky' : 'good'} />
                <span className={`number ${change < 0 ? 'down' : 'up'}`}>{changeOf(change)}</span>
              </span>
            ),
          },
          { name: words.value, number: true, cell: ({ amount }) => sum(amount) },
        ]}
      />
    </Card>
  );
}
