/** The markets a person watches; they come first where markets are listed. */
import { stored, useStored } from '../settings/stored';

const MAX = 200;
const NONE: readonly string[] = [];

const kept = stored<readonly string[]>('favourites', (raw) =>
  Array.isArray(raw) ? raw.filter((symbol): symbol is string => typeof symbol === 'string').slice(0, MAX) : NONE,
);

export function useFavourites() {
  const favourites = useStored(kept);
  const turn = (symbol: string): void =>
    kept.set(
      favourites.includes(symbol)
        ? favourites.filter((other) => other !== symbol)
        : [...favourites, symbol].slice(-MAX),
    );
  return { favourites, turn };
}

/** Watched ones first, else in the order they came. */
export const watchedFirst = <T extends { readonly symbol: string }>(
  markets: readonly T[],
  favourites: readonly string[],
): readonly T[] => [
  ...markets.filter(({ symbol }) => favourites.includes(symbol)),
  ...markets.filter(({ symbol }) => !favourites.includes(symbol)),
];
