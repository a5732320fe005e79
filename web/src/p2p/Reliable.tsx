import type { Reliability } from '../exchange/p2p';
import { inPercent, numeral, readable } from '../money/numerals';
import { useMethodName } from './methods';
import { useP2pWords } from './words';

/** Thousandths as a percentage. */
export const shareOf = (perMille: number): string => inPercent(String(perMille / 10));

/** Reliability of a person, with the trades that it is computed from. */
export function Reliable({ of }: { readonly of: Reliability }) {
  const words = useP2pWords();
  return (
    <span>
      {of.counterparties === 0 ? words.noHistory : words.reliabilityOf(shareOf(of.per_mille))}
      {of.counterparties > 0 && (
        <small>
          {words.history(numeral(of.completed_trades), numeral(of.counterparties))}
          {of.weighted_counterparties !== '' && ` ${words.countsAs(readable(of.weighted_counterparties, true))}`}
        </small>
      )}
    </span>
  );
}

/** Payment methods as labels. */
export function Ways({ of }: { readonly of: readonly string[] }) {
  const nameOf = useMethodName();
  return (
    <span className="tags">
      {of.map((method) => (
        <i key={method} className="tag tag-plain">
          {nameOf(method)}
        </i>
      ))}
    </span>
  );
}
