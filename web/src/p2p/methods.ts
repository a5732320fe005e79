/** Names of payment methods, and which of them can be used for a currency. */
import { useOfferedMethods, type PaymentMethod } from '../exchange/p2p-methods';
import { useSpeech } from '../language/language';
import { useP2pWords } from './words';

const NONE: readonly PaymentMethod[] = [];

/** @param currency currency of the payment; null for any */
export function useMethods(currency: string | null): readonly PaymentMethod[] {
  const all = useOfferedMethods().data ?? NONE;
  return all.filter((method) => currency === null || method.currency === null || method.currency === currency);
}

/** Name of a method by its code: in the page's language as long as no operator has named it. */
export function useMethodName(): (code: string) => string {
  const words = useP2pWords();
  const all = useOfferedMethods().data ?? NONE;
  return (code) => {
    const known = all.find((method) => method.code === code);
    return known !== undefined && known.version > 0 ? known.name : (words.methods[code] ?? known?.name ?? code);
  };
}

export interface Country {
  /** Two letters of ISO 3166-1. */
  readonly code: string;
  /** In the page's language. */
  readonly name: string;
}

/** Countries that some of the methods are limited to, by name; none where every method can be used everywhere. */
export function useCountries(methods: readonly PaymentMethod[]): readonly Country[] {
  const { locale } = useSpeech();
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const codes = new Set(methods.flatMap(({ country }) => (country === null ? [] : [country])));
  return [...codes]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale));
}
