/** How an installation runs: what its operators see of parts, views, tasks and alerts. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';

export type PartState = 'up' | 'impaired' | 'down';

/** A part of the server. */
export interface PartHealth {
  readonly name: string;
  readonly state: PartState;
  /** Null: well, or not for the caller's address. */
  readonly why: string | null;
  /** Null: not for the caller's address. */
  readonly sinceMillis: number | null;
  /** Measurements, whose names end with their unit. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Health {
  readonly status: 'ok' | 'limited' | 'failing';
  readonly parts: readonly PartHealth[];
  /** True if the caller's address may see reasons and measurements. */
  readonly isDetailed: boolean;
}

/** An alert of the installation. */
export interface SystemAlert {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly sinceMillis: number;
  /** Null: it holds. */
  readonly endedMillis: number | null;
}

/** A view of the event log. */
export interface View {
  readonly name: Wire['View']['name'];
  /** Number of the last event that it shows. */
  readonly sequence: number;
  readonly stopped: readonly { readonly tenant: number; readonly event: number; readonly why: string }[];
  readonly rebuild: Wire['View']['rebuild']['stage'];
}

export interface Views {
  readonly atMillis: number;
  readonly items: readonly View[];
}

const OK = 'ok';
const IMPAIRED = 'impaired';
const ALERTS = 20;

/** Public; the exchange says more to the addresses of its operators. */
export async function health({ http }: Exchange): Promise<Health> {
  const wire = await http.get({ path: '/health' });
  const components = wire.components ?? null;
  const parts =
    components?.map(({ name, state, why, since, figures }) => ({
      ...{ name, state, why, figures },
      sinceMillis: Date.parse(since),
    })) ??
    Object.entries(wire.parts ?? {}).map(([name, status]) => ({
      ...{ name, why: null, sinceMillis: null, figures: {} },
      state: status === OK ? ('up' as const) : status === IMPAIRED ? ('impaired' as const) : ('down' as const),
    }));
  return { status: wire.status, parts, isDetailed: components !== null };
}

/** Newest first. */
export async function systemAlerts({ http, session }: Exchange, cursor: string | null): Promise<Page<SystemAlert>> {
  const query = { limit: ALERTS, cursor };
  const page = await session.authorized((headers) => http.get({ path: '/api/tasks/alerts', query, headers }));
  const items = page.items.map((wire) => ({
    ...{ id: wire.id, name: wire.name, why: wire.why, sinceMillis: Date.parse(wire.since) },
    endedMillis: wire.ended_at === null ? null : Date.parse(wire.ended_at),
  }));
  return { items, nextCursor: page.next_cursor };
}

export async function views({ http, session }: Exchange): Promise<Views> {
  const wire = await session.authorized((headers) => http.get({ path: '/api/v1/views', headers }));
  const items = wire.items.map(({ name, sequence, stopped_tenants, rebuild }) => ({
    ...{ name, sequence, rebuild: rebuild.stage },
    stopped: stopped_tenants.map(({ tenant, event, why }) => ({ tenant, event, why })),
  }));
  return { atMillis: Date.now(), items };
}

/** Number of the caller's exchange's tasks in each state that is not over well. */
export async function taskCounts({
  http,
  session,
}: Exchange): Promise<Readonly<Record<'queued' | 'running' | 'dead', number>>> {
  const page = await session.authorized((headers) => http.get({ path: '/api/tasks/queues', headers }));
  const sum = (state: Wire['TaskQueue']['state']): number =>
    page.items.filter((queue) => queue.state === state).reduce((all, { tasks }) => all + tasks, 0);
  return { queued: sum('queued'), running: sum('running'), dead: sum('dead') };
}
