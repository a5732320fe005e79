/** Withdrawal limits of each asset, and their remainder of today. */
import { asset as assetOf, exact, type Wire } from './decode';
import type { Exchange } from './exchange';
import { amount, type Amount } from '../money/money';

export interface WithdrawalLimit {
  readonly code: string;
  /** Limit of a day; null: as much as there is. */
  readonly daily: Amount | null;
  readonly usedToday: Amount;
  readonly leftToday: Amount | null;
  readonly resetsMillis: number;
  /** No withdrawal of it goes out now. */
  readonly isStopped: boolean;
}

export async function withdrawalLimits(exchange: Exchange): Promise<readonly WithdrawalLimit[]> {
  const { http, session } = exchange;
  const markets = await exchange.knownMarkets();
  const page = await session.authorized((headers) => http.get({ path: '/api/wallet/limits', headers }));
  return page.items.map((wire: Wire['WithdrawalLimits']) => {
    const { scale } = assetOf(markets, wire.currency);
    const units = (text: string): Amount => amount(exact(text, scale));
    return {
      code: wire.currency,
      daily: wire.daily === null ? null : units(wire.daily),
      usedToday: units(wire.used_today),
      leftToday: wire.left_today === null ? null : units(wire.left_today),
      resetsMillis: Date.parse(wire.resets_at),
      isStopped: wire.stopped,
    };
  });
}
