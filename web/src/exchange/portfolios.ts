/** Possible losses of portfolios, as the exchange computed them in the background; docs/risk.md says how. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useExchange, useSession } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { PRIVATE } from './queries';

export const SCOPES = ['own', 'desk', 'tenant'] as const;
export type Scope = (typeof SCOPES)[number];

const NEEDED: Readonly<Record<Scope, string>> = { own: 'read', desk: 'users_read', tenant: 'analytics' };

/** Portfolios that the caller may have analyzed. */
export const scopesOf = (permissions: readonly string[]): readonly Scope[] =>
  SCOPES.filter((scope) => permissions.includes(NEEDED[scope]));
export const METHODS = [
  ...(['historical', 'parametric', 'cornish_fisher', 'monte_carlo'] as const),
  ...(['ewma', 'filtered_historical', 'fat_tailed', 'liquidity_adjusted'] as const),
] as const;
export type Method = (typeof METHODS)[number];
export const LEFT_OUT = ['dust', 'too_few_days', 'not_largest'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
export const ZONES = ['green', 'yellow', 'red'] as const;
export type Zone = (typeof ZONES)[number];
export type ReportNote = NonNullable<Wire['PortfolioRisk']['report']>['notes'][number];

/** Parts of the value, and amounts in the reference asset. */
export interface Loss {
  readonly worst: number;
  readonly worstAmount: string;
  readonly mean: number;
  readonly meanAmount: string;
}

export interface Backtest {
  readonly days: number;
  readonly exceeded: number;
  readonly expected: number;
  /** How likely so many are, were the model right. */
  readonly countLikely: number;
  /** How likely it is that they come together as they do, were they independent. */
  readonly apartLikely: number;
}

export interface PortfolioFigures {
  readonly volatility: number;
  readonly drawdown: number;
  /** Null: the benchmark has no days. */
  readonly beta: number | null;
  /** Null: the method has no valid value, or the report is of before it was computed. */
  readonly losses: Readonly<Record<Method, Loss | null>>;
  /** Traffic lights of the back-tests that could be made. */
  readonly zones: Readonly<Partial<Record<Method, Zone>>>;
  /** Null: there are too few days to try it on. */
  readonly backtest: Backtest | null;
  /** Depth below its highest value so far, oldest first; none in older reports. */
  readonly falls: readonly { readonly day: string; readonly depth: number }[];
  readonly correlated: readonly string[];
  readonly correlation: readonly (readonly number[])[];
}

export interface Position {
  readonly asset: string;
  readonly quantity: string;
  readonly value: string;
  readonly weight: number;
  /** Share of the parametric value at risk; null: too few days. */
  readonly component: number | null;
  readonly volatility: number | null;
  /** Why it is not in the figures; null: it is, or the report does not say. */
  readonly leftOut: LeftOut | null;
}

export interface PortfolioReport {
  readonly reference: string;
  readonly value: string;
  /** The last day that is in it; empty: none. */
  readonly day: string;
  readonly covered: number;
  readonly days: number;
  readonly positions: readonly Position[];
  readonly concentration: { readonly largest: number; readonly herfindahl: number; readonly effective: number };
  /** Null: nothing to compute of. */
  readonly figures: PortfolioFigures | null;
  readonly stress: readonly { readonly name: string; readonly change: number; readonly amount: string }[];
  readonly notes: readonly ReportNote[];
}

export interface PortfolioRun {
  readonly id: string;
  readonly state: Wire['PortfolioRisk']['state'];
  readonly scope: Scope;
  readonly accounts: readonly string[];
  readonly confidence: number;
  readonly horizonDays: number;
  readonly orderedMillis: number;
  readonly endedMillis: number | null;
  readonly why: string;
  readonly report: PortfolioReport | null;
}

/** The portfolio to analyze. */
export interface PortfolioRequest {
  readonly scope: Scope;
  /** Numbers; of a desk alone. */
  readonly accounts: readonly number[];
  readonly confidencePerMille: number;
  readonly horizonDays: number;
}

export interface Scenario {
  readonly name: string;
  readonly builtIn: boolean;
  /** Moves of prices by asset; "*": of all others. */
  readonly shocks: Readonly<Record<string, number>>;
  readonly version: string;
}

type Raw = Readonly<Record<string, unknown>>;

// The contract leaves these objects open: what is read of them is checked here.
const objectIn = (of: unknown): Raw => (typeof of === 'object' && of !== null ? (of as Raw) : {});
const numberIn = (of: Raw, name: string): number => (typeof of[name] === 'number' ? of[name] : NaN);
const textIn = (of: Raw, name: string): string => (typeof of[name] === 'string' ? of[name] : '');
const numberOrNull = (of: unknown, name: string): number | null => {
  const value = objectIn(of)[name];
  return typeof value === 'number' ? value : null;
};

function lossIn(of: unknown): Loss | null {
  if (of == null) {
    return null;
  }
  const raw = objectIn(of);
  return {
    ...{ worst: numberIn(raw, 'var'), worstAmount: textIn(raw, 'var_amount') },
    ...{ mean: numberIn(raw, 'cvar'), meanAmount: textIn(raw, 'cvar_amount') },
  };
}

function backtestIn(of: unknown): Backtest | null {
  if (of == null) {
    return null;
  }
  const raw = objectIn(of);
  return {
    ...{ days: numberIn(raw, 'days'), exceeded: numberIn(raw, 'exceeded'), expected: numberIn(raw, 'expected') },
    ...{ countLikely: numberIn(raw, 'kupiec_p'), apartLikely: numberIn(raw, 'independence_p') },
  };
}

function figuresIn(raw: Raw): PortfolioFigures {
  const { correlated, correlation, falls } = raw;
  const backtests = objectIn(raw['backtests']);
  const zoneOf = (method: Method) => ZONES.find((zone) => zone === objectIn(backtests[method])['zone']);
  return {
    ...{ volatility: numberIn(raw, 'volatility'), drawdown: numberIn(raw, 'max_drawdown') },
    beta: numberOrNull(raw, 'beta'),
    losses: {
      ...{ historical: lossIn(raw['historical']), parametric: lossIn(raw['parametric']) },
      ...{ cornish_fisher: lossIn(raw['cornish_fisher']), monte_carlo: lossIn(raw['monte_carlo']) },
      ...{ ewma: lossIn(raw['ewma']), filtered_historical: lossIn(raw['filtered_historical']) },
      ...{ fat_tailed: lossIn(raw['fat_tailed']), liquidity_adjusted: lossIn(raw['liquidity_adjusted']) },
    },
    zones: Object.fromEntries(
      METHODS.flatMap((method) => {
        const zone = zoneOf(method);
        return zone === undefined ? [] : [[method, zone]];
      }),
    ),
    backtest: backtestIn(raw['backtest']),
    falls: Array.isArray(falls)
      ? falls.map((fall) => ({ day: textIn(objectIn(fall), 'day'), depth: numberIn(objectIn(fall), 'depth') }))
      : [],
    correlated: Array.isArray(correlated) ? correlated.map(String) : [],
    correlation: Array.isArray(correlation)
      ? correlation.map((row) => (Array.isArray(row) ? row.map(Number) : []))
      : [],
  };
}

function reportOf(wire: NonNullable<Wire['PortfolioRisk']['report']>): PortfolioReport {
  const concentration = objectIn(wire.concentration);
  return {
    ...{ reference: wire.reference, value: wire.value, day: wire.day, covered: wire.covered, days: wire.days },
    positions: wire.positions.map(({ asset, quantity, value, weight, risk, notes }) => ({
      ...{ asset, quantity, value, weight },
      ...{ component: numberOrNull(risk, 'component'), volatility: numberOrNull(risk, 'volatility') },
      leftOut: LEFT_OUT.find((reason) => notes?.includes(reason)) ?? null,
    })),
    concentration: {
      ...{ largest: numberIn(concentration, 'largest'), herfindahl: numberIn(concentration, 'herfindahl') },
      effective: numberIn(concentration, 'effective'),
    },
    figures: wire.risk === null ? null : figuresIn(wire.risk),
    stress: wire.stress.map((raw) => ({
      ...{ name: textIn(raw, 'name'), change: numberIn(raw, 'change'), amount: textIn(raw, 'change_amount') },
    })),
    notes: wire.notes,
  };
}

const runOf = (wire: Wire['PortfolioRisk']): PortfolioRun => ({
  ...{ id: wire.id, state: wire.state, scope: wire.scope, accounts: wire.accounts, why: wire.why },
  ...{ confidence: wire.confidence, horizonDays: wire.horizon_days },
  orderedMillis: Date.parse(wire.ordered_at),
  endedMillis: wire.ended_at === null ? null : Date.parse(wire.ended_at),
  report: wire.report === null ? null : reportOf(wire.report),
});

const PATHS = {
  own: '/api/v1/risk/portfolios',
  desk: '/api/v1/risk/portfolios/desk',
  tenant: '/api/v1/risk/portfolios/tenant',
} as const;

export class Portfolios {
  constructor(private readonly exchange: Exchange) {}

  /** Newest first, without their reports. */
  async runs(): Promise<readonly PortfolioRun[]> {
    const { http, session } = this.exchange;
    const query = { limit: RUNS };
    const page = await session.authorized((headers) => http.get({ path: PATHS.own, query, headers }));
    return page.items.map(runOf);
  }

  async run(id: string): Promise<PortfolioRun> {
    const { http, session } = this.exchange;
    const path = '/api/v1/risk/portfolios/{id}';
    return runOf(await session.authorized((headers) => http.get({ path, names: { id }, headers })));
  }

  async order({ scope, accounts, confidencePerMille, horizonDays }: PortfolioRequest): Promise<PortfolioRun> {
    const { http, session } = this.exchange;
    const body = {
      ...{ confidence_per_mille: confidencePerMille, horizon_days: horizonDays },
      ...(scope === 'desk' ? { accounts } : {}),
    };
    return runOf(await session.authorized((headers) => http.post({ path: PATHS[scope], body, headers })));
  }

  async scenarios(): Promise<readonly Scenario[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/risk/scenarios';
    const page = await session.authorized((headers) => http.get({ path, headers }));
    return page.items.map(({ name, built_in, ...rest }) => ({ name, builtIn: built_in, ...rest }));
  }

  /** @param was the scenario of that name as it was read, undefined: there was none; refused where that is otherwise by now */
  async putScenario(name: string, was: Scenario | undefined, shocks: Scenario['shocks']): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/risk/scenarios/{name}';
    const seen = was === undefined ? { ifNone: true } : { version: was.version };
    await session.authorized((headers) => http.put({ path, names: { name }, ...seen, body: { shocks }, headers }));
  }

  async removeScenario(name: string): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/risk/scenarios/{name}';
    await session.authorized((headers) => http.delete({ path, names: { name }, headers }));
  }
}

