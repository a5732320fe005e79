/** History of log-ins and refused attempts: one's own, and that of a customer for operators. */
import type { components } from './contract';
import type { Exchange } from './exchange';

type Wire = components['schemas'];

/** Log-ins of one day with the same way, outcome and network. */
export interface LogIns {
  readonly way: Wire['LogIn']['way'];
  readonly refused: boolean;
  /** Null for further networks together. */
  readonly network: string | null;
  readonly agent: string;
  readonly times: number;
  readonly lastMillis: number;
}

const logIns = (wire: Wire['LogIn']): LogIns => ({
  way: wire.way,
  refused: wire.outcome === 'refused',
  network: wire.network,
  agent: wire.user_agent,
  times: wire.times,
  lastMillis: Date.parse(wire.last_at),
});

export async function ownLogIns({ http, session }: Exchange): Promise<readonly LogIns[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/auth/log-ins', headers }));
  return page.items.map(logIns);
}

export async function logInsOf({ http, session }: Exchange, user: string): Promise<readonly LogIns[]> {
  const names = { id: user };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/users/{id}/log-ins', names, headers }));
  return page.items.map(logIns);
}
