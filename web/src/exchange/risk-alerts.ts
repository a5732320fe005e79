/** Alerts on risk: one's own, and those that all who may see users share; docs/risk.md says when they fire. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useExchange, useSession } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { PRIVATE } from './queries';

export const ALERT_OWNERS = ['own', 'desk'] as const;
export type AlertOwner = (typeof ALERT_OWNERS)[number];
export const ALERT_SUBJECTS = ['score', 'price', 'volatility', 'portfolio_var', 'portfolio_drawdown'] as const;
export type AlertSubject = Wire['RiskAlertSubject'];
export const ALERT_SIDES = ['above', 'below'] as const;
export type AlertSide = (typeof ALERT_SIDES)[number];
export type AlertNote = Wire['RiskAlert']['note'];
export type Delivery = Wire['RiskAlertFiring']['mail'];

/** Decimals stay the text they are; those of shares are shares of one. */
export interface AlertSettings {
  readonly subject: AlertSubject;
  /** Empty: of a portfolio. */
  readonly asset: string;
  /** Owner of the portfolio of a desk's alert; none: that of all customers. */
  readonly accounts: readonly string[];
  readonly side: AlertSide;
  readonly threshold: string;
  /** How far the value has to come back before it can fire again. */
  readonly hysteresis: string;
  readonly coolDownSeconds: number;
  readonly mail: boolean;
  /** True if the browsers that are notified of fills are notified. */
  readonly push: boolean;
  /** Null: none is notified. */
  readonly webhook: string | null;
  readonly enabled: boolean;
}

export interface RiskAlert extends AlertSettings {
  readonly id: string;
  readonly version: string;
  /** False: it fired, and its value is not back yet. */
  readonly armed: boolean;
  /** How often it fired. */
  readonly fired: number;
  readonly firedMillis: number | null;
  /** Null: it was not looked at yet. */
  readonly seenMillis: number | null;
  readonly value: string | null;
  readonly note: AlertNote;
}

/** One time that an alert fired. */
export interface AlertFiring {
  readonly id: string;
  readonly subject: AlertSubject;
  readonly asset: string;
  readonly side: AlertSide;
  readonly threshold: string;
  readonly value: string;
  readonly firedMillis: number;
  readonly mail: Delivery;
  readonly webhook: Delivery;
  /** Why the webhook did not take it the last time; empty: it did. */
  readonly webhookWhy: string;
  readonly push: Delivery;
  /** Why some browser does not have it; empty: all have. */
  readonly pushWhy: string;
}

const LISTS = { own: '/api/v1/risk/alerts', desk: '/api/v1/risk/alerts/desk' } as const;
const ONES = { own: '/api/v1/risk/alerts/{id}', desk: '/api/v1/risk/alerts/desk/{id}' } as const;
const PASTS = { own: '/api/v1/risk/alerts/history', desk: '/api/v1/risk/alerts/desk/history' } as const;
const LIMIT = 50;
const EVERY_MILLIS = 60_000;

const millisOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const alertOf = (wire: Wire['RiskAlert']): RiskAlert => ({
  ...{ id: wire.id, version: wire.version, subject: wire.subject, asset: wire.asset },
  ...{ accounts: wire.accounts, side: wire.side },
  ...{ threshold: wire.threshold, hysteresis: wire.hysteresis, coolDownSeconds: wire.cool_down_seconds },
  ...{
    mail: wire.mail,
    push: wire.push,
    webhook: wire.webhook,
    enabled: wire.enabled,
    armed: wire.armed,
    fired: wire.fired,
  },
  ...{ firedMillis: millisOf(wire.fired_at), seenMillis: millisOf(wire.seen_at) },
  ...{ value: wire.value, note: wire.note },
});

const firingOf = (wire: Wire['RiskAlertFiring']): AlertFiring => ({
  ...{ id: wire.id, subject: wire.subject, asset: wire.asset, side: wire.side, threshold: wire.threshold },
  ...{ value: wire.value, firedMillis: Date.parse(wire.fired_at) },
  ...{ mail: wire.mail, webhook: wire.webhook, webhookWhy: wire.webhook_why },
  ...{ push: wire.push, pushWhy: wire.push_why },
});

const bodyOf = (owner: AlertOwner, settings: AlertSettings) => ({
  ...{ subject: settings.subject, side: settings.side, threshold: settings.threshold, hysteresis: settings.hysteresis },
  ...{
    cool_down_seconds: settings.coolDownSeconds,
    mail: settings.mail,
    push: settings.push,
    enabled: settings.enabled,
  },
  ...(settings.asset === '' ? {} : { asset: settings.asset }),
  ...(settings.webhook === null ? {} : { webhook: settings.webhook }),
  ...(owner === 'own' || settings.accounts.length === 0 ? {} : { accounts: settings.accounts.map(Number) }),
});

async function alerts({ http, session }: Exchange, owner: AlertOwner, cursor: string | null): Promise<Page<RiskAlert>> {
  const query = { limit: LIMIT, cursor };
  const page = await session.authorized((headers) => http.get({ path: LISTS[owner], query, headers }));
  return { items: page.items.map(alertOf), nextCursor: page.next_cursor };
}

async function firings(
  { http, session }: Exchange,
  owner: AlertOwner,
  cursor: string | null,
): Promise<Page<AlertFiring>> {
  const query = { limit: LIMIT, cursor };
  const page = await session.authorized((headers) => http.get({ path: PASTS[owner], query, headers }));
  return { items: page.items.map(firingOf), nextCursor: page.next_cursor };
}

/**
 * @param changed the alert as it was read, null: a new one; refused where it is another one by now
 * @returns the secret that signs the calls of its webhook, shown this once; null: it has none, or the one it had
 */
export async function putAlert(
  { http, session }: Exchange,
  owner: AlertOwner,
  changed: RiskAlert | null,
  settings: AlertSettings,
): Promise<string | null> {
  const body = bodyOf(owner, settings);
  const put = await session.authorized((headers) =>
    changed === null
      ? http.post({ path: LISTS[owner], body, headers })
      : http.put({ path: ONES[owner], names: { id: changed.id }, version: changed.version, body, headers }),
  );
  return put.webhook_secret;
}

export async function removeAlert({ http, session }: Exchange, owner: AlertOwner, id: string): Promise<void> {
  await session.authorized((headers) => http.delete({ path: ONES[owner], names: { id }, headers }));
}

/** Those of a desk are not looked at again by themselves: the exchange writes down every look. */
function useOwned<T>(
  owner: AlertOwner,
  what: string,
  ask: (exchange: Exchange, owner: AlertOwner, cursor: string | null) => Promise<Page<T>>,
) {
  const exchange = useExchange();
  const session = useSession();
  const isOwn = owner === 'own';
  return useInfiniteQuery({
    queryKey: [PRIVATE, session.kind === 'in' ? session.user.id : '', 'risk alerts', owner, what],
    queryFn: ({ pageParam }) => ask(exchange, owner, pageParam),
    enabled: session.kind === 'in',
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: isOwn && EVERY_MILLIS,
    refetchOnWindowFocus: isOwn,
    refetchOnReconnect: isOwn,
  });
}

/** Newest first. */
export const useAlerts = (owner: AlertOwner) => useOwned(owner, 'alerts', alerts);

/** Newest first. */
export const useFirings = (owner: AlertOwner) => useOwned(owner, 'firings', firings);
