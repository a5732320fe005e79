/** Returns of back-tests, as shares. */
import type { Backtest } from '../exchange/strategies';

type Summary = NonNullable<Backtest['summary']>;

/** Return of a test that is done; null before. */
export function returnOf({ summary }: Pick<Backtest, 'summary'>): number | null {
  const start = Number(summary?.start_equity ?? 0);
  return summary == null || start === 0 ? null : Number(summary.end_equity) / start - 1;
}

/** Return of buying at the start and holding until the end; null where it cannot be computed. */
export function holdOf({ start_equity, benchmark_equity }: Summary): number | null {
  const share = Number(benchmark_equity) / Number(start_equity) - 1;
  return Number.isFinite(share) ? share : null;
}
