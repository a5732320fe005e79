import type { ListingSource } from '../exchange/listings';
import { useDates } from '../pages/dates';
import { ageText } from './age';
import { providerName } from './provider-name';
import { useListingWords } from './words';

/** Source and age of the data, and a mark if it is no real price. */
export function SourceLine({ source }: { readonly source: ListingSource }) {
  const words = useListingWords();
  const dates = useDates();
  const names = source.providers.map((code) => providerName(code, words)).join(', ');
  if (source.answered === null) {
    return (
      <p className="source-line quiet">
        <em className="tag tag-halted">{words.stale}</em> <span>{words.notAnswered(names)}</span>
      </p>
    );
  }
  const age = ageText(source.answered.ageSeconds, words);
  return (
    <p className="source-line quiet">
      <span title={dates.second(source.answered.asOfMillis)}>{words.from(names, age)}</span>
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
