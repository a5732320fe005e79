import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Entry } from './account-stream';
import { useExchange, useIsolated, useSession } from './context';
import { hasPast, withBalances, withOrders } from './following';
import type { Balance, Isolated, Order } from './model';
import { listKey, PRIVATE, refreshPrivate, useFeatures } from './queries';

/** Entries of so long are taken in together: many fills are one drawing. */
const BATCH_MILLIS = 50;
/** Lists of what is past are asked for again at most this often, however much trades. */
const PAST_EVERY_MILLIS = 2_000;

/** Keeps orders and balances of the account by its stream, while a user is logged in. */
export function AccountFollower() {
  const exchange = useExchange();
  const session = useSession();
  const queries = useQueryClient();
  const { streams } = useFeatures();
  const owner = session.kind === 'in' ? session.user.id : null;
  const isolated = useIsolated();
  useEffect(() => {
    if (owner === null || !streams) {
      return undefined;
    }
    const taken = taker(queries, owner, isolated);
    const stop = exchange.streamOf(isolated).follow(owner, {
      entry: taken.entry,
      begins: () => void refreshPrivate(queries),
    });
    return () => {
      stop();
      taken.stop();
    };
  }, [exchange, queries, owner, isolated, streams]);
  return null;
}

/** Takes in the events of one account: they change lists of that account alone. */
function taker(queries: QueryClient, owner: string, isolated: Isolated) {
  let waiting: Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pastTimer: ReturnType<typeof setTimeout> | null = null;
  const past = (): void => {
    pastTimer ??= setTimeout(() => {
      pastTimer = null;
      for (const list of ['fills', 'order history', 'positions'] as const) {
        void queries.invalidateQueries({ queryKey: listKey(owner, list, isolated) });
      }
    }, PAST_EVERY_MILLIS);
  };
  const take = (): void => {
    timer = null;
    const entries = waiting;
    waiting = [];
    if (entries.some(({ kind }) => kind === 'unknown')) {
      void refreshPrivate(queries);
      return;
    }
    if (entries.some(({ kind }) => kind === 'p2p')) {
      void queries.invalidateQueries({ queryKey: [PRIVATE, owner, 'p2p'] });
    }
    apply<Order>(queries, listKey(owner, 'open orders', isolated), (open) => withOrders(open, entries));
    apply<Balance>(queries, listKey(owner, 'balances', isolated), (balances) => withBalances(balances, entries));
    if (hasPast(entries)) {
      past();
    }
  };
  return {
    entry: (entry: Entry): void => {
      waiting.push(entry);
      timer ??= setTimeout(take, BATCH_MILLIS);
    },
    stop: (): void => {
      if (timer !== null) {
        clearTimeout(timer);
      }
      if (pastTimer !== null) {
        clearTimeout(pastTimer);
      }
    },
  };
}

/** An answer that was asked for before these entries must not take their place: where one is on its way it is asked for again. */
function apply<T>(
  queries: QueryClient,
  queryKey: ReturnType<typeof listKey>,
  change: (now: readonly T[]) => readonly T[],
): void {
  const now = queries.getQueryData<readonly T[]>(queryKey);
  if (now === undefined || queries.isFetching({ queryKey }) > 0) {
    void queries.invalidateQueries({ queryKey });
  }
  if (now !== undefined) {
    queries.setQueryData(queryKey, change(now));
  }
}
