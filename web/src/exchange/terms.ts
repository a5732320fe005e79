/** On which terms money of an asset moves over chains: what administrators see and change of it. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export const TERMS = [
  'minimum',
  'fee',
  'approval_above',
  'daily_user',
  'daily_vip',
  'daily_tenant',
  'deposit_minimum',
  'deposit_large',
  'hot_limit',
  'hot_low',
] as const satisfies readonly (keyof Wire['TermsChange'])[];
export type Term = (typeof TERMS)[number];

/** Sums as decimals of the asset: they are shown and typed, never counted with here. */
export interface AssetTerms {
  readonly code: string;
  /** Version that was seen; 0: as built in. */
  readonly version: number;
  readonly networks: readonly string[];
  /** Null: no limit. */
  readonly sums: Readonly<Record<Term, string | null>>;
  /** Why no withdrawal goes out now; null: they do. */
  readonly stopped: string | null;
}

export async function assetTerms(exchange: Exchange): Promise<readonly AssetTerms[]> {
  const { http, session } = exchange;
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/terms', headers }));
  return page.items.map((wire) => ({
    ...{ code: wire.currency, version: wire.version, networks: wire.networks, stopped: wire.stopped },
    sums: {
      ...{ minimum: wire.minimum, fee: wire.fee, approval_above: wire.approval_above, daily_user: wire.daily_user },
      ...{ daily_vip: wire.daily_vip, daily_tenant: wire.daily_tenant },
      ...{ deposit_minimum: wire.deposit_minimum, deposit_large: wire.deposit_large },
      ...{ hot_limit: wire.hot_limit, hot_low: wire.hot_low },
    },
  }));
}

/** All sums at once: what is null becomes as built in. Refused if another person changed them since they were seen. */
export async function changeTerms(
  exchange: Exchange,
  { code, version }: AssetTerms,
  sums: AssetTerms['sums'],
): Promise<void> {
  const { http, session } = exchange;
  const body = { version, ...sums };
  await session.authorized((headers) =>
    http.put({ path: '/api/v1/terms/{currency}', names: { currency: code }, headers, body }),
  );
}
