/** Strategies and their back-tests, which tasks of the exchange run; docs/strategies says how. */
import { useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Work } from './account-stream';
import { useExchange, useFollowing, useSession } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { PRIVATE } from './queries';

export type BuiltIn = Wire['BuiltInStrategy'];
export type Parameter = Wire['StrategyParameter'];
export type Check = Wire['StrategyCheck'];
export type Fault = Wire['StrategyFault'];
export type Backtest = Wire['Backtest'];
export type BacktestRequest = Wire['BacktestRequest'];
export type BacktestResult = Wire['BacktestResult'];
export type Version = Wire['StrategyVersion'];
export type Search = NonNullable<BacktestRequest['search']>;
export type SearchResult = NonNullable<BacktestResult['search']>;
export type MonteCarlo = NonNullable<BacktestResult['monte_carlo']>;
export type HeatMap = Wire['BacktestHeatMap'];
/** Tables of a result that are saved as files. */
export type ResultTable = 'equity' | 'fills' | 'orders' | 'round_trips' | 'trials';
export type Figure = Wire['BacktestFigure'];

export interface OwnStrategy {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly changedMillis: number;
}

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly parameters: readonly Parameter[];
  readonly source: string;
}

const ROOT = '/api/v1/strategies';
const ONE = '/api/v1/strategies/{id}';
const TESTS = '/api/v1/backtests';
const TEST = '/api/v1/backtests/{id}';
/** The exchange keeps at most this many of a user. */
const TESTS_MOST = 200;
const STRATEGIES_MOST = 50;
const OPEN_EVERY_MILLIS = 1_500;
/** While the account stream reports changes: now and then, to be sure. */
const FOLLOWED_EVERY_MILLIS = 15_000;

const ownOf = (wire: Wire['Strategy']): OwnStrategy => ({
  ...{ id: wire.id, name: wire.name, version: wire.version },
  changedMillis: Date.parse(wire.changed_at),
});

export class Strategies {
  constructor(private readonly exchange: Exchange) {}

  async builtIn(): Promise<readonly BuiltIn[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/strategies/built-in';
    return (await session.authorized((headers) => http.get({ path, headers }))).items;
  }

  /** Newest first. */
  async own(): Promise<readonly OwnStrategy[]> {
    const { http, session } = this.exchange;
    const query = { limit: STRATEGIES_MOST };
    const page = await session.authorized((headers) => http.get({ path: ROOT, query, headers }));
    return page.items.map(ownOf);
  }

  async source(id: string): Promise<Source> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.get({ path: ONE, names: { id }, headers }));
  }

  /** Newest first. */
  async versions(id: string): Promise<readonly Version[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/strategies/{id}/versions';
    return (await session.authorized((headers) => http.get({ path, names: { id }, headers }))).items;
  }

  /** Lines of a unified diff. */
  async difference(id: string, from: number, to: number): Promise<readonly string[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/strategies/{id}/diff';
    const query = { from, to };
    return (await session.authorized((headers) => http.get({ path, names: { id }, query, headers }))).lines;
  }

  async check(source: string): Promise<Check> {
    const { http, session } = this.exchange;
    const path = '/api/v1/strategies/check';
    return session.authorized((headers) => http.post({ path, body: { source }, headers }));
  }

  /** @param was the strategy as it was read; null: it is new */
  async save(was: Source | null, name: string, source: string): Promise<OwnStrategy> {
    const { http, session } = this.exchange;
    if (was === null) {
      return ownOf(await session.authorized((headers) => http.post({ path: ROOT, body: { name, source }, headers })));
    }
    const body = { name, source, version: was.version };
    const names = { id: was.id };
    return ownOf(await session.authorized((headers) => http.put({ path: ONE, names, body, headers })));
  }

  async remove(id: string): Promise<void> {
    const { http, session } = this.exchange;
    await session.authorized((headers) => http.delete({ path: ONE, names: { id }, headers }));
  }

  /** Newest first. */
  async backtests(): Promise<readonly Backtest[]> {
    const { http, session } = this.exchange;
    const query = { limit: TESTS_MOST };
    return (await session.authorized((headers) => http.get({ path: TESTS, query, headers }))).items;
  }

  async backtest(id: string): Promise<Backtest> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.get({ path: TEST, names: { id }, headers }));
  }

  async result(id: string): Promise<BacktestResult> {
    const { http, session } = this.exchange;
    const path = '/api/v1/backtests/{id}/result';
    return session.authorized((headers) => http.get({ path, names: { id }, headers }));
  }

  /** Mean scores of a search by the values of two parameters. */
  async heatMap(id: string, x: string, y: string): Promise<HeatMap> {
    const { http, session } = this.exchange;
    const path = '/api/v1/backtests/{id}/heat-map';
    const query = { x, y };
    return session.authorized((headers) => http.get({ path, names: { id }, query, headers }));
  }

  /** The result as one page that loads nothing. */
  async report(id: string): Promise<Blob> {
    const { http, session } = this.exchange;
    const path = '/api/v1/backtests/{id}/report';
    return session.authorized((headers) => http.bytes({ path, names: { id }, headers }));
  }

  async table(id: string, table: ResultTable): Promise<Blob> {
    const { http, session } = this.exchange;
    const path = '/api/v1/backtests/{id}/tables/{table}';
    return session.authorized((headers) => http.bytes({ path, names: { id, table }, headers }));
  }

  async request(body: BacktestRequest): Promise<Backtest> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.post({ path: TESTS, body, headers }));
  }

  async cancel(id: string): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/backtests/{id}/cancel';
    await session.authorized((headers) => http.post({ path, names: { id }, headers }));
  }

  async forget(id: string): Promise<void> {
    const { http, session } = this.exchange;
    await session.authorized((headers) => http.delete({ path: TEST, names: { id }, headers }));
  }
}

