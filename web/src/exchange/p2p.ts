/** Trades between people: offers, and what the parties of a trade do; docs/p2p.md. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useExchange, useFollowing, useSession } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page, Side } from './model';
import { problemOf } from './problem';
import { PRIVATE } from './queries';

export type Offer = Wire['P2pOffer'];
export type OwnOffer = Wire['P2pOwnOffer'];
export type OfferTerms = Wire['P2pOfferTerms'];
export type OfferRequest = Wire['P2pOfferRequest'];
export type OfferState = OwnOffer['state'];
export type Reliability = Wire['P2pReliability'];
export type Overview = Wire['P2pOverview'];
export type Trade = Wire['P2pTrade'];
export type TradeDetails = Wire['P2pTradeDetails'];
export type TradeEvent = Wire['P2pTradeEvent'];
export type TradeState = Trade['state'];
export type TakeRequest = Wire['P2pTakeRequest'];
export type DisputeReason = Wire['P2pDisputeRequest']['reason'];

export const TRADE_ENDS: readonly TradeState[] = ['unfunded', 'released', 'canceled', 'expired', 'returned', 'split'];

export const hasEnded = ({ state }: Pick<Trade, 'state'>): boolean => TRADE_ENDS.includes(state);

/** True while the trade may change: an expired one can be opened again for some time. */
const isLive = (trade: Trade): boolean => !hasEnded(trade) || trade.may_now.length > 0;

/** Search for offers that the caller can take. */
export interface OfferSearch {
  /** Side of the caller. */
  readonly side: Side;
  readonly asset: string;
  readonly currency: string;
  readonly method: string | null;
  /** Country in which a payment method can be used, by its two letters. */
  readonly country: string | null;
  readonly quantity: string | null;
}

/** An older exchange does not weigh trades. */
const overviewOf = (wire: Overview): Overview => ({
  ...{ weighing: { half_life_days: 0, asset: null, full_value: null } },
  ...wire,
  reliability: { ...{ weighted_counterparties: '' }, ...wire.reliability },
});

/** Fields of a trade that an older exchange does not have. */
const UNSAID = {
  ...{ reference: '', payer_check: 'none', handled_by: null, escalations: 0, statements_until: null, stated: [] },
  ...{ accepted: [], part: null, reopen_until: null },
} as const;

export const tradeOf = (wire: Trade): Trade => ({ ...UNSAID, ...wire });

export const detailsOf = (wire: TradeDetails): TradeDetails => ({
  ...{ statements: [], chargeback: null },
  ...wire,
  trade: tradeOf(wire.trade),
});

/** An older exchange has no own methods, and its offers never end. */
const ownOf = (wire: OwnOffer): OwnOffer => ({ ...{ own_methods: [], ends_at: '' }, ...wire });

const OWN = '/api/v1/p2p/own-offers';
const TRADES = '/api/v1/p2p/trades';
const TRADE = '/api/v1/p2p/trades/{id}';
const SEARCH_MOST = 50;
const PAGE = 50;
/** Prices of floating offers move. */
const PRICES_EVERY_MILLIS = 10_000;
/** While the account stream is away. */
const ALONE_EVERY_MILLIS = 3_000;
const FOLLOWED_EVERY_MILLIS = 15_000;

export class P2p {
  constructor(private readonly exchange: Exchange) {}

  /** Pairs that have offers, the fee, and the caller's reliability; null where the exchange has no trades between people, or is an older one. */
  async overview(): Promise<Overview | null> {
    const { http, session } = this.exchange;
    try {
      return overviewOf(await session.authorized((headers) => http.get({ path: '/api/v1/p2p/overview', headers })));
    } catch (thrown) {
      if (problemOf(thrown).code === 'not_found') {
        return null;
      }
      throw thrown;
    }
  }

  /** Best first. */
  async search(of: OfferSearch): Promise<readonly Offer[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/offers';
    const query = { ...of, limit: SEARCH_MOST };
    return (await session.authorized((headers) => http.get({ path, query, headers }))).items;
  }

