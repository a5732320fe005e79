import type { BacktestResult } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { changeOf, percentOf } from '../../money/worth';
import { Card } from '../../pages/Pages';
import { ColumnPlot } from '../../plots/ColumnPlot';
import { useStrategyWords } from '../words';
import { distributionOf, returnOfTrip } from './analysis';

/** How many trades won or lost how much. */
export function Distribution({ trips }: { readonly trips: BacktestResult['round_trips'] }) {
  const words = useStrategyWords();
  const { width, ranges } = distributionOf(trips.map(returnOfTrip));
  const places = width > 0 && width < 0.01 ? Math.min(4, Math.ceil(-Math.log10(width)) - 1) : 0;
  return (
    <Card title={words.distribution} notice={words.distributionNotice(percentOf(width, places))}>
      <ColumnPlot
        label={words.distribution}
        columns={ranges.map(({ from, count }) => ({
          label: places === 0 ? changeOf(from).replace(/[.٫][0-9۰-۹]+/, '') : percentOf(from, places),
          count,
          isLoss: from < 0,
        }))}
        text={numeral}
      />
    </Card>
  );
}