/** Number of runs that the exchange keeps for each owner at most. */
const RUNS = 100;
const WAITING_EVERY_MILLIS = 2_000;

export function usePortfolios(): Portfolios {
  const exchange = useExchange();
  return useMemo(() => new Portfolios(exchange), [exchange]);
}

function useKey(...key: readonly unknown[]): readonly unknown[] {
  const session = useSession();
  return [PRIVATE, session.kind === 'in' ? session.user.id : '', 'portfolio', ...key];
}

export function useRuns() {
  const portfolios = usePortfolios();
  return useQuery({
    queryKey: useKey('runs'),
    queryFn: () => portfolios.runs(),
    refetchInterval: ({ state }) => (state.data ?? []).some((run) => run.state === 'queued') && WAITING_EVERY_MILLIS,
  });
}

/** Asked again until it is done. */
export function useRun(id: string) {
  const portfolios = usePortfolios();
  return useQuery({
    queryKey: useKey('run', id),
    queryFn: () => portfolios.run(id),
    refetchInterval: ({ state }) => state.data?.state === 'queued' && WAITING_EVERY_MILLIS,
  });
}

export function useScenarios() {
  const portfolios = usePortfolios();
  return useQuery({ queryKey: useKey('scenarios'), queryFn: () => portfolios.scenarios() });
}

/** After one was made. */
export function useRefreshScenarios(): () => Promise<void> {
  const queries = useQueryClient();
  const key = useKey('scenarios');
  return () => queries.invalidateQueries({ queryKey: key });
}

/** Has a portfolio looked at; the list of runs knows of it right away. */
export function useOrderPortfolio(): (request: PortfolioRequest) => Promise<PortfolioRun> {
  const portfolios = usePortfolios();
  const queries = useQueryClient();
  const key = useKey('runs');
  return async (request) => {
    const run = await portfolios.order(request);
    await queries.invalidateQueries({ queryKey: key });
    return run;
  };
}
