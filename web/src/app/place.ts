/**
 * Where on the page a person is, as the address says it, so that it can be bookmarked: `#BTC-USDT` is a market,
 * `#/account/security` a part of the account, `#/wallet/deposit/BTC` of the wallet,
 * `#/p2p/trades/4` a trade with a person, `#/admin/users` a part of the administration, `#/coins/bitcoin` a coin, `#/risk/scores/BTC` how risky an asset is,
 * `#/orders` the orders beside the market looked at last.
 */
import { useSyncExternalStore } from 'react';

export const ACCOUNT_PARTS = [
  'profile',
  'fees',
  'reports',
  'security',
  'notifications',
  'sessions',
  'own-data',
  'api-keys',
] as const;
export type AccountPart = (typeof ACCOUNT_PARTS)[number];

export const WALLET_PARTS = [
  'balances',
  'deposit',
  'withdraw',
  'convert',
  'send',
  'margin',
  'history',
  'statements',
  'allow-list',
] as const;
export type WalletPart = (typeof WALLET_PARTS)[number];

export const ADMIN_PARTS = [
  'overview',
  'users',
  'role-requests',
  'surveillance',
  'p2p',
  'markets',
  'accounts',
  'house',
  'staff-login',
  'tenants',
  'fiat-rates',
  'custody',
  'pauses',
  'hot-cold',
  'reconciliation',
  'margin',
  'terms',
  'dead-letters',
  'tasks',
  'reports',
  'audit',
] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

export const RISK_PARTS = ['scores', 'portfolio', 'alerts', 'scenarios', 'methodology', 'weights'] as const;
export type RiskPart = (typeof RISK_PARTS)[number];

export const STRATEGY_PARTS = ['backtests', 'runs', 'own', 'built'] as const;
export type StrategyPart = (typeof STRATEGY_PARTS)[number];

export const P2P_PARTS = ['market', 'trades', 'offers', 'methods', 'reliability'] as const;
export type P2pPart = (typeof P2P_PARTS)[number];

export type Place =
  | { readonly kind: 'market'; readonly symbol: string }
  | { readonly kind: 'orders' }
  | { readonly kind: 'markets' }
  | { readonly kind: 'coins'; readonly id: string | null }
  | { readonly kind: 'risk'; readonly part: RiskPart; readonly code: string | null }
  | { readonly kind: 'strategies'; readonly part: StrategyPart; readonly id: string | null }
  | { readonly kind: 'p2p'; readonly part: P2pPart; readonly id: string | null }
  | { readonly kind: 'account'; readonly part: AccountPart }
  | { readonly kind: 'wallet'; readonly part: WalletPart; readonly code: string | null }
  | { readonly kind: 'admin'; readonly part: AdminPart | null; readonly id: string | null };

const MARKETS = '#/markets';
const ORDERS = '#/orders';

export function placeOf(hash: string): Place {
  const [, kind, name] = /^#\/(account|wallet|admin|coins|risk|strategies|p2p)(?:\/(.*))?$/.exec(hash) ?? [];
  if (hash === MARKETS) {
    return { kind: 'markets' };
  }
  if (hash === ORDERS) {
    return { kind: 'orders' };
  }
  if (kind === 'account') {
    return { kind, part: ACCOUNT_PARTS.find((part) => part === name) ?? 'profile' };
  }
  if (kind === 'coins') {
    return { kind, id: textOf(name ?? '') || null };
  }
  if (kind === 'risk') {
    const [requested, code = ''] = (name ?? '').split('/');
    return { kind, part: RISK_PARTS.find((part) => part === requested) ?? 'scores', code: textOf(code) || null };
  }
  if (kind === 'strategies') {
    const [requested, id = ''] = (name ?? '').split('/');
    return { kind, part: STRATEGY_PARTS.find((part) => part === requested) ?? 'backtests', id: textOf(id) || null };
  }
  if (kind === 'p2p') {
    const [requested, id = ''] = (name ?? '').split('/');
    return { kind, part: P2P_PARTS.find((part) => part === requested) ?? 'market', id: textOf(id) || null };
  }
  if (kind === 'wallet') {
    const [requested, code] = (name ?? '').split('/');
    return {
      kind,
      part: WALLET_PARTS.find((part) => part === requested) ?? 'balances',
      code: code === undefined || code === '' ? null : code,
    };
  }
  if (kind === 'admin') {
    const [requested, id = ''] = (name ?? '').split('/');
    return { kind, part: ADMIN_PARTS.find((part) => part === requested) ?? null, id: textOf(id) || null };
  }
  return { kind: 'market', symbol: textOf(hash.slice(1)) };
}

/** An address that no page wrote may hold anything. */
function textOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}

export const accountHref = (part: AccountPart): string => `#/account/${part}`;
/** @param code code of an asset that it is about */
export const walletHref = (part: WalletPart, code?: string): string =>
  `#/wallet/${part}${code === undefined ? '' : `/${code}`}`;
/** @param id id that it is about, or a section of the page */
export const adminHref = (part: AdminPart, id?: string): string =>
  `#/admin/${part}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
export const coinsHref = (): string => '#/coins';
export const coinHref = (id: string): string => `#/coins/${encodeURIComponent(id)}`;
/** @param code code of the asset that it is about */
export const riskHref = (part: RiskPart, code?: string): string =>
  `#/risk/${part}${code === undefined ? '' : `/${encodeURIComponent(code)}`}`;
/** @param id id of the back-test, run or strategy that it is about */
export const strategyHref = (part: StrategyPart, id?: string): string =>
  `#/strategies/${part}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
/** @param id id of the offer or trade that it is about */
export const p2pHref = (part: P2pPart, id?: string): string =>
  `#/p2p/${part}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
export const marketsHref = (): string => MARKETS;
export const ordersHref = (): string => ORDERS;
export const marketHref = (symbol: string): string => `#${symbol}`;

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(onHashChange, () => location.hash));
}

export function goTo(href: string): void {
  location.hash = href;
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
