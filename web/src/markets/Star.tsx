import { useMessages } from '../language/language';
import { useFavourites } from './favourites';

/** True if a market is watched. */
export function Star({ symbol }: { readonly symbol: string }) {
  const messages = useMessages();
  const { favourites, turn } = useFavourites();
  const isWatched = favourites.includes(symbol);
  return (
    <button
      type="button"
      className={`star ${isWatched ? 'star-on' : ''}`}
      aria-pressed={isWatched}
      aria-label={messages.watch(symbol.replace('-', '/'))}
      onClick={() => turn(symbol)}
    >
      {isWatched ? '★' : '☆'}
    </button>
  );
}
