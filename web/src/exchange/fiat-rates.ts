/** Rates that show worth in fiat currencies; operators or a provider give them. */
import { useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export interface FiatRate {
  readonly currency: string;
  /** Amount of the currency for one unit of the asset, a decimal; null where the rate is too old. */
  readonly rate: string | null;
  readonly source: Wire['FiatRates']['items'][number]['source'];
  readonly asOfMillis: number;
}

export interface FiatRates {
  /** Asset that the rates are for; null where worth is not shown in fiat currencies. */
  readonly asset: string | null;
  /** Currency as which the asset is counted, one for one. */
  readonly countedAs: string;
  readonly rates: readonly FiatRate[];
}

/** Rates change once a day, or when an operator sets one. */
const EVERY_MILLIS = 300_000;

export async function fiatRates({ http }: Exchange): Promise<FiatRates> {
  const wire = await http.get({ path: '/api/v1/fiat-rates' });
  return {
    asset: wire.asset,
    countedAs: wire.counted_as ?? '',
    rates: wire.items.map(({ currency, rate, source, as_of }) => ({
      ...{ currency, rate, source, asOfMillis: Date.parse(as_of) },
    })),
  };
}

export function useFiatRates() {
  const exchange = useExchange();
  return useQuery({
    queryKey: ['fiat rates'],
    queryFn: () => fiatRates(exchange),
    refetchInterval: EVERY_MILLIS,
  });
}
