/** The administration's data from the exchange. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useAdministration, type RequestStatus, type TenantStatus, type UserFilter } from '../exchange/administration';
import type { AuditFilter } from '../exchange/audit';
import { useExchange, useSession } from '../exchange/context';
import { coldAddresses, openings, topUpRequests } from '../exchange/cold';
import { deadLetters } from '../exchange/letters';
import { useOversight } from '../exchange/oversight';
import type { Page } from '../exchange/model';
import { peopleOf, userOf } from '../exchange/people';
import { lastReconciled } from '../exchange/reconciled';
import { schedules, tasks, workers, type TaskState } from '../exchange/tasks';
import { assetTerms } from '../exchange/terms';
import { ONCE, PRIVATE } from '../exchange/queries';

const UNFINISHED_EVERY_MILLIS = 2_000;
const WAITING_EVERY_MILLIS = 10_000;

/**
 * A list that comes in pages.
 *
 * @param isUnfinished true if it changes by itself, and is asked for again
 */
export function usePages<T>(
  key: readonly unknown[],
  ask: (cursor: string | null) => Promise<Page<T>>,
  isUnfinished: (rows: readonly T[]) => boolean = () => false,
) {
  return useInfiniteQuery({
    queryKey: [PRIVATE, 'administration', ...key],
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      (state.data?.pages ?? []).some(({ items }) => isUnfinished(items)) && UNFINISHED_EVERY_MILLIS,
  });
}

export function useUsers(filter: UserFilter) {
  const administration = useAdministration();
  return usePages(['users', filter], (cursor) => administration.users(filter, cursor));
}

export function useUser(id: string) {
  const exchange = useExchange();
  return useQuery({
    queryKey: [PRIVATE, 'administration', 'user', id],
    queryFn: () => userOf(exchange, id),
    ...ONCE,
  });
}

const NO_PEOPLE: ReadonlyMap<string, string> = new Map();

/** E-mail addresses by user number, as far as the caller may see them. */
export function usePeople(): ReadonlyMap<string, string> {
  const exchange = useExchange();
  const session = useSession();
  const { data } = useQuery({
    queryKey: [PRIVATE, 'administration', 'people'],
    queryFn: () => peopleOf(exchange),
    enabled: session.kind === 'in' && session.user.permissions.includes('users_read'),
    ...ONCE,
  });
  return data ?? NO_PEOPLE;
}

export function useRoleRequests(status: RequestStatus | null) {
  const administration = useAdministration();
  return usePages(['role requests', status], (cursor) => administration.roleRequests(status, cursor));
}

export function useTenants(status: TenantStatus | null) {
  const administration = useAdministration();
  return usePages(
    ['tenants', status],
    (cursor) => administration.tenants(status, cursor),
    (tenants) => tenants.some((tenant) => tenant.status === 'creating'),
  );
}

export function useAudit(filter: AuditFilter) {
  const administration = useAdministration();
  return usePages(['audit', filter], (cursor) => administration.audit(filter, cursor));
}

export function useListedMarkets() {
  const administration = useAdministration();
  return useQuery({
    queryKey: [PRIVATE, 'administration', 'markets'],
    queryFn: () => administration.markets(),
    refetchInterval: 10_000,
  });
}

/** Cases that wait for a person, read again at intervals. */
function useWaiting<T>(name: string, ask: () => Promise<T>) {
  return useQuery({
    queryKey: [PRIVATE, 'administration', name],
    queryFn: ask,
    refetchInterval: WAITING_EVERY_MILLIS,
  });
}

export function useToDecide() {
  const oversight = useOversight();
  return useWaiting('withdrawals', () => oversight.toDecide());
}

export function useTransfersToDecide() {
  const oversight = useOversight();
  return useWaiting('transfers', () => oversight.transfers());
}

export function useArrivals() {
  const oversight = useOversight();
  return useWaiting('arrivals', () => oversight.arrivals());
}

export function useReversed() {
  const oversight = useOversight();
  return useWaiting('reversed', () => oversight.reversed());
}

export function useReconciled() {
  const exchange = useExchange();
  return useWaiting('reconciliation', () => lastReconciled(exchange));
}

export function useTerms() {
  const exchange = useExchange();
  return useWaiting('terms', () => assetTerms(exchange));
}

export function useColdAddresses() {
  const exchange = useExchange();
  return useWaiting('cold addresses', () => coldAddresses(exchange));
}

export function useTopUps() {
  const exchange = useExchange();
  return useWaiting('refills', () => topUpRequests(exchange));
}

export function useOpenings() {
  const exchange = useExchange();
  return useWaiting('openings', () => openings(exchange));
}

export function useDeadLetters(tenant: string) {
  const exchange = useExchange();
  return usePages(['dead letters', tenant], (cursor) => deadLetters(exchange, tenant, cursor));
}

export function useStopped() {
  const oversight = useOversight();
  return useWaiting('stopped', () => oversight.stopped());
}

export function useSaga(kind: string, id: string) {
  const oversight = useOversight();
  return useWaiting(`saga ${kind} ${id}`, () => oversight.saga(kind, id));
}

export function useTasks(state: TaskState | null) {
  const exchange = useExchange();
  return usePages(
    ['tasks', state],
    (cursor) => tasks(exchange, state, cursor),
    (rows) => rows.some((row) => row.state === 'queued' || row.state === 'running'),
  );
}

export function useSchedules() {
  const exchange = useExchange();
  return useWaiting('task schedules', () => schedules(exchange));
}

export function useTaskWorkers() {
  const exchange = useExchange();
  return useWaiting('task workers', () => workers(exchange));
}
