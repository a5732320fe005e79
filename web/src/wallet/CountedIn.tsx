/** Choice of the currency in which worth is shown, and the source of its rate. */
import { useMessages } from '../language/language';
import { useDates } from '../pages/dates';
import { readable } from '../money/numerals';
import type { Counting } from './fiat';
import { useFiatWords } from './fiat-words';

interface CountedInProps {
  readonly codes: readonly string[];
  readonly counting: Counting;
}

export function CountedIn({ codes, counting: { chosen, choose, currencies } }: CountedInProps) {
  const messages = useMessages();
  const words = useFiatWords();
  const options = (all: readonly string[]) => all.map((code) => <option key={code}>{code}</option>);
  return (
    <select aria-label={messages.valuedIn} value={chosen} onChange={({ target }) => choose(target.value)}>
      {currencies.length === 0 ? (
        options(codes)
      ) : (
        <>
          <optgroup label={words.assets}>{options(codes)}</optgroup>
          <optgroup label={words.currencies}>{options(currencies)}</optgroup>
        </>
      )}
    </select>
  );
}

/** Nothing where an asset is chosen. */
export function RateNote({ counting: { rate, asset, countedAs } }: { readonly counting: Counting }) {
  const words = useFiatWords();
  const dates = useDates();
  if (rate === null) {
    return null;
  }
  if (rate.rate === null) {
    return <small className="unpriced">{words.noRate(rate.currency, dates.minute(rate.asOfMillis), asset)}</small>;
  }
  const text = `1 ${asset} = ${readable(rate.rate)} ${rate.currency}`;
  return (
    <small className={rate.source === 'sample' ? 'unpriced' : 'quiet'}>
      <bdi>{text}</bdi> · {words.sources[rate.source]} · {dates.minute(rate.asOfMillis)}
      {rate.source === 'sample' ? null : ` · ${words.counted(asset, countedAs)}`}
    </small>
  );
}
