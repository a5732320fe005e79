/** How risky assets are, as the exchange computed it last; docs/risk.md says what the figures mean. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange, useSession } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { problemOf } from './problem';
import { PRIVATE } from './queries';

export const FACTORS = ['volatility', 'liquidity', 'market_cap', 'technical'] as const;
export type FactorName = (typeof FACTORS)[number];
export type ScoreNote = Wire['AssetRisk']['notes'][number];

export interface Measure {
  readonly name: string;
  readonly value: number;
  /** 0 to 100; null: informative only. */
  readonly risk: number | null;
}

export interface Factor {
  readonly name: FactorName;
  /** Null: nothing is known of it. */
  readonly risk: number | null;
  readonly weight: number;
  readonly share: number;
  /** Those of all factors sum to the score. */
  readonly contribution: number;
  readonly measures: readonly Measure[];
}

export interface Score {
  readonly asset: string;
  readonly market: string | null;
  /** The day of UTC at whose end it is. */
  readonly day: string;
  readonly madeMillis: number;
  readonly method: string;
  /** 0 is calm; null: withheld, and the notes say why. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
  readonly factors: readonly Factor[];
  readonly notes: readonly ScoreNote[];
  readonly days: { readonly expected: number; readonly present: number };
  /** Other assets in the score of a new listing; null: none. */
  readonly peers: { readonly assets: number; readonly share: number } | null;
}

export interface Scores {
  readonly scores: readonly Score[];
  /** Null before the first computation. */
  readonly day: string | null;
  readonly madeMillis: number | null;
  readonly assets: number;
  readonly scored: number;
}

export interface Weights {
  readonly volatility: number;
  readonly liquidity: number;
  readonly market_cap: number;
  readonly technical: number;
  readonly reference: string;
  readonly version: string;
}

const scoreOf = (wire: Wire['AssetRisk']): Score => ({
  ...{ asset: wire.asset, market: wire.market, day: wire.day, method: wire.method },
  ...{ score: wire.score, low: wire.low, high: wire.high, confidence: wire.confidence },
  ...{ factors: wire.factors, notes: wire.notes, peers: wire.peers },
  madeMillis: Date.parse(wire.made_at),
  days: { expected: wire.quality.expected, present: wire.quality.present },
});

/** The most that are asked for at once. */
const LIMIT = 500;
/** All assets of any exchange fit in so many pages; more are not asked for. */
const PAGES_MAX = 4;
const EVERY_MILLIS = 60_000;

async function scores({ http, session }: Exchange): Promise<Scores> {
  const all: Score[] = [];
  let cursor: string | null = null;
  for (let page = 1; ; page++) {
    const query: Readonly<Record<string, string | number | null>> = { limit: LIMIT, cursor };
    const wire: Wire['AssetRiskPage'] = await session.authorized((headers) =>
      http.get({ path: '/api/v1/risk/scores', query, headers }),
    );
    all.push(...wire.items.map(scoreOf));
    cursor = wire.next_cursor;
    if (cursor === null || page === PAGES_MAX) {
      const madeMillis = wire.made_at === null ? null : Date.parse(wire.made_at);
      return { scores: all, day: wire.day, madeMillis, assets: wire.assets, scored: wire.scored };
    }
  }
}

function useOwner(): string {
  const session = useSession();
  return session.kind === 'in' ? session.user.id : '';
}

/** All of them; only for who is logged in. */
export function useScores() {
  const exchange = useExchange();
  const owner = useOwner();
  return useQuery({
    queryKey: [PRIVATE, owner, 'risk scores'],
    queryFn: () => scores(exchange),
    enabled: owner !== '',
    refetchInterval: EVERY_MILLIS,
  });
}

/** Null: there is none of this asset yet. */
export function useScore(asset: string | null) {
  const { http, session } = useExchange();
  const owner = useOwner();
  return useQuery({
    queryKey: [PRIVATE, owner, 'risk score', asset],
    queryFn: async () => {
      const names = { currency: asset ?? '' };
      try {
        const ask = (headers: Readonly<Record<string, string>>) =>
          http.get({ path: '/api/v1/risk/scores/{currency}', names, headers });
        return scoreOf(await session.authorized(ask));
      } catch (thrown) {
        if (problemOf(thrown).code === 'not_found') {
          return null;
        }
        throw thrown;
      }
    },
    enabled: owner !== '' && asset !== null,
    refetchInterval: EVERY_MILLIS,
  });
}

/** Newest first. */
export function useScorePast(asset: string) {
  const { http, session } = useExchange();
  return useInfiniteQuery({
    queryKey: [PRIVATE, useOwner(), 'risk score past', asset],
    queryFn: async ({ pageParam }) => {
      const path = '/api/v1/risk/scores/{currency}/history';
      const query = { limit: 100, cursor: pageParam };
      const page = await session.authorized((headers) =>
        http.get({ path, names: { currency: asset }, query, headers }),
      );
      return { items: page.items.map(scoreOf), nextCursor: page.next_cursor };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useWeights() {
  const { http, session } = useExchange();
  const owner = useOwner();
  return useQuery({
    queryKey: [PRIVATE, owner, 'risk weights'],
    queryFn: (): Promise<Weights> =>
      session.authorized((headers) => http.get({ path: '/api/v1/risk/weights', headers })),
    enabled: owner !== '',
  });
}

/** For administrators; from the next computation on. Refused where they are others than those of the version by now. */
export async function changeWeights({ http, session }: Exchange, { version, ...body }: Weights): Promise<void> {
  await session.authorized((headers) => http.put({ path: '/api/v1/risk/weights', version, body, headers }));
}

/** For administrators. */
export async function computeScores({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/v1/risk/scores', headers }));
}

/** The page of how it is computed, in Markdown and English. */
export function useMethodology() {
  const { http } = useExchange();
  return useQuery({
    queryKey: ['risk methodology'],
    queryFn: async () => (await http.get({ path: '/api/v1/risk/methodology' })).markdown,
    staleTime: Infinity,
  });
}
