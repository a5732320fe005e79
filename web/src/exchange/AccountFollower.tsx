import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Entry } from './account-stream';
import { useExchange, useSession } from './context';
import { hasPast, withBalances, withOrders } from './following';
import type { Balance, Order } from './model';
import { PRIVATE, refreshPrivate, useFeatures } from './queries';

/** Entries of so long are taken in together: many fills are one drawing. */
const BATCH_MILLIS = 50;
/** Lists of what is past are asked for again at most this often, however much trades. */
const PAST_EVERY_MILLIS = 2_000;

/** Keeps orders and balances by the account stream, while a user is logged in. */
export function AccountFollower() {
  const exchange = useExchange();
  const session = useSession();
  const queries = useQueryClient();
  const { streams } = useFeatures();
  const owner = session.kind === 'in' ? session.user.id : null;
  useEffect(() => {
    if (owner === null || !streams) {
      return undefined;
    }
    const taken = taker(queries, owner);
    const stop = exchange.account.follow(owner, {
      entry: taken.entry,
      begins: () => void refreshPrivate(queries),
    });
    return () => {
      stop();
      taken.stop();
    };
  }, [exchange, queries, owner, streams]);
  return null;
}

function taker(queries: QueryClient, owner: string) {
  let waiting: Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pastTimer: ReturnType<typeof setTimeout> | null = null;
  const past = (): void => {
    pastTimer ??= setTimeout(() => {
      pastTimer = null;
      for (const list of ['fills', 'order history', 'positions']) {
        void queries.invalidateQueries({ queryKey: [PRIVATE, owner, list] });
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
    apply<Order>(queries, [PRIVATE, owner, 'open orders'], (open) => withOrders(open, entries));
    apply<Balance>(queries, [PRIVATE, owner, 'balances'], (balances) => withBalances(balances, entries));
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
  queryKey: readonly string[],
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
