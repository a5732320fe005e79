/** Return of a browser from the identity provider; read at the start of the page. */

/** Fields with which the provider sent the browser back. */
export interface ProviderReturn {
  readonly kind: 'staff-login';
  /** True where an identity is bound, false for a log-in. */
  readonly binds: boolean;
  readonly state: string;
  /** Null where the provider refused. */
  readonly code: string | null;
  readonly issuer: string | null;
}

export const SENT = 'flowex.staff-login';
export const BINDS = 'binds';

/** @param sent this tab's memory of a visit to the provider; null where there was none */
export function providerReturnIn(search: string, sent: string | null): ProviderReturn | null {
  const query = new URLSearchParams(search);
  const state = query.get('state');
  if (sent === null || state === null || !(query.has('code') || query.has('error'))) {
    return null;
  }
  return { kind: 'staff-login', binds: sent === BINDS, state, code: query.get('code'), issuer: query.get('iss') };
}

/** Takes it out of the address at once: a code is nothing for a history or a bookmark. */
export function takeProviderReturn(): ProviderReturn | null {
  const returned = providerReturnIn(location.search, sessionStorage.getItem(SENT));
  if (returned !== null) {
    sessionStorage.removeItem(SENT);
    history.replaceState(null, '', location.pathname + location.hash);
  }
  return returned;
}
