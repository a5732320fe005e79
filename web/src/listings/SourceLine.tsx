import type { ListingSource } from '../exchange/listings';
import { useDates } from '../pages/dates';
import { ageText } from './age';
import { useListingWords } from './words';

/** Who says all this, how old it is, and whether it is no real price. */
export function SourceLine({ source }: { readonly source: ListingSource }) {
  const words = useListingWords();
  const dates = useDates();
  const age = ageText(source.ageSeconds, words);
  return (
    <p className="source-line quiet">
      <span title={dates.second(source.asOfMillis)}>{words.from(source.providers.join(', '), age)}</span>
      {source.sample && (
        <>
          <em className="tag tag-synthetic">{words.sample}</em> <span>{words.sampleNotice}</span>
        </>
      )}
      {source.stale && (
        <>
          <em className="tag tag-halted">{words.stale}</em> <span>{words.staleNotice(age)}</span>
        </>
      )}
    </p>
  );
}
