/** State of the exchange as its operators see it, asked for again and again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useExchange } from '../../exchange/context';
import { health, systemAlerts, taskCounts, views, type Health, type Views } from '../../exchange/operations';
import { PRIVATE } from '../../exchange/queries';
import { undecidedCases } from '../../exchange/surveillance';

const KEY = [PRIVATE, 'administration', 'overview'] as const;
/** Health is public, and reading it leaves no entry in the audit log. */
const HEALTH_EVERY_MILLIS = 5_000;
/** Every other read is an entry in the audit log. */
const EVERY_MILLIS = 60_000;

export interface Measured<T> {
  readonly now: T;
  /** Events of the log since the answer before, a second; null for the first one. */
  readonly eventsPerSecond: number | null;
}

interface Sample {
  readonly atMillis: number;
  readonly sequence: number | null;
}

const MILLIS = 1_000;

function rateOf(before: Sample | undefined, { atMillis, sequence }: Sample): number | null {
  if (before?.sequence == null || sequence === null || atMillis <= before.atMillis) {
    return null;
  }
  return Math.max(0, (sequence - before.sequence) / ((atMillis - before.atMillis) / MILLIS));
}

const engineSequence = ({ parts }: Health): number | null =>
  parts.find(({ name }) => name === 'engine')?.figures['sequence'] ?? null;

export function useHealth() {
  const exchange = useExchange();
  const queries = useQueryClient();
  const queryKey = [...KEY, 'health'];
  return useQuery({
    queryKey,
    queryFn: async (): Promise<Measured<Health> & { readonly sample: Sample }> => {
      const now = await health(exchange);
      const sample = { atMillis: Date.now(), sequence: engineSequence(now) };
      const before = queries.getQueryData<{ readonly sample: Sample }>(queryKey);
      return { now, sample, eventsPerSecond: rateOf(before?.sample, sample) };
    },
    refetchInterval: HEALTH_EVERY_MILLIS,
  });
}

const headOf = ({ atMillis, items }: Views): Sample => ({
  atMillis,
  sequence: items.length === 0 ? null : Math.max(...items.map(({ sequence }) => sequence)),
});

export function useViews(may: boolean) {
  const exchange = useExchange();
  const queries = useQueryClient();
  const queryKey = [...KEY, 'views'];
  return useQuery({
    queryKey,
    queryFn: async (): Promise<Measured<Views>> => {
      const now = await views(exchange);
      const before = queries.getQueryData<Measured<Views>>(queryKey);
      return { now, eventsPerSecond: rateOf(before && headOf(before.now), headOf(now)) };
    },
    refetchInterval: EVERY_MILLIS,
    enabled: may,
  });
}

/** A figure of the overview; not asked for without the permission. */
export function useFigure<T>(name: string, may: boolean, ask: () => Promise<T>) {
  return useQuery({ queryKey: [...KEY, name], queryFn: ask, refetchInterval: EVERY_MILLIS, enabled: may });
}

export function useCaseCount(may: boolean) {
  const exchange = useExchange();
  return useFigure('cases', may, () => undecidedCases(exchange));
}

export function useTaskCounts(may: boolean) {
  const exchange = useExchange();
  return useFigure('tasks', may, () => taskCounts(exchange));
}

export function useSystemAlerts(may: boolean) {
  const exchange = useExchange();
  return useFigure('alerts', may, () => systemAlerts(exchange, null));
}
