/** Work that the exchange does by itself: what administrators see of their own tenant's, and do with it. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';

export type TaskState = Wire['Task']['state'];
export type TaskKind = Wire['TaskKind'];

export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly state: TaskState;
  readonly progress: number;
  readonly note: string;
  readonly why: string | null;
  readonly createdMillis: number;
  readonly steps: readonly string[];
}

export interface Schedule {
  readonly kind: TaskKind;
  readonly cron: string;
  readonly zone: string;
  readonly enabled: boolean;
  readonly version: string;
  readonly nextMillis: number | null;
}

export interface Worker {
  readonly name: string;
  readonly here: boolean;
  readonly busy: number;
  readonly threads: number;
}

const LIMIT = 50;

/** @param state null: in whichever */
export async function tasks(
  { http, session }: Exchange,
  state: TaskState | null,
  cursor: string | null,
): Promise<Page<Task>> {
  const query = { limit: LIMIT, cursor, state };
  const page = await session.authorized((headers) => http.get({ path: '/api/tasks', query, headers }));
  const items = page.items.map((wire) => ({
    ...{ id: wire.id, kind: wire.kind, state: wire.state, progress: wire.progress, note: wire.note, why: wire.why },
    createdMillis: Date.parse(wire.created_at),
    steps: wire.steps.map((step) => `${step.name}: ${step.state}${step.note === '' ? '' : ` (${step.note})`}`),
  }));
  return { items, nextCursor: page.next_cursor };
}

export async function schedules({ http, session }: Exchange): Promise<readonly Schedule[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/tasks/schedules', headers }));
  return page.items.map((wire) => ({
    ...{ kind: wire.kind as TaskKind, cron: wire.cron, zone: wire.zone, enabled: wire.enabled },
    version: wire.version,
    nextMillis: wire.next_at === null ? null : Date.parse(wire.next_at),
  }));
}

/** Processes that work on tasks; for who runs all exchanges. */
export async function workers({ http, session }: Exchange): Promise<readonly Worker[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/tasks/workers', headers }));
  return page.items.map(({ name, here, busy, threads }) => ({ name, here, busy, threads }));
}

export async function runTask({ http, session }: Exchange, kind: TaskKind): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/tasks', body: { kind }, headers }));
}

export async function retryTask({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/tasks/{id}/retry', names: { id }, headers }));
}

export async function cancelTask({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/tasks/{id}/cancel', names: { id }, headers }));
}

/** Refused where the schedule is another one by now. */
export async function switchSchedule({ http, session }: Exchange, { kind, version, enabled }: Schedule): Promise<void> {
  const path = '/api/tasks/kinds/{kind}/schedule';
  await session.authorized((headers) =>
    http.put({ path, names: { kind }, version, body: { enabled: !enabled }, headers }),
  );
}
