/** One asset made another: what it would bring, and what it brought. */
import { useMemo } from 'react';
import { useExchange } from './context';
import type { StepState } from './custody';
import { asset as assetOf, exact, marketOf, type Markets, type Wire } from './decode';
import type { Exchange } from './exchange';
import type { Asset, Market } from './model';
import { amount, plain, price, type Amount, type Price } from '../money/money';

export type ConversionStatus = Wire['Convert']['status'];

export const CONVERSION_STEPS = ['execute', 'settle'] as const satisfies readonly Wire['ConvertStep']['name'][];
export type ConversionStepName = (typeof CONVERSION_STEPS)[number];

export interface ConversionStep {
  readonly name: ConversionStepName;
  readonly state: StepState;
  readonly updatedMillis: number;
}

/** A quote, and what became of it. */
export interface Conversion {
  readonly id: string;
  readonly status: ConversionStatus;
  /** Why it failed. */
  readonly code: string | null;
  readonly from: Asset;
  readonly to: Asset;
  readonly market: Market;
  /** It trades at this or better. */
  readonly price: Price;
  /** The given amount, the received one behind the fee, and the fee: as quoted. */
  readonly given: Amount;
  readonly receives: Amount;
  readonly fee: Amount;
  /** The same, as it was done. */
  readonly converted: Amount;
  readonly received: Amount;
  readonly paidFee: Amount;
  /** How long the quote stood from the moment of its answer: clocks of browsers are wrong. */
  readonly lifeMillis: number;
  readonly steps: readonly ConversionStep[];
}

export const isSettled = ({ status }: Conversion): boolean => status !== 'quoted' && status !== 'running';

export class Conversions {
  constructor(private readonly exchange: Exchange) {}

  /** The proceeds of that amount now. */
  async quote(from: Asset, to: Asset, of: Amount): Promise<Conversion> {
    const { http, session } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const body = { from: from.code, to: to.code, amount: plain(of, from.scale) };
    return conversion(
      await session.authorized((headers) => http.post({ path: '/api/wallet/convert/quotes', headers, body })),
      markets,
    );
  }

  /** Takes a quote: once, however often it is sent. */
  async take(id: string): Promise<Conversion> {
    const { http } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const body = { quote_id: id };
    return conversion(
      await this.exchange.untilKnown((headers) => http.post({ path: '/api/wallet/convert', headers, body })),
      markets,
    );
  }

  async conversion(id: string): Promise<Conversion> {
    const { http, session } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const names = { id };
    return conversion(
      await session.authorized((headers) => http.get({ path: '/api/wallet/converts/{id}', names, headers })),
      markets,
    );
  }
}

function conversion(wire: Wire['Convert'], markets: Markets): Conversion {
  const market = marketOf(markets, wire.symbol);
  const from = assetOf(markets, wire.from);
  const to = assetOf(markets, wire.to);
  const given = (text: string): Amount => amount(exact(text, from.scale));
  const got = (text: string): Amount => amount(exact(text, to.scale));
  return {
    ...{ id: wire.id, status: wire.status, code: wire.code, from, to, market },
    price: price(exact(wire.price, market.scales.price)),
    given: given(wire.amount),
    receives: got(wire.receive),
    fee: got(wire.fee),
    converted: given(wire.converted),
    received: got(wire.received),
    paidFee: got(wire.paid_fee),
    lifeMillis: Date.parse(wire.expires_at) - Date.parse(wire.created_at),
    steps: wire.steps.map(({ name, status, updated_at }) => ({
      ...{ name, state: status },
      updatedMillis: Date.parse(updated_at),
    })),
  };
}

export function useConversions(): Conversions {
  const exchange = useExchange();
  return useMemo(() => new Conversions(exchange), [exchange]);
}
