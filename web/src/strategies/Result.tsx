import { strategyHref } from '../app/place';
import { useBacktests, useResult, type Backtest } from '../exchange/strategies';
import { inPercent, numeral } from '../money/numerals';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { Whole } from './result/Whole';
import { againKey, useSubjectOf } from './subject';
import { useStrategyWords } from './words';

/** One back-test: its state, and what came of it. */
export function Result({ id }: { readonly id: string }) {
  const words = useStrategyWords();
  return (
    <Loaded query={useBacktests()}>
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
    </Loaded>
  );
}

function Shown({ row }: { readonly row: Backtest }) {
  const words = useStrategyWords();
  const subjectOf = useSubjectOf();
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
          {words.failed} <bdi className="quiet">{row.reason}</bdi>{' '}
          <a className="small-button" href={strategyHref('backtests', againKey(row.id))}>
            {words.repeat}
          </a>
        </p>
      ) : (
        <p className="nothing" role="status">
          {words.states[row.state]}{' '}
          {row.state === 'running' && (
            <>
              <progress max={100} value={row.progress} aria-label={title} /> {inPercent(String(row.progress))}
            </>
          )}
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
  return <Loaded query={useResult(row.id)}>{(result) => <Whole row={row} result={result} back={back} />}</Loaded>;
}
