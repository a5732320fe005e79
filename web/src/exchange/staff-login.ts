/** Log-in of staff by their organization's identity provider: the browser goes there, and comes back with a code. */
import { useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { FreshProof } from './own-data';
import { BINDS, SENT, type ProviderReturn } from './provider-return';

export interface StaffBinding {
  /** Name of the provider of the identity, or else of the invitation; null where it was removed. */
  readonly provider: string | null;
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly boundMillis: number | null;
  readonly lastUsedMillis: number | null;
  readonly invitedUntilMillis: number | null;
  /** True if the provider ended the access of the user. */
  readonly isEnded: boolean;
}

/** Provider by which staff may log in. */
export interface StaffProvider {
  readonly id: string;
  readonly name: string;
}

/** @returns the providers, oldest first; none where the exchange has none */
async function staffProviders({ http }: Exchange): Promise<readonly StaffProvider[]> {
  return (await http.get({ path: '/api/auth/staff-login' })).providers;
}

/** @returns the providers, oldest first; undefined until they are known */
export function useStaffProviders(): readonly StaffProvider[] | undefined {
  const exchange = useExchange();
  return useQuery({ queryKey: ['staff providers'], queryFn: () => staffProviders(exchange) }).data;
}

/** @returns the address to which the browser goes */
export async function beginStaffLogin({ http }: Exchange, provider: string): Promise<string> {
  const begun = await http.post({ path: '/api/auth/staff-login', query: { provider } });
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
    provider: wire.provider_name,
    issuer: wire.issuer,
    subject: wire.subject,
    boundMillis: millisOf(wire.bound_at),
    lastUsedMillis: millisOf(wire.last_used_at),
    invitedUntilMillis: millisOf(wire.invited_until),
    isEnded: wire.deprovisioned,
  };
}

/** Finishes a log-in. */
export function finishLogin({ session }: Exchange, returned: ProviderReturn): Promise<void> {
  return session.finishStaffLogin(returnedBody(returned));
}

/** Finishes a binding. */
export async function finishBinding({ http, session }: Exchange, returned: ProviderReturn): Promise<void> {
  const body = returnedBody(returned);
  await session.authorized((headers) => http.post({ path: '/api/auth/staff-login/binding/finish', headers, body }));
}

function returnedBody({ code, state, issuer }: ProviderReturn) {
  return { code: code ?? '', state, ...(issuer === null ? {} : { iss: issuer }) };
}

const millisOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));
