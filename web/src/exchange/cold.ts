/** Balances of the hot wallet and of cold addresses: administrators' views and requests. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export type ColdState = Wire['ColdAddress']['state'];

/** An address whose keys are elsewhere, to which what is too much goes. */
export interface ColdAddress {
  readonly id: string;
  readonly code: string;
  readonly network: string;
  readonly address: string;
  readonly state: ColdState;
  /** The number of a user. */
  readonly requestedBy: string;
  readonly requestedMillis: number;
  /** Null until a second person let it through. */
  readonly activeMillis: number | null;
}

/** Requests to people to bring money back from a cold address. */
export interface TopUp {
  readonly id: string;
  readonly code: string;
  readonly network: string;
  /** In smallest units of the coin. */
  readonly chainUnits: string;
  readonly from: string;
  readonly to: string;
  readonly state: Wire['Refill']['state'];
  readonly createdMillis: number;
  readonly updatedMillis: number;
}

/** Balances of the hot wallet from before its first watch. */
export interface Opening {
  readonly id: string;
  readonly code: string;
  readonly network: string;
  readonly address: string;
  /** In smallest units of the coin. */
  readonly chainUnits: string;
  /** Height of the block at which it lay there. */
  readonly height: number;
  readonly openedMillis: number;
  /** The person who confirmed that it is the exchange's own, and the time; null: not yet. */
  readonly acknowledged: { readonly by: string; readonly atMillis: number } | null;
}

const TOP_UPS = 100;

/** Newest first. */
export async function coldAddresses({ http, session }: Exchange): Promise<readonly ColdAddress[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/cold', headers }));
  return page.items.map((wire) => ({
    ...{ id: wire.id, code: wire.currency, network: wire.network, address: wire.address, state: wire.state },
    ...{ requestedBy: wire.asked_by, requestedMillis: Date.parse(wire.asked_at) },
    activeMillis: wire.active_from === null ? null : Date.parse(wire.active_from),
  }));
}

/** The one to which money of an asset goes on a network now: of several that are active the last. */
export function countingOf(all: readonly ColdAddress[], code: string, network: string): ColdAddress | null {
  const since = ({ activeMillis }: ColdAddress): number => activeMillis ?? 0;
  const active = all.filter(
    (cold) => cold.code === code && cold.network === network && cold.state === 'active' && cold.activeMillis !== null,
  );
  return active.reduce<ColdAddress | null>(
    (last, cold) => (last === null || since(cold) > since(last) ? cold : last),
    null,
  );
}

/** A second person decides. */
export async function askForColdAddress(
  { http, session }: Exchange,
  proposed: Pick<ColdAddress, 'code' | 'network' | 'address'>,
): Promise<void> {
  const body = { currency: proposed.code, network: proposed.network, address: proposed.address };
  await session.authorized((headers) => http.post({ path: '/api/v1/cold', headers, body }));
}

/** Approved by another person than its proposer; refused by any administrator. */
export async function decideColdAddress({ http, session }: Exchange, id: string, approve: boolean): Promise<void> {
  const path = approve ? '/api/v1/cold/{id}/approve' : '/api/v1/cold/{id}/refuse';
  await session.authorized((headers) => http.post({ path, names: { id }, headers }));
}

/** Nothing more goes there, at once. */
export async function retireColdAddress({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/v1/cold/{id}/retire', names: { id }, headers }));
}

/** Newest first. */
export async function topUpRequests({ http, session }: Exchange): Promise<readonly TopUp[]> {
  const query = { limit: TOP_UPS };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/refills', query, headers }));
  return page.items.map((wire) => ({
    ...{ id: wire.id, code: wire.currency, network: wire.network, chainUnits: wire.chain_units },
    ...{ from: wire.cold, to: wire.hot, state: wire.state },
    ...{ createdMillis: Date.parse(wire.created_at), updatedMillis: Date.parse(wire.updated_at) },
  }));
}

/** While it is needed it is asked for again. */
export async function cancelTopUp({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/v1/refills/{id}/cancel', names: { id }, headers }));
}

/** Newest first. */
export async function openings({ http, session }: Exchange): Promise<readonly Opening[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/openings', headers }));
  return page.items.map((wire) => ({
    ...{ id: wire.id, code: wire.currency, network: wire.network, address: wire.address },
    ...{ chainUnits: wire.chain_units, height: wire.height, openedMillis: Date.parse(wire.opened_at) },
    acknowledged:
      wire.acknowledged_by === null || wire.acknowledged_at === null
        ? null
        : { by: wire.acknowledged_by, atMillis: Date.parse(wire.acknowledged_at) },
  }));
}

/** Says that it is the exchange's own. */
export async function acknowledgeOpening({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) =>
    http.post({ path: '/api/v1/openings/{id}/acknowledge', names: { id }, headers }),
  );
}
