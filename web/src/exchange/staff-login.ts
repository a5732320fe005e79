/** Log-in of staff by their organization's identity provider: the browser goes there, and comes back with a code. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { FreshProof } from './own-data';

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

export interface StaffBinding {
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly boundMillis: number | null;
  readonly lastUsedMillis: number | null;
  readonly invitedUntilMillis: number | null;
}

const SENT = 'flowex.staff-login';
const BINDS = 'binds';

/** @returns the name of the provider; null where there is none */
export async function staffProvider({ http }: Exchange): Promise<string | null> {
  return (await http.get({ path: '/api/auth/staff-login' })).provider;
}

/** @returns the address to which the browser goes */
export async function beginStaffLogin({ http }: Exchange): Promise<string> {
  const begun = await http.post({ path: '/api/auth/staff-login' });
  sessionStorage.setItem(SENT, 'logs in');
  return begun.authorization_url;
}

/** @returns the address to which the browser goes */
export async function beginBinding({ http, session }: Exchange, proof: FreshProof): Promise<string> {
  const begun = await session.authorized((headers) =>
    http.post({ path: '/api/auth/staff-login/binding', headers, body: proof }),
  );
  sessionStorage.setItem(SENT, BINDS);
  return begun.authorization_url;
}

export async function staffBinding({ http, session }: Exchange): Promise<StaffBinding> {
  return staffBindingOf(
    await session.authorized((headers) => http.get({ path: '/api/auth/staff-login/binding', headers })),
  );
}

export function staffBindingOf(wire: Wire['StaffBinding']): StaffBinding {
  return {
    issuer: wire.issuer,
    subject: wire.subject,
    boundMillis: millisOf(wire.bound_at),
    lastUsedMillis: millisOf(wire.last_used_at),
    invitedUntilMillis: millisOf(wire.invited_until),
  };
}

/** Finishes a binding; {@link Session.finishStaffLogin} finishes a log-in. */
export async function finishBinding({ http, session }: Exchange, returned: ProviderReturn): Promise<void> {
  const body = returnedBody(returned);
  await session.authorized((headers) => http.post({ path: '/api/auth/staff-login/binding/finish', headers, body }));
}

export function returnedBody({ code, state, issuer }: ProviderReturn) {
  return { code: code ?? '', state, ...(issuer === null ? {} : { iss: issuer }) };
}

/** @param sent what this tab remembers of going to the provider; null where it did not */
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

const millisOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));
