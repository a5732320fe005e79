import { goTo, strategyHref } from '../app/place';
import { isOpen, useBacktests, useStrategies, type Backtest } from '../exchange/strategies';
import { numeral } from '../money/numerals';
import { changeOf } from '../money/worth';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { NewBacktest } from './NewBacktest';
import { subjectOf } from './subject';
import { useStrategyWords } from './words';

interface BacktestsProps {
  /** Strategy that a test shall be of, "built:rsi" or "own:17"; null: none was chosen. */
  readonly chosen: string | null;
}

/** A form for a new test, and those that were requested. */
export function Backtests({ chosen }: BacktestsProps) {
  const words = useStrategyWords();
  return (
    <>
      <NewBacktest chosen={chosen} />
      <Card title={words.tests}>
        <Asked query={useBacktests()}>{(rows) => <Rows rows={rows} />}</Asked>
      </Card>
    </>
  );
}

/** Return of a test that is done, as a share; null before. */
export function returnOf({ summary }: Backtest): number | null {
  const start = Number(summary?.start_equity ?? 0);
  return summary == null || start === 0 ? null : Number(summary.end_equity) / start - 1;
}

function Rows({ rows }: { readonly rows: readonly Backtest[] }) {
  const words = useStrategyWords();
  const dates = useDates();
  return (
    <Records
      label={words.tests}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noTests}
      columns={[
        { name: words.number, cell: ({ id }) => <a href={strategyHref('backtests', id)}>{numeral(Number(id))}</a> },
        { name: words.subject, cell: ({ request }) => <bdi>{subjectOf(request)}</bdi> },
        { name: words.market, cell: ({ request }) => <bdi>{request.symbols.join(', ')}</bdi> },
        { name: words.requestedAt, cell: ({ requested_at }) => dates.minute(Date.parse(requested_at)) },
        { name: words.state, cell: (row) => <State row={row} /> },
        {
          name: words.profit,
          number: true,
          cell: (row) => {
            const share = returnOf(row);
            return share === null ? '—' : <span className={share < 0 ? 'down' : 'up'}>{changeOf(share)}</span>;
          },
        },
      ]}
      actions={(row) => <Actions row={row} />}
    />
  );
}

function State({ row }: { readonly row: Backtest }) {
  const words = useStrategyWords();
  return row.state === 'running' ? (
    <span className="strategy-progress">
      {words.states.running} <progress max={100} value={row.progress} aria-label={words.testName(row.id)} />
    </span>
  ) : (
    <i className={`tag ${row.state === 'failed' ? 'tag-bad' : 'tag-plain'}`}>{words.states[row.state]}</i>
  );
}

function Actions({ row }: { readonly row: Backtest }) {
  const words = useStrategyWords();
  const strategies = useStrategies();
  const { busy, act } = useAct();
  if (isOpen(row)) {
    return (
      <SureButton
        sure={words.cancelSure}
        busy={busy}
        onSure={() => act(() => strategies.cancel(row.id).then(() => words.canceled(row.id)))}
      >
        {words.cancel}
      </SureButton>
    );
  }
  return (
    <>
      <button type="button" className="small-button" onClick={() => goTo(strategyHref('backtests', row.id))}>
        {words.show}
      </button>
      <SureButton
        sure={words.removeSure}
        busy={busy}
        onSure={() => act(() => strategies.forget(row.id).then(() => words.removed(words.testName(row.id))))}
      >
        {words.remove}
      </SureButton>
    </>
  );
}
