/** Users' restrictions, as administrators set and end them; docs/surveillance.md says what each kind means. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { PRIVATE } from './queries';

export const RESTRICTION_KINDS = ['no_withdrawals', 'reduce_only', 'suspended'] as const;
export type RestrictionKind = Wire['RestrictionKind'];

export interface Restriction {
  readonly id: string;
  readonly kind: RestrictionKind;
  readonly reason: string;
  /** The number of a user. */
  readonly setBy: string;
  readonly setMillis: number;
  /** Null: until an administrator ends it. */
  readonly endsMillis: number | null;
  /** Null: it is in force. */
  readonly endedMillis: number | null;
  /** Null where its time was over. */
  readonly endedBy: string | null;
  /** True if the exchange has carried it out completely; it is asked until it has. */
  readonly carriedOut: boolean;
}

export interface RestrictionRequest {
  readonly kind: RestrictionKind;
  readonly reason: string;
  /** Null: until an administrator ends it. */
  readonly endsAt: string | null;
}

const LIMIT = 50;
const PATH = '/api/v1/users/{id}/restrictions';

const millisOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const restrictionOf = (wire: Wire['Restriction']): Restriction => ({
  ...{ id: wire.id, kind: wire.kind, reason: wire.reason, setBy: wire.set_by, endedBy: wire.ended_by },
  setMillis: Date.parse(wire.set_at),
  endsMillis: millisOf(wire.ends_at),
  endedMillis: millisOf(wire.ended_at),
  carriedOut: wire.carried_out,
});

async function page({ http, session }: Exchange, user: string, cursor: string | null): Promise<Page<Restriction>> {
  const query = { limit: LIMIT, cursor };
  const wire = await session.authorized((headers) => http.get({ path: PATH, names: { id: user }, query, headers }));
  return { items: wire.items.map(restrictionOf), nextCursor: wire.next_cursor };
}

/** Newest first, with those that have ended. Not looked at again by itself: the exchange writes down every look. */
export function useRestrictions(user: string) {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'administration', 'restrictions', user],
    queryFn: ({ pageParam }) => page(exchange, user, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export async function restrict({ http, session }: Exchange, user: string, request: RestrictionRequest): Promise<void> {
  const { kind, reason, endsAt } = request;
  const body = { kind, reason, ...(endsAt === null ? {} : { ends_at: endsAt }) };
  await session.authorized((headers) => http.post({ path: PATH, names: { id: user }, body, headers }));
}

export async function lift({ http, session }: Exchange, user: string, restriction: string): Promise<void> {
  const path = '/api/v1/users/{id}/restrictions/{restriction}';
  await session.authorized((headers) => http.delete({ path, names: { id: user, restriction }, headers }));
}
