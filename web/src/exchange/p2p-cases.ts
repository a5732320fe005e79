/** Disputes of trades between people, as moderators look at them and decide them. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { detailsOf, tradeOf, type Trade, type TradeDetails } from './p2p';
import { ONCE, PRIVATE } from './queries';

export type Background = Wire['P2pDisputeBackground'];
export type Decision = Wire['P2pDecisionRequest']['decision'];

const LIST = '/api/v1/p2p/disputes';
const PAGE = 50;
const WAITING_EVERY_MILLIS = 10_000;
/** Key of everything about disputes. */
const KEY = [PRIVATE, 'administration', 'p2p'] as const;

export class P2pCases {
  constructor(private readonly exchange: Exchange) {}

  /** Oldest first. */
  async list(isEscalated: boolean, cursor: string | null): Promise<Page<Trade>> {
    const { http, session } = this.exchange;
    const query = { limit: PAGE, cursor, escalated: isEscalated ? 'true' : null };
    const page = await session.authorized((headers) => http.get({ path: LIST, query, headers }));
    return { items: page.items.map(tradeOf), nextCursor: page.next_cursor };
  }

  async one(id: string): Promise<TradeDetails> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/disputes/{id}';
    return detailsOf(await session.authorized((headers) => http.get({ path, names: { id }, headers })));
  }

  /** Reliability of both sides, and the ledger of the escrow as of now. */
  async background(id: string): Promise<Background> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/disputes/{id}/background';
    return session.authorized((headers) => http.get({ path, names: { id }, headers }));
  }

  async claim({ id, version }: Trade): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/disputes/{id}/claim';
    await session.authorized((headers) => http.post({ path, names: { id }, body: { version }, headers }));
  }

  /** @param quantity part of the buyer, of a split; null for another decision */
  async decide(trade: Trade, decision: Decision, quantity: string | null, note: string): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/disputes/{id}/decision';
    const body = { version: trade.version, decision, asset: trade.asset, buyer_quantity: quantity, note };
    return session.authorized((headers) => http.post({ path, names: { id: trade.id }, body, headers }));
  }

  /** @param messages number of the last message that was seen; null for a refusal */
  async approve({ id, version }: Trade, messages: number | null, note: string): Promise<Trade> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/disputes/{id}/approval';
    return session.authorized((headers) =>
      http.post({ path, names: { id }, body: { version, approve: messages !== null, messages, note }, headers }),
    );
  }
}

export function useP2pCases(): P2pCases {
  const exchange = useExchange();
  return useMemo(() => new P2pCases(exchange), [exchange]);
}

/** @param isEscalated only cases that waited too long */
export function useDisputes(isEscalated: boolean) {
  const cases = useP2pCases();
  return useInfiniteQuery({
    queryKey: [...KEY, 'disputes', isEscalated],
    queryFn: ({ pageParam }) => cases.list(isEscalated, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: WAITING_EVERY_MILLIS,
  });
}

/** Not asked for again by itself: the exchange writes down every read. */
export function useDispute(id: string) {
  const cases = useP2pCases();
  return useQuery({
    queryKey: [...KEY, 'dispute', id],
    queryFn: () => cases.one(id),
    ...ONCE,
  });
}

export function useBackground(id: string) {
  const cases = useP2pCases();
  return useQuery({
    queryKey: [...KEY, 'background', id],
    queryFn: () => cases.background(id),
    ...ONCE,
  });
}
