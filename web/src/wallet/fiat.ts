/** Worth of an amount in a fiat currency, for display alone. */
import { useFiatRates, type FiatRate } from '../exchange/fiat-rates';
import { amountText } from '../markets/figures';
import { grouped, parse } from '../money/money';
import type { Worth } from './value';
import { useValuedIn } from './valued-in';

const RATE_SCALE = 12;

/** Currency in which a person counts. */
export interface Counting {
  /** Chosen asset or fiat currency. */
  readonly chosen: string;
  readonly choose: (code: string) => void;
  /** Asset in which worth is computed. */
  readonly asset: string;
  /** Asset that fiat rates are for; empty where there are none. */
  readonly base: string;
  /** Fiat currencies to choose from. */
  readonly currencies: readonly string[];
  /** Rate of the chosen fiat currency; null where an asset is chosen. */
  readonly rate: FiatRate | null;
  /** Currency as which the asset is counted, one for one. */
  readonly countedAs: string;
}

/** @param codes assets to choose from */
export function useCounting(codes: readonly string[]): Counting {
  const { data } = useFiatRates();
  const base = data?.asset ?? null;
  const offered = data !== undefined && base !== null && codes.includes(base) ? data.rates : [];
  const currencies = offered.map(({ currency }) => currency).filter((currency) => !codes.includes(currency));
  const [chosen, choose] = useValuedIn([...codes, ...currencies]);
  const rate = codes.includes(chosen) ? null : (offered.find(({ currency }) => currency === chosen) ?? null);
  return {
    ...{ chosen, choose, currencies, rate, base: base ?? '', countedAs: data?.countedAs ?? '' },
    asset: rate === null || base === null ? chosen : base,
  };
}

/** Decimal places of a currency: 2 of most, 0 of the yen. */
export const placesOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount times a rate, cut off at a number of places. */
export function timesRate(units: bigint, scale: number, rate: string, places: number): bigint | null {
  const parsed = parse(rate, RATE_SCALE);
  return parsed.kind === 'units'
    ? (units * parsed.units * 10n ** BigInt(places)) / 10n ** BigInt(scale + RATE_SCALE)
    : null;
}

/** A decimal without the places that a currency does not have. */
export function cutTo(decimal: string, places: number): string {
  const [whole = '', part = ''] = decimal.split('.');
  return places === 0 ? whole : `${whole}.${part.slice(0, places).padEnd(places, '0')}`;
}

/** Writes a worth in the chosen currency; in the asset, by its code, where the rate is too old. */
export function worthText({ units, asset }: Worth, rate: FiatRate | null): string {
  const own = amountText(units, asset);
  if (rate === null) {
    return own;
  }
  const places = placesOf(rate.currency);
  const worth = rate.rate === null ? null : timesRate(units, asset.scale, rate.rate, places);
  return worth === null ? `${own} ${asset.code}` : grouped(worth, places);
}