export function useStrategies(): Strategies {
  const exchange = useExchange();
  return useMemo(() => new Strategies(exchange), [exchange]);
}

/** Key of what is asked about strategies for the user who is logged in. */
export function useKey(...key: readonly unknown[]): readonly unknown[] {
  const session = useSession();
  return [PRIVATE, session.kind === 'in' ? session.user.id : '', 'strategies', ...key];
}

export function useBuiltIn() {
  const strategies = useStrategies();
  return useQuery({ queryKey: useKey('built-in'), queryFn: () => strategies.builtIn() });
}

export function useOwnStrategies() {
  const strategies = useStrategies();
  return useQuery({ queryKey: useKey('own'), queryFn: () => strategies.own() });
}

export function useSource(id: string) {
  const strategies = useStrategies();
  return useQuery({ queryKey: useKey('source', id), queryFn: () => strategies.source(id) });
}

export const isOpen = ({ state }: Backtest): boolean => state === 'waiting' || state === 'running';

/** Calls with each change of the user's back-tests and runs; answers whether there are such calls. */
export function useWork(kind: Work['kind'], hear: (work: Work, queries: QueryClient) => void): boolean {
  const exchange = useExchange();
  const queries = useQueryClient();
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(
    () => exchange.account.onWork((work) => work.kind === kind && latest.current(work, queries)),
    [exchange, queries, kind],
  );
  return useFollowing();
}

/** The account stream reports how they go on; without it they are read again until all have ended. */
export function useBacktests() {
  const strategies = useStrategies();
  const queryKey = useKey('backtests');
  const isFollowed = useWork('backtest', ({ id, state, progress }, queries) => {
    const known = queries.getQueryData<readonly Backtest[]>(queryKey)?.find((each) => each.id === id);
    if (known?.state === state && state === 'running') {
      queries.setQueryData<readonly Backtest[]>(queryKey, (rows = []) =>
        rows.map((each) => (each.id === id ? { ...each, progress } : each)),
      );
    } else if (known?.state !== state) {
      void queries.invalidateQueries({ queryKey });
    }
  });
  return useQuery({
    queryKey,
    queryFn: () => strategies.backtests(),
    refetchInterval: ({ state }) =>
      (state.data ?? []).some(isOpen) && (isFollowed ? FOLLOWED_EVERY_MILLIS : OPEN_EVERY_MILLIS),
  });
}

/** A result never changes. */
export function useResult(id: string) {
  const strategies = useStrategies();
  return useQuery({ queryKey: useKey('result', id), queryFn: () => strategies.result(id), staleTime: Infinity });
}

/** @param x and y name parameters that the search varies */
export function useHeatMap(id: string, x: string, y: string) {
  const strategies = useStrategies();
  return useQuery({
    queryKey: useKey('heat-map', id, x, y),
    queryFn: () => strategies.heatMap(id, x, y),
    staleTime: Infinity,
  });
}

/** Results of several back-tests, in that order. */
export function useResults(ids: readonly string[]) {
  const strategies = useStrategies();
  const key = useKey('result');
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: [...key, id],
      queryFn: () => strategies.result(id),
      staleTime: Infinity,
    })),
  });
}

/** Versions of a strategy, newest first. */
export function useVersions(id: string) {
  const strategies = useStrategies();
  return useQuery({ queryKey: useKey('versions', id), queryFn: () => strategies.versions(id) });
}

/** Difference between two versions, as lines of a unified diff. */
export function useDifference(id: string, from: number, to: number) {
  const strategies = useStrategies();
  return useQuery({
    queryKey: useKey('difference', id, from, to),
    queryFn: () => strategies.difference(id, from, to),
    staleTime: Infinity,
  });
}

/** After a change of strategies or back-tests. */
export function useRefreshStrategies(): () => Promise<void> {
  const queries = useQueryClient();
  const key = useKey();
  return () => queries.invalidateQueries({ queryKey: key });
}
