import { useState } from 'react';
import { goTo, strategyHref } from '../app/place';
import { isOpen, useBacktests, useStrategies, type Backtest } from '../exchange/strategies';
import { inPercent, numeral } from '../money/numerals';
import { changeOf } from '../money/worth';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { BESIDE_MOST } from './compare/beside';
import { OwnData } from './data/OwnData';
import { NewBacktest } from './NewBacktest';
import { returnOf } from './returns';
import { besideKey, useSubjectOf } from './subject';
import { useStrategyWords } from './words';

interface BacktestsProps {
  /** Strategy that a test shall be of, "built:rsi" or "own:17", or the test to be repeated, "again:4"; null: none. */
  readonly chosen: string | null;
}

/** A form for a new test, and those that were requested. */
export function Backtests({ chosen }: BacktestsProps) {
  const words = useStrategyWords();
  const tests = useBacktests();
  return (
    <>
      <NewBacktest key={chosen} chosen={chosen} />
      <Card title={words.tests}>
        <Loaded query={tests}>{(rows) => <Rows rows={rows} />}</Loaded>
      </Card>
      <OwnData />
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly Backtest[] }) {
  const words = useStrategyWords();
  const subjectOf = useSubjectOf();
  const dates = useDates();
  const [requested, setRequested] = useState<readonly string[]>([]);
  const done = rows.filter(({ state }) => state === 'done').map(({ id }) => id);
  const chosen = done.filter((id) => requested.includes(id));
  const choose = (id: string, isOn: boolean): void =>
    setRequested(isOn ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <>
      {done.length > 1 && (
        <p className="strategy-compare">
          <button
            type="button"
            className="small-button"
            disabled={chosen.length < 2}
            onClick={() => goTo(strategyHref('backtests', besideKey(chosen)))}
          >
            {words.compare}
          </button>{' '}
          <span className="quiet">{words.compareHint(numeral(BESIDE_MOST))}</span>
        </p>
      )}
      <Records
        label={words.tests}
        rows={rows}
        keyOf={({ id }) => id}
        nothing={words.noTests}
        columns={[
          {
            name: words.number,
            cell: ({ id }) => (
              <span className="strategy-pick">
                {done.length > 1 && (
                  <input
                    type="checkbox"
                    aria-label={words.choose(words.testName(numeral(Number(id))))}
                    checked={chosen.includes(id)}
                    disabled={!done.includes(id) || (chosen.length >= BESIDE_MOST && !chosen.includes(id))}
                    onChange={({ target }) => choose(id, target.checked)}
                  />
                )}
                <a href={strategyHref('backtests', id)}>{numeral(Number(id))}</a>
              </span>
            ),
          },
          { name: words.strategy, cell: ({ request }) => <bdi>{subjectOf(request)}</bdi> },
          { name: words.market, cell: ({ request }) => <bdi>{request.symbols.join(', ')}</bdi> },
          { name: words.interval, cell: ({ request }) => words.intervals[request.interval] ?? request.interval },
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
    </>
  );
}

function State({ row }: { readonly row: Backtest }) {
  const words = useStrategyWords();
  return row.state === 'running' ? (
    <span className="strategy-progress">
      {words.states.running} <progress max={100} value={row.progress} aria-label={words.testName(row.id)} />{' '}
      <span className="number">{inPercent(String(row.progress))}</span>
    </span>
  ) : (
    <i
      className={`tag ${row.state === 'failed' ? 'tag-bad' : 'tag-plain'}`}
      title={row.reason === '' ? undefined : row.reason}
    >
      {words.states[row.state]}
    </i>
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
