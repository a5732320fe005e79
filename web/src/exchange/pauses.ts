/** Pauses of deposits, withdrawals and sweeps, by asset and network. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export const FLOWS = ['deposits', 'withdrawals', 'sweeps'] as const;
export type Flow = (typeof FLOWS)[number];

export interface Paused {
  readonly code: string;
  /** Null: all networks of the asset. */
  readonly network: string | null;
  readonly flow: Flow;
}

export interface Pause extends Paused {
  readonly reason: string;
  /** The number of a user. */
  readonly setBy: string;
  readonly setMillis: number;
}

const pausesOf = ({ items }: Wire['PausePage']): readonly Pause[] =>
  items.map(({ currency, network, flow, reason, set_by, set_at }) => ({
    ...{ code: currency, network, flow, reason },
    ...{ setBy: set_by, setMillis: Date.parse(set_at) },
  }));

export async function pauses({ http, session }: Exchange): Promise<readonly Pause[]> {
  return pausesOf(await session.authorized((headers) => http.get({ path: '/api/v1/pauses', headers })));
}

/** Set again, it has the new reason. */
export async function pause(
  { http, session }: Exchange,
  { code, network, flow }: Paused,
  reason: string,
): Promise<void> {
  const body = { flow, reason, ...(network === null ? {} : { network }) };
  await session.authorized((headers) =>
    http.put({ path: '/api/v1/pauses/{currency}', names: { currency: code }, headers, body }),
  );
}

/** Lifting one network leaves a pause of all networks in force. */
export async function liftPause({ http, session }: Exchange, { code, network, flow }: Paused): Promise<void> {
  const body = { flow, ...(network === null ? {} : { network }) };
  await session.authorized((headers) =>
    http.post({ path: '/api/v1/pauses/{currency}/lift', names: { currency: code }, headers, body }),
  );
}
