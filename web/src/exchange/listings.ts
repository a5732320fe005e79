/** Coins of the world, as providers of listings say: decimals stay the text they came as. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export const COIN_COLUMNS = [
  'market_cap_rank',
  'name',
  'current_price',
  'price_change_percentage_24h',
  'price_change_percentage_7d',
  'market_cap',
  'total_volume',
  'risk_score',
] as const;
export type CoinColumn = (typeof COIN_COLUMNS)[number];

export const COINS_A_PAGE = 50;
const EVERY_MILLIS = 60_000;

export interface CoinQuestion {
  readonly search: string;
  /** Null: of all. */
  readonly category: string | null;
  readonly by: CoinColumn;
  readonly isDown: boolean;
  /** From 1. */
  readonly page: number;
}

/** Provider and age of the data. */
export interface ListingSource {
  readonly providers: readonly string[];
  readonly sample: boolean;
  readonly stale: boolean;
  /** Null: no provider has answered yet. */
  readonly answered: { readonly asOfMillis: number; readonly ageSeconds: number } | null;
}

/** Unknown values are null; amounts are dollars. */
export interface Coin {
  readonly id: string;
  /** In capitals. */
  readonly symbol: string;
  readonly name: string;
  readonly rank: number | null;
  readonly price: string | null;
  readonly change24h: string | null;
  readonly change7d: string | null;
  readonly cap: string | null;
  readonly volume: string | null;
  readonly stale: boolean;
  readonly sample: boolean;
  readonly provider: string;
  readonly ageSeconds: number;
  /** How risky this exchange finds it; null where it has no score of it. */
  readonly risk: CoinRisk | null;
  /** Prices of the last week, oldest first. */
  readonly sparkline: readonly string[];
}

/** From 0, calm, to 100, of one of this exchange's assets. */
export interface CoinRisk {
  readonly score: number;
  readonly asset: string;
  readonly ageSeconds: number;
}

export interface CoinDetail extends Coin {
  readonly change1h: string | null;
  readonly high24h: string | null;
  readonly low24h: string | null;
  readonly dilutedCap: string | null;
  readonly circulating: string | null;
  readonly supply: string | null;
  readonly supplyMax: string | null;
  readonly highest: string | null;
  readonly highestMillis: number | null;
  readonly lowest: string | null;
  readonly lowestMillis: number | null;
  readonly disagreement: string | null;
  readonly categories: readonly string[];
  readonly providerFigures: readonly ProviderFigures[];
  readonly source: ListingSource;
}

/** Figures of one provider. */
export interface ProviderFigures {
  readonly provider: string;
  readonly price: string | null;
  readonly cap: string | null;
  readonly updatedMillis: number;
  readonly stale: boolean;
  readonly sample: boolean;
}

export interface CoinPage {
  readonly coins: readonly Coin[];
  readonly total: number;
  readonly source: ListingSource;
}

export interface WholeMarket {
  readonly listed: number;
  readonly cap: string | null;
  readonly volume: string | null;
  readonly capChange24h: string | null;
  /** Shares in hundredths, largest first. */
  readonly shares: readonly { readonly symbol: string; readonly percent: string }[];
}

/** Days of UTC, oldest first. */
export interface CoinPast {
  readonly provider: string | null;
  readonly stale: boolean;
  readonly sample: boolean;
  readonly days: readonly { readonly day: string; readonly price: string }[];
}

const sourceOf = (wire: Wire['ListingSource']): ListingSource => ({
  providers: wire.providers.map(({ name }) => name),
  sample: wire.sample,
  stale: wire.stale,
  answered:
    wire.as_of === null || wire.age_seconds === null
      ? null
      : { asOfMillis: Date.parse(wire.as_of), ageSeconds: wire.age_seconds },
});

type WireRisk = Pick<Wire['ListedCoin'], 'risk_score' | 'risk_asset' | 'risk_age_seconds'>;

const riskOf = ({ risk_score: score, risk_asset: asset, risk_age_seconds: ageSeconds }: WireRisk): CoinRisk | null =>
  score === null || asset === null || ageSeconds === null ? null : { score, asset, ageSeconds };

const coinOf = (wire: Wire['ListedCoin'] | Wire['ListedCoinDetail']): Coin => ({
  ...{ id: wire.id, symbol: wire.symbol.toUpperCase(), name: wire.name, rank: wire.market_cap_rank },
  ...{ price: wire.current_price, cap: wire.market_cap, volume: wire.total_volume },
  ...{ change24h: wire.price_change_percentage_24h, change7d: wire.price_change_percentage_7d },
  ...{ stale: wire.stale, sample: wire.sample, provider: wire.provider, ageSeconds: wire.age_seconds },
  risk: riskOf(wire),
  sparkline: wire.sparkline ?? [],
});

const millisOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const detailOf = ({ coin: wire, source }: Wire['ListedCoinAnswer']): CoinDetail => ({
  ...coinOf(wire),
  ...{ change1h: wire.price_change_percentage_1h, high24h: wire.high_24h, low24h: wire.low_24h },
  ...{ dilutedCap: wire.fully_diluted_valuation, disagreement: wire.disagreement_percentage },
  ...{ circulating: wire.circulating_supply, supply: wire.total_supply, supplyMax: wire.max_supply },
  ...{ highest: wire.ath, highestMillis: millisOf(wire.ath_date) },
  ...{ lowest: wire.atl, lowestMillis: millisOf(wire.atl_date) },
  categories: wire.categories,
  providerFigures: wire.said.map((word) => ({
    ...{ provider: word.provider, price: word.current_price, cap: word.market_cap },
    ...{ updatedMillis: Date.parse(word.last_updated), stale: word.stale, sample: word.sample },
  })),
  source: sourceOf(source),
});

const pageOf = (wire: Wire['ListedCoinPage']): CoinPage => ({
  coins: wire.items.map(coinOf),
  total: wire.total,
  source: sourceOf(wire.source),
});

async function coins({ http }: Exchange, question: CoinQuestion): Promise<CoinPage> {
  const { search, category, by, isDown, page } = question;
  const query = {
    ...{ search: search === '' ? null : search, category, page, limit: COINS_A_PAGE, sparkline: 'true' },
    ...{ sort: by, order: isDown ? 'desc' : 'asc' },
  };
  return pageOf(await http.get({ path: '/api/v1/cryptocurrencies', query }));
}

/** The page before stays until the next one is there. */
export function useCoins(question: CoinQuestion) {
  const exchange = useExchange();
  return useQuery({
    queryKey: ['coins', question],
    queryFn: () => coins(exchange, question),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MILLIS,
  });
}

export function useCoin(id: string) {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['coin', id],
    queryFn: async () => detailOf(await http.get({ path: '/api/v1/cryptocurrencies/{id}', names: { id } })),
    refetchInterval: EVERY_MILLIS,
  });
}

export function useCoinPast(id: string, days: number) {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['coin past', id, days],
    queryFn: async (): Promise<CoinPast> => {
      const path = '/api/v1/cryptocurrencies/{id}/history';
      const wire = await http.get({ path, names: { id }, query: { days } });
      const { provider, stale, sample, items } = wire;
      return { provider, stale, sample, days: items.map(({ day, price }) => ({ day, price })) };
    },
    staleTime: EVERY_MILLIS,
  });
}

export function useCoinCategories() {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['coin categories'],
    queryFn: async () => {
      const page = await http.get({ path: '/api/v1/cryptocurrencies/categories' });
      return page.items.filter(({ known }) => known > 0).map(({ id, name }) => ({ id, name }));
    },
    staleTime: EVERY_MILLIS,
  });
}

export function useWholeMarket() {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['whole market'],
    queryFn: async (): Promise<WholeMarket> => {
      const wire = await http.get({ path: '/api/v1/cryptocurrencies/global' });
      return {
        ...{ listed: wire.listed, cap: wire.total_market_cap, volume: wire.total_volume },
        capChange24h: wire.market_cap_change_percentage_24h,
        shares: Object.entries(wire.market_cap_percentage)
          .map(([symbol, percent]) => ({ symbol: symbol.toUpperCase(), percent }))
          .sort((a, b) => Number(b.percent) - Number(a.percent)),
      };
    },
    refetchInterval: EVERY_MILLIS,
  });
}

export function useTrending() {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['trending coins'],
    queryFn: async () => pageOf(await http.get({ path: '/api/v1/cryptocurrencies/trending' })).coins,
    refetchInterval: EVERY_MILLIS,
  });
}

/** Enough to find the largest of those that are called alike. */
const NAMESAKES = 100;
const KNOWN_MILLIS = 600_000;

/**
 * True if a coin is the one that an asset of this exchange is: many take the symbol of a known one, and of all with a
 * symbol only the largest is meant.
 *
 * @param traded true if an asset of this exchange has its symbol
 */
export function useIsMeant({ id, symbol }: Coin, traded: boolean): boolean {
  const { http } = useExchange();
  const { data } = useQuery({
    queryKey: ['coin meant', symbol],
    queryFn: async () => {
      const query = { search: symbol, sort: 'market_cap_rank', order: 'asc', limit: NAMESAKES };
      const page = await http.get({ path: '/api/v1/cryptocurrencies', query });
      return page.items.find((other) => other.symbol.toUpperCase() === symbol)?.id ?? null;
    },
    enabled: traded,
    staleTime: KNOWN_MILLIS,
  });
  return traded && data === id;
}
