/** The identity providers of the staff, as administrators set them, and their tokens for provisioning. */
import type { components } from './contract';
import type { Exchange } from './exchange';
import type { Page } from './model';

type Wire = components['schemas'];

export type ProviderForm = Wire['IdentityProviderForm'];
export type RoleRule = Wire['ProviderRoleRule'];

export const ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Roles that people may have whom the provider makes here. */
export const PROVISIONED_ROLES = ['viewer', 'analyst', 'trader', 'vip_trader'] as const;
export type ProvisionedRole = (typeof PROVISIONED_ROLES)[number];

export type Provider = Wire['IdentityProvider'];

export interface ScimToken {
  readonly id: string;
  /** Id of the provider for which it was made. */
  readonly provider: string;
  readonly name: string;
  readonly role: Wire['Role'];
  readonly madeMillis: number;
  readonly expiresMillis: number;
  readonly lastUsedMillis: number | null;
}

/** Group that a provider keeps here; the provider alone changes it. */
export interface StaffGroup {
  readonly id: string;
  /** Id of its provider. */
  readonly provider: string;
  readonly name: string;
  /** Number of members. */
  readonly members: number;
  /** Roles that rules of the provider map to it. */
  readonly roles: readonly Wire['Role'][];
  readonly changedMillis: number;
}

export interface GroupMember {
  readonly userId: string;
  /** Name at the provider; null if it never named the person. */
  readonly userName: string | null;
}

/** @returns the providers, oldest first */
export async function identityProviders({ http, session }: Exchange): Promise<readonly Provider[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/staff-login/providers', headers }));
  return page.items;
}

export async function addProvider({ http, session }: Exchange, body: ProviderForm): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/v1/staff-login/providers', headers, body }));
}

/** @param provider as it was read; a change of it in the meantime is refused */
export async function changeProvider(
  { http, session }: Exchange,
  provider: Provider,
  body: ProviderForm,
): Promise<void> {
  const names = { id: provider.id };
  const version = String(provider.version);
  await session.authorized((headers) =>
    http.put({ path: '/api/v1/staff-login/providers/{id}', names, version, headers, body }),
  );
}

/** @returns how many people, sessions and tokens it ended for */
export async function removeProvider(
  { http, session }: Exchange,
  id: string,
): Promise<Wire['IdentityProviderRemoved']> {
  const names = { id };
  return session.authorized((headers) => http.delete({ path: '/api/v1/staff-login/providers/{id}', names, headers }));
}

export async function checkProvider({ http, session }: Exchange, id: string): Promise<Wire['IdentityProviderCheck']> {
  const names = { id };
  return session.authorized((headers) =>
    http.post({ path: '/api/v1/staff-login/providers/{id}/check', names, headers }),
  );
}

export async function scimTokens({ http, session }: Exchange): Promise<readonly ScimToken[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/staff-login/scim-tokens', headers }));
  return page.items.map((token) => ({
    id: token.id,
    provider: token.provider,
    name: token.name,
    role: token.role,
    madeMillis: Date.parse(token.made_at),
    expiresMillis: Date.parse(token.expires_at),
    lastUsedMillis: token.last_used_at === null ? null : Date.parse(token.last_used_at),
  }));
}

/** @returns the secret, which the exchange shows this once */
export async function makeScimToken(
  { http, session }: Exchange,
  body: { readonly provider: string; readonly name: string; readonly role: ProvisionedRole },
): Promise<string> {
  const made = await session.authorized((headers) =>
    http.post({ path: '/api/v1/staff-login/scim-tokens', headers, body }),
  );
  return made.token;
}

export async function revokeScimToken({ http, session }: Exchange, id: string): Promise<void> {
  const names = { id };
  await session.authorized((headers) => http.delete({ path: '/api/v1/staff-login/scim-tokens/{id}', names, headers }));
}

/** @returns groups of all providers, oldest first */
export async function staffGroups({ http, session }: Exchange, cursor: string | null): Promise<Page<StaffGroup>> {
  const page = await session.authorized((headers) =>
    http.get({ path: '/api/v1/staff-login/groups', query: { cursor }, headers }),
  );
  const items = page.items.map(({ id, provider, name, members, roles, changed_at }) => ({
    ...{ id, provider, name, members, roles },
    changedMillis: Date.parse(changed_at),
  }));
  return { items, nextCursor: page.next_cursor };
}

export async function groupMembers(
  { http, session }: Exchange,
  id: string,
  cursor: string | null,
): Promise<Page<GroupMember>> {
  const names = { id };
  const page = await session.authorized((headers) =>
    http.get({ path: '/api/v1/staff-login/groups/{id}/members', names, query: { cursor }, headers }),
  );
  const items = page.items.map(({ user_id, user_name }) => ({ userId: user_id, userName: user_name }));
  return { items, nextCursor: page.next_cursor };
}
