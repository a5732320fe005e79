import type { MonteCarlo } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { percentOf, sumOf } from '../../money/worth';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useStrategyWords } from '../words';
import { useSearchWords } from './words';

interface RedrawnProps {
  readonly drawn: MonteCarlo;
  readonly asset: string;
}

/** Results that the same trades could have had in another order. */
export function Redrawn({ drawn, asset }: RedrawnProps) {
  const words = useSearchWords();
  const { figureNames } = useStrategyWords();
  return (
    <Card
      title={words.redrawn}
      notice={words.redrawnNotice(numeral(drawn.paths), percentOf(drawn.loss_share), percentOf(drawn.ruin_share))}
    >
      <Records
        label={words.redrawn}
        rows={drawn.quantiles}
        keyOf={({ quantile }) => String(quantile)}
        nothing={words.noScores}
        columns={[
          { name: words.quantile, cell: ({ quantile }) => percentOf(quantile, 0) },
          { name: words.endEquity(asset), number: true, cell: ({ equity }) => sumOf(equity.toFixed(2)) },
          {
            name: figureNames['max_drawdown'] ?? '',
            number: true,
            cell: ({ max_drawdown }) => percentOf(max_drawdown),
          },
        ]}
      />
    </Card>
  );
}
