/** Runs of strategies: on paper with money that is not real, and live with the user's own; docs/strategies/runs.md. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useExchange, useSession } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { problemOf } from './problem';
import { useKey, useWork } from './strategies';

export type Run = Wire['Run'];
export type OperatorsRun = Wire['OperatorsRun'];
export type RunRequest = Wire['NewRunRequest'];
export type RunLimits = Wire['RequestedRunLimits'];
export type RunOrder = Wire['RunOrder'];
export type RunFill = Wire['RunFill'];
export type RunLine = Wire['BacktestLine'];
export type Divergence = Wire['RunDivergence'];

const RUNS = '/api/v1/runs';
const RUN = '/api/v1/runs/{id}';
const RUNS_MOST = 100;
const ROWS_MOST = 100;
const OPEN_EVERY_MILLIS = 5_000;
/** While the account stream reports changes: now and then, to be sure. */
const FOLLOWED_EVERY_MILLIS = 30_000;

export class Runs {
  constructor(private readonly exchange: Exchange) {}

  /** Newest first; null where the exchange does not run strategies. */
  async all(): Promise<readonly Run[] | null> {
    const { http, session } = this.exchange;
    try {
      const query = { limit: RUNS_MOST };
      return (await session.authorized((headers) => http.get({ path: RUNS, query, headers }))).items;
    } catch (thrown) {
      if (problemOf(thrown).code === 'not_found') {
        return null;
      }
      throw thrown;
    }
  }

  /** Open runs of all users, for operators; newest first. */
  async ofAll(): Promise<readonly OperatorsRun[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/all';
    const query = { limit: RUNS_MOST, open: 'true' };
    return (await session.authorized((headers) => http.get({ path, query, headers }))).items;
  }

  async one(id: string): Promise<Run> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.get({ path: RUN, names: { id }, headers }));
  }

  /** Newest first. */
  async orders(id: string): Promise<readonly RunOrder[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/{id}/orders';
    const query = { limit: ROWS_MOST };
    return (await session.authorized((headers) => http.get({ path, names: { id }, query, headers }))).items;
  }

  /** Newest first. */
  async fills(id: string): Promise<readonly RunFill[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/{id}/fills';
    const query = { limit: ROWS_MOST };
    return (await session.authorized((headers) => http.get({ path, names: { id }, query, headers }))).items;
  }

  /** Newest first. */
  async lines(id: string): Promise<readonly RunLine[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/{id}/log';
    const query = { limit: ROWS_MOST };
    return (await session.authorized((headers) => http.get({ path, names: { id }, query, headers }))).items;
  }

  async divergence(id: string): Promise<Divergence> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/{id}/divergence';
    return session.authorized((headers) => http.get({ path, names: { id }, headers }));
  }

  async start(body: RunRequest): Promise<Run> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.post({ path: RUNS, body, headers }));
  }

  async stop(id: string): Promise<Run> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/{id}/stop';
    return session.authorized((headers) => http.post({ path, names: { id }, headers }));
  }

  /** @returns the number of runs of all users that stop */
  async stopAll(reason: string): Promise<number> {
    const { http, session } = this.exchange;
    const path = '/api/v1/runs/stop-all';
    return (await session.authorized((headers) => http.post({ path, body: { reason }, headers }))).stopped;
  }

  async forget(id: string): Promise<void> {
    const { http, session } = this.exchange;
    await session.authorized((headers) => http.delete({ path: RUN, names: { id }, headers }));
  }
}

export function useRunning(): Runs {
  const exchange = useExchange();
  return useMemo(() => new Runs(exchange), [exchange]);
}

const ENDED: readonly Run['state'][] = ['stopped', 'failed'];

export const hasEnded = ({ state }: Pick<Run, 'state'>): boolean => ENDED.includes(state);

/** Read again while one is open; null where the exchange does not run strategies. */
export function useRuns() {
  const runs = useRunning();
  const queryKey = useKey('runs');
  const isFollowed = useWork('run', (_, queries) => void queries.invalidateQueries({ queryKey }));
  return useQuery({
    queryKey,
    queryFn: () => runs.all(),
    enabled: useSession().kind === 'in',
    refetchInterval: ({ state }) =>
      (state.data ?? []).some((run) => !hasEnded(run)) && (isFollowed ? FOLLOWED_EVERY_MILLIS : OPEN_EVERY_MILLIS),
  });
}

/** For operators. */
export function useRunsOfAll() {
  const runs = useRunning();
  return useQuery({
    queryKey: useKey('runs-of-all'),
    queryFn: () => runs.ofAll(),
    refetchInterval: OPEN_EVERY_MILLIS,
  });
}

export function useRun(id: string) {
  const runs = useRunning();
  const queryKey = useKey('run', id);
  const isFollowed = useWork('run', (work, queries) => {
    if (work.id === id) {
      void queries.invalidateQueries({ queryKey });
    }
  });
  return useQuery({
    queryKey,
    queryFn: () => runs.one(id),
    refetchInterval: ({ state }) =>
      state.data !== undefined && !hasEnded(state.data) && (isFollowed ? FOLLOWED_EVERY_MILLIS : OPEN_EVERY_MILLIS),
  });
}

/** @param isOpen true if there may be further ones */
export function useRunOrders(id: string, isOpen: boolean) {
  const runs = useRunning();
  const refetchInterval = isOpen && OPEN_EVERY_MILLIS;
  return useQuery({ queryKey: useKey('run-orders', id), queryFn: () => runs.orders(id), refetchInterval });
}

export function useRunFills(id: string, isOpen: boolean) {
  const runs = useRunning();
  const refetchInterval = isOpen && OPEN_EVERY_MILLIS;
  return useQuery({ queryKey: useKey('run-fills', id), queryFn: () => runs.fills(id), refetchInterval });
}

export function useRunLines(id: string, isOpen: boolean) {
  const runs = useRunning();
  const refetchInterval = isOpen && OPEN_EVERY_MILLIS;
  return useQuery({ queryKey: useKey('run-lines', id), queryFn: () => runs.lines(id), refetchInterval });
}

/** The comparison is made when it is asked for, so it is not made again by itself. */
export function useDivergence(id: string) {
  const runs = useRunning();
  return useQuery({ queryKey: useKey('divergence', id), queryFn: () => runs.divergence(id), staleTime: Infinity });
}