  async offer(id: string): Promise<Offer> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/offers/{id}';
    return session.authorized((headers) => http.get({ path, names: { id }, headers }));
  }

  /** Newest first. */
  async own(cursor: string | null): Promise<Page<OwnOffer>> {
    const { http, session } = this.exchange;
    const query = { limit: PAGE, cursor };
    const page = await session.authorized((headers) => http.get({ path: OWN, query, headers }));
    return { items: page.items.map(ownOf), nextCursor: page.next_cursor };
  }

  async post(body: OfferRequest): Promise<OwnOffer> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.post({ path: OWN, body, headers }));
  }

  /** @param was the offer as it was read */
  async change(was: OwnOffer, terms: OfferRequest): Promise<OwnOffer> {
    const { http, session } = this.exchange;
    const body = { ...terms, version: was.version };
    return session.authorized((headers) =>
      http.put({ path: '/api/v1/p2p/own-offers/{id}', names: { id: was.id }, body, headers }),
    );
  }

  async become({ id, version }: OwnOffer, state: OfferState): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/own-offers/{id}/state';
    await session.authorized((headers) => http.put({ path, names: { id }, body: { state, version }, headers }));
  }

  /** Lets an offer go on for another week. */
  async renew({ id, version }: OwnOffer): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/own-offers/{id}/renewal';
    await session.authorized((headers) => http.post({ path, names: { id }, body: { version }, headers }));
  }

  /** Newest first. */
  async trades(cursor: string | null): Promise<Page<Trade>> {
    const { http, session } = this.exchange;
    const query = { limit: PAGE, cursor };
    const page = await session.authorized((headers) => http.get({ path: TRADES, query, headers }));
    return { items: page.items.map(tradeOf), nextCursor: page.next_cursor };
  }

  async trade(id: string): Promise<TradeDetails> {
    const { http, session } = this.exchange;
    return detailsOf(await session.authorized((headers) => http.get({ path: TRADE, names: { id }, headers })));
  }

  /** The same client id takes an offer once, so the same request is sent again while its outcome is unknown. */
  async take(body: TakeRequest): Promise<Trade> {
    const { http } = this.exchange;
    return this.exchange.untilKnown((headers) => http.post({ path: TRADES, body, headers }));
  }

  /** @param payerName name on the account that paid; null where it is not said */
  async paid({ id, version }: Trade, payerName: string | null): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/paid';
    const body = { version, ...(payerName === null ? {} : { payer_name: payerName }) };
    return session.authorized((headers) => http.post({ path, names: { id }, body, headers }));
  }

  async cancel({ id, version }: Trade): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/cancel';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version }, headers }));
  }

  /** @param code second-factor code; null where there is none */
  async release({ id, version }: Trade, code: string | null): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/release';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version, code }, headers }));
  }

  /** @param statement the caller's side; null: it is said later */
  async dispute({ id, version }: Trade, reason: DisputeReason, statement: string | null): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/dispute';
    const body = { version, reason, ...(statement === null ? {} : { statement }) };
    return session.authorized((headers) => http.post({ path, names: { id }, body, headers }));
  }

  async state({ id, version }: Trade, statement: string): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/statement';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version, statement }, headers }));
  }

  async appeal({ id, version }: Trade, statement: string): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/appeal';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version, statement }, headers }));
  }

  async accept({ id, version }: Trade): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/acceptance';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version }, headers }));
  }

  /** Offers that the buyer has a part, and the seller the rest. */
  async offerPart({ id, version, asset }: Trade, quantity: string, code: string | null): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/part';
    const body = { version, asset, buyer_quantity: quantity, code };
    return session.authorized((headers) => http.post({ path, names: { id }, body, headers }));
  }

  async answerPart({ id, version }: Trade, agree: boolean, code: string | null): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/part-answer';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version, agree, code }, headers }));
  }

  /** Says that the payment of an expired trade was late. */
  async reopen({ id, version }: Trade): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/reopening';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version }, headers }));
  }

  async answerReopening({ id, version }: Trade, agree: boolean): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/reopening-answer';
    return session.authorized((headers) => http.post({ path, names: { id }, body: { version, agree }, headers }));
  }
}

export function useP2p(): P2p {
  const exchange = useExchange();
  return useMemo(() => new P2p(exchange), [exchange]);
}

/** Key of a question about trades between people, for the user who is logged in. */
export function useP2pKey(...key: readonly unknown[]): readonly unknown[] {
  const session = useSession();
  return [PRIVATE, session.kind === 'in' ? session.user.id : '', 'p2p', ...key];
}

export function useP2pOverview() {
  const p2p = useP2p();
  return useQuery({ queryKey: useP2pKey('overview'), queryFn: () => p2p.overview(), staleTime: 30_000 });
}

export function useOfferSearch(of: OfferSearch) {
  const p2p = useP2p();
  return useQuery({
    queryKey: useP2pKey('search', of),
    queryFn: () => p2p.search(of),
    refetchInterval: PRICES_EVERY_MILLIS,
    // The list of before stays until the next one is there: a row does not move under a finger.
    placeholderData: (before) => before,
  });
}

export function useOffer(id: string) {
  const p2p = useP2p();
  return useQuery({
    queryKey: useP2pKey('offer', id),
    queryFn: () => p2p.offer(id),
    refetchInterval: PRICES_EVERY_MILLIS,
  });
}

export function useOwnOffers() {
  const p2p = useP2p();
  return useInfiniteQuery({
    queryKey: useP2pKey('own offers'),
    queryFn: ({ pageParam }) => p2p.own(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

const useEveryMillis = (): number => (useFollowing() ? FOLLOWED_EVERY_MILLIS : ALONE_EVERY_MILLIS);

export function useTrades() {
  const p2p = useP2p();
  const everyMillis = useEveryMillis();
  return useInfiniteQuery({
    queryKey: useP2pKey('trades'),
    queryFn: ({ pageParam }) => p2p.trades(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages ?? []).some(({ items }) => items.some(isLive)) && everyMillis,
  });
}

/** A trade with its history, until it has ended. */
export function useTrade(id: string) {
  const p2p = useP2p();
  const everyMillis = useEveryMillis();
  return useQuery({
    queryKey: useP2pKey('trade', id),
    queryFn: () => p2p.trade(id),
    refetchInterval: ({ state }) => (state.data === undefined || isLive(state.data.trade)) && everyMillis,
  });
}
