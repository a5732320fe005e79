/**
 * Where on the page a person is, as the address says it, so that it can be bookmarked: `#BTC-USDT` is a market,
 * `#/account/security` a part of the account, `#/wallet/deposit/BTC` of the wallet,
 * `#/admin/users` of the administration.
 */
import { useSyncExternalStore } from 'react';

export const ACCOUNT_PARTS = ['profile', 'fees', 'reports', 'security', 'sessions', 'api-keys'] as const;
export type AccountPart = (typeof ACCOUNT_PARTS)[number];

export const WALLET_PARTS = [
  'balances',
  'deposit',
  'withdraw',
  'convert',
  'send',
  'history',
  'statements',
  'allow-list',
] as const;
export type WalletPart = (typeof WALLET_PARTS)[number];

export const ADMIN_PARTS = [
  'users',
  'role-requests',
  'markets',
  'accounts',
  'house',
  'tenants',
  'custody',
  'hot-cold',
  'reconciliation',
  'terms',
  'dead-letters',
  'tasks',
  'reports',
  'audit',
] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

export type Place =
  | { readonly kind: 'market'; readonly symbol: string }
  | { readonly kind: 'markets' }
  | { readonly kind: 'account'; readonly part: AccountPart }
  | { readonly kind: 'wallet'; readonly part: WalletPart; readonly code: string | null }
  | { readonly kind: 'admin'; readonly part: AdminPart | null };

const MARKETS = '#/markets';

export function placeOf(hash: string): Place {
  const [, kind, name] = /^#\/(account|wallet|admin)(?:\/(.*))?$/.exec(hash) ?? [];
  if (hash === MARKETS) {
    return { kind: 'markets' };
  }
  if (kind === 'account') {
    return { kind, part: ACCOUNT_PARTS.find((part) => part === name) ?? 'profile' };
  }
  if (kind === 'wallet') {
    const [wanted, code] = (name ?? '').split('/');
    return {
      kind,
      part: WALLET_PARTS.find((part) => part === wanted) ?? 'balances',
      code: code === undefined || code === '' ? null : code,
    };
  }
  if (kind === 'admin') {
    return { kind, part: ADMIN_PARTS.find((part) => part === name) ?? null };
  }
  return { kind: 'market', symbol: symbolOf(hash) };
}

/** An address that no page wrote may hold anything. */
function symbolOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}

export const accountHref = (part: AccountPart): string => `#/account/${part}`;
/** @param code of an asset that it is about */
export const walletHref = (part: WalletPart, code?: string): string =>
  `#/wallet/${part}${code === undefined ? '' : `/${code}`}`;
export const adminHref = (part: AdminPart): string => `#/admin/${part}`;
export const marketsHref = (): string => MARKETS;
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
