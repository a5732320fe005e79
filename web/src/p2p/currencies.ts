/** Currencies that people pay in: those of ISO 4217, and the listed assets. */
import { useMemo } from 'react';
import { useP2pOverview } from '../exchange/p2p';
import { useMarkets } from '../exchange/queries';
import type { Asset } from '../exchange/model';
import { useSpeech } from '../language/language';
import { assetsOf, placesIn } from './sums';

const NO_MARKETS = [] as const;

export interface Currency {
  readonly code: string;
  /** With its name in the page's language. */
  readonly label: string;
}

/** Every asset that is listed. */
export function useAssets(): readonly Asset[] {
  const { data } = useMarkets();
  return useMemo(() => assetsOf(data ?? NO_MARKETS), [data]);
}

/** All currencies by code, those of ISO 4217 as far as the browser knows them. */
export function useCurrencies(): readonly Currency[] {
  const { locale } = useSpeech();
  const assets = useAssets();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
    const iso = Intl.supportedValuesOf('currency').map((code) => {
      const name = names.of(code);
      return { code, label: name === undefined ? code : `${code} – ${name}` };
    });
    const listed = assets.filter(({ code }) => !iso.some((other) => other.code === code));
    return [...listed.map(({ code }) => ({ code, label: code })), ...iso];
  }, [locale, assets]);
}

/** Number of decimals of a currency, as the exchange counts payments in it. */
export function usePlaces(currency: string): number {
  const assets = useAssets();
  const { data } = useP2pOverview();
  const places = data?.pairs.find((pair) => pair.currency === currency)?.currency_places;
  return places ?? placesIn(currency, assets);
}

const DEFAULTS = { en: 'USD', fa: 'IRR', zh: 'CNY' } as const;

/** Currency that a reader of the page's language most likely pays in. */
export const useUsualCurrency = (): string => DEFAULTS[useSpeech().language];
