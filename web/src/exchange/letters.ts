/** Messages that a consumer inside an exchange could not take: what those who run all exchanges see and decide of them. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';

export interface DeadLetter {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly number: string;
  readonly key: string;
  readonly payload: string;
  readonly state: Wire['DeadLetter']['state'];
  readonly why: string;
  readonly deadMillis: number;
}

const LIMIT = 50;

/** @param tenant the number of the exchange, 1 for the first */
export async function deadLetters(
  { http, session }: Exchange,
  tenant: string,
  cursor: string | null,
): Promise<Page<DeadLetter>> {
  const path = '/api/v1/tenants/{number}/events/dead';
  const query = { limit: LIMIT, cursor };
  const page = await session.authorized((headers) => http.get({ path, names: { number: tenant }, query, headers }));
  const items = page.items.map((wire) => ({
    ...{ id: wire.id, consumer: wire.consumer, topic: wire.topic, number: wire.number, key: wire.key },
    ...{ payload: wire.payload, state: wire.state, why: wire.why, deadMillis: Date.parse(wire.dead_at) },
  }));
  return { items, nextCursor: page.next_cursor };
}

/** Has it tried again, with what waits behind it. */
export async function redriveLetter({ http, session }: Exchange, tenant: string, id: string): Promise<void> {
  const path = '/api/v1/tenants/{number}/events/dead/{letter}/redrive';
  await session.authorized((headers) => http.post({ path, names: { number: tenant, letter: id }, headers }));
}

/** No consumer takes it. */
export async function dismissLetter({ http, session }: Exchange, tenant: string, id: string): Promise<void> {
  const path = '/api/v1/tenants/{number}/events/dead/{letter}/dismiss';
  await session.authorized((headers) => http.post({ path, names: { number: tenant, letter: id }, headers }));
}
