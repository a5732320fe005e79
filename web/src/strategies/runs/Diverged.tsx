import { useDivergence, type Divergence } from '../../exchange/runs';
import { numeral, readable } from '../../money/numerals';
import { sumOf } from '../../money/worth';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useStrategyWords } from '../words';
import { useRunWords } from './words';

/** A run beside the back-test of the same hours, order by order. */
export function Diverged({ id }: { readonly id: string }) {
  const words = useRunWords();
  return (
    <Card title={words.divergence} notice={words.divergenceNotice}>
      <Loaded query={useDivergence(id)}>{(divergence) => <Compared divergence={divergence} />}</Loaded>
    </Card>
  );
}

type Side = NonNullable<Divergence['pairs'][number]['run']>;

function Compared({ divergence }: { readonly divergence: Divergence }) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const dates = useDates();
  const { asset, notes, pairs } = divergence;
  const text = (order: Side | null): string =>
    order === null
      ? '—'
      : `${strategyWords.sides[order.side]} ${readable(order.filled, true)} / ${readable(order.quantity, true)}` +
        (order.average_price == null ? '' : ` · ${readable(order.average_price, true)}`);
  return (
    <>
      <dl className="strategy-tiles">
        <div>
          <dt>{words.equalOrders}</dt>
          <dd className="number">
            <b>
              {numeral(divergence.orders_equal)} /{' '}
              {numeral(Math.max(divergence.orders_in_run, divergence.orders_in_backtest))}
            </b>
          </dd>
        </div>
        <div>
          <dt>{words.profitOfRun}</dt>
          <dd className="number">
            {sumOf(divergence.profit_of_run)} {asset}
          </dd>
        </div>
        <div>
          <dt>{words.profitOfTest}</dt>
          <dd className="number">
            {sumOf(divergence.profit_of_backtest)} {asset}
          </dd>
        </div>
        <div>
          <dt>{words.comparedTime}</dt>
          <dd>
            {dates.minute(Date.parse(divergence.from))} – {dates.minute(Date.parse(divergence.to))}
          </dd>
        </div>
      </dl>
      <Records
        label={words.divergence}
        rows={pairs}
        keyOf={({ number }) => String(number)}
        nothing={words.noOrders}
        columns={[
          { name: words.number, cell: ({ number }) => numeral(number) },
          { name: words.inRun, number: true, cell: ({ run }) => text(run) },
          { name: words.inTest, number: true, cell: ({ backtest }) => text(backtest) },
          {
            name: strategyWords.differences,
            cell: ({ differences }) =>
              differences.length === 0 ? (
                <span className="quiet">{words.isEqual}</span>
              ) : (
                differences.map((each) => words.differences[each]).join(', ')
              ),
          },
        ]}
      />
      {notes.length > 0 && (
        <ul className="quiet" lang="en">
          {notes.map((note) => (
            <li key={note}>
              <bdi>{note}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
