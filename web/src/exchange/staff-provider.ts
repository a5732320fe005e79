/** The identity provider of the staff, as administrators set it, and its tokens for provisioning. */
import type { components } from './contract';
import type { Exchange } from './exchange';
import { problemOf } from './problem';

type Wire = components['schemas'];

export type ProviderForm = Wire['IdentityProviderForm'];
export type RoleRule = Wire['ProviderRoleRule'];

export const ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Roles that people may have whom the provider makes here. */
export const PROVISIONED_ROLES = ['viewer', 'analyst', 'trader', 'vip_trader'] as const;
export type ProvisionedRole = (typeof PROVISIONED_ROLES)[number];

/** The settings; null for those of a provider that was not set yet. */
export interface ProviderRead {
  readonly provider: Wire['IdentityProvider'] | null;
  readonly version: number;
}

export interface ScimToken {
  readonly id: string;
  readonly name: string;
  readonly role: Wire['Role'];
  readonly madeMillis: number;
  readonly expiresMillis: number;
  readonly lastUsedMillis: number | null;
}

export async function providerRead({ http, session }: Exchange): Promise<ProviderRead> {
  try {
    const provider = await session.authorized((headers) => http.get({ path: '/api/v1/staff-login', headers }));
    return { provider, version: provider.version };
  } catch (thrown) {
    if (problemOf(thrown).code === 'not_found') {
      return { provider: null, version: 0 };
    }
    throw thrown;
  }
}

/** @param version that was read; 0 where there was none */
export async function putProvider({ http, session }: Exchange, body: ProviderForm, version: number): Promise<void> {
  const seen = version === 0 ? { ifNone: true } : { version: String(version) };
  await session.authorized((headers) => http.put({ path: '/api/v1/staff-login', ...seen, headers, body }));
}

export async function removeProvider({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.delete({ path: '/api/v1/staff-login', headers }));
}

export async function checkProvider({ http, session }: Exchange): Promise<Wire['IdentityProviderCheck']> {
  return session.authorized((headers) => http.post({ path: '/api/v1/staff-login/check', headers }));
}

export async function scimTokens({ http, session }: Exchange): Promise<readonly ScimToken[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/staff-login/scim-tokens', headers }));
  return page.items.map((token) => ({
    id: token.id,
    name: token.name,
    role: token.role,
    madeMillis: Date.parse(token.made_at),
    expiresMillis: Date.parse(token.expires_at),
    lastUsedMillis: token.last_used_at === null ? null : Date.parse(token.last_used_at),
  }));
}

/** @returns the secret, which the exchange shows this once */
export async function makeScimToken({ http, session }: Exchange, name: string, role: ProvisionedRole): Promise<string> {
  const body: Wire['ScimTokenForm'] = { name, role };
  const made = await session.authorized((headers) =>
    http.post({ path: '/api/v1/staff-login/scim-tokens', headers, body }),
  );
  return made.token;
}

export async function revokeScimToken({ http, session }: Exchange, id: string): Promise<void> {
  const names = { id };
  await session.authorized((headers) => http.delete({ path: '/api/v1/staff-login/scim-tokens/{id}', names, headers }));
}
