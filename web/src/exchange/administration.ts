/** Administrators' requests to the exchange: apart from those of trading and one's own account. */
import { useMemo } from 'react';
import { auditEntry, type AuditEntry, type AuditFilter } from './audit';
import { useExchange } from './context';
import { featuresOf, type Wire } from './decode';
import type { Feature } from './features';
import type { Http } from './http';
import type { Page } from './model';
import { problemOf, unlessDone } from './problem';
import type { Session } from './session';

export const ROLES = ['user', 'moderator', 'viewer', 'analyst', 'trader', 'vip_trader', 'admin', 'super_admin'] as const;
export type Role = Wire['Role'];

export const USER_STATUSES = ['active', 'suspended', 'closed'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

export interface KnownUser {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly account: string;
  readonly roles: readonly Role[];
  readonly status: UserStatus;
  readonly emailVerified: boolean;
  readonly secondFactor: boolean;
  readonly createdMillis: number;
  readonly version: number;
}

export interface UserFilter {
  /** A part of the address; empty for all. */
  readonly email: string;
  readonly role: Role | null;
  readonly status: UserStatus | null;
}

export interface UserChange {
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  readonly status: UserStatus;
  /** That was read. */
  readonly version: number;
}

export interface NewUser {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
}

export const REQUEST_STATUSES = ['pending', 'approved', 'rejected'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** A role is requested for a user; a second person decides. */
export interface RoleRequest {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly reason: string;
  readonly status: RequestStatus;
  readonly askedBy: string;
  readonly decidedBy: string | null;
  readonly createdMillis: number;
}

export interface ListedMarket {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly state: Wire['PairStatus'];
  readonly tick: string;
  readonly lot: string;
  readonly makerFee: string;
  readonly takerFee: string;
}

export const TENANT_STATUSES = ['creating', 'failed', 'active', 'suspended', 'removed', 'discarded'] as const;
export type TenantStatus = Wire['TenantStatus'];

export { FEATURES, type Feature } from './features';

/** An exchange among those of this installation. */
export interface Tenant {
  readonly number: number;
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
  readonly hosts: readonly string[];
  readonly locales: readonly string[];
  readonly features: Readonly<Record<Feature, boolean>>;
  /** Requests a minute of all its users together; null for the platform's. */
  readonly requestsAMinute: number | null;
  readonly rates: Wire['TenantRates'];
  /** Every feature that was ever configured, also one that this page does not know. */
  readonly configured: Wire['Tenant']['features'];
  /** Why it could not be made, in the exchange's words; null unless it failed. */
  readonly failure: string | null;
  readonly createdMillis: number;
  readonly version: string;
}

export interface TenantChange {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly locales: readonly string[];
  readonly features: Readonly<Record<Feature, boolean>>;
  readonly requestsAMinute: number | null;
}

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly admin: Omit<NewUser, 'roles'>;
  /** Markets of this exchange that the new one gets too, with their assets and rules. */
  readonly markets: readonly string[];
}

const PAGE = 50;

export class Administration {
  constructor(
    private readonly http: Http,
    private readonly session: Session,
  ) {}

  /** Newest first. */
  async users({ email, role, status }: UserFilter, cursor: string | null): Promise<Page<KnownUser>> {
    const query = { email: email || null, role, status, limit: PAGE, cursor };
    const page = await this.session.authorized((headers) => this.http.get({ path: '/api/v1/users/', query, headers }));
    return { items: page.items.map(knownUser), nextCursor: page.next_cursor };
  }

  async makeUser(user: NewUser): Promise<void> {
    const body = { ...personBody(user), roles: user.roles };
    await this.session.authorized((headers) => this.http.post({ path: '/api/v1/users/', headers, body }));
  }

  async changeUser(id: string, to: UserChange): Promise<void> {
    const { roles, status, version } = to;
    const body = { first_name: to.firstName, last_name: to.lastName, roles, status, version };
    const names = { id };
    await this.session.authorized((headers) => this.http.patch({ path: '/api/v1/users/{id}', names, headers, body }));
  }

  /** Newest first. */
  async roleRequests(status: RequestStatus | null, cursor: string | null): Promise<Page<RoleRequest>> {
    const query = { status, limit: PAGE, cursor };
    const page = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/v1/role-requests', query, headers }),
    );
    return { items: page.items.map(roleRequest), nextCursor: page.next_cursor };
  }

  async askForRole(userId: string, role: Role, reason: string): Promise<void> {
    const body = { user_id: userId, role, reason };
    await this.session.authorized((headers) => this.http.post({ path: '/api/v1/role-requests', headers, body }));
  }

  async decide(id: string, approve: boolean): Promise<void> {
    const path = approve ? '/api/v1/role-requests/{id}/approve' : '/api/v1/role-requests/{id}/reject';
    const names = { id };
    await this.session.authorized((headers) => this.http.post({ path, names, headers }));
  }

  async markets(): Promise<readonly ListedMarket[]> {
    const page = await this.http.get({ path: '/api/trading/pairs' });
    return page.items.map((wire) => ({
      symbol: wire.symbol,
      base: wire.base,
      quote: wire.quote,
      state: wire.status,
      tick: wire.price_tick,
      lot: wire.quantity_lot,
      makerFee: wire.maker_fee,
      takerFee: wire.taker_fee,
    }));
  }

  async haltMarket(symbol: string, halt: boolean): Promise<void> {
    const path = halt ? '/api/trading/pairs/{symbol}/halt' : '/api/trading/pairs/{symbol}/resume';
    const names = { symbol };
    await this.session.authorized((headers) => this.http.post({ path, names, headers })).catch(unlessDone);
  }

  /** By number. */
  async tenants(status: TenantStatus | null, cursor: string | null): Promise<Page<Tenant>> {
    const query = { status, limit: PAGE, cursor };
    const page = await this.session.authorized((headers) => this.http.get({ path: '/api/v1/tenants', query, headers }));
    return { items: page.items.map(tenant), nextCursor: page.next_cursor };
  }

  /** @returns whether it is made; false: it was begun, and the exchange goes on with it by itself */
  async makeTenant(wanted: NewTenant): Promise<boolean> {
    const { items: pairs } = await this.http.get({ path: '/api/trading/pairs' });
    const { items: assets } = await this.http.get({ path: '/api/trading/assets' });
    const copied = pairs.filter(({ symbol }) => wanted.markets.includes(symbol));
    const codes = new Set(copied.flatMap(({ base, quote }) => [base, quote]));
    const body: Wire['NewTenant'] = {
      slug: wanted.slug,
      name: wanted.name,
      hosts: wanted.hosts,
      assets: assets.filter(({ code }) => codes.has(code)),
      markets: copied.map(newPair),
      users: [{ ...personBody(wanted.admin), roles: ['admin'] }],
    };
    try {
      await this.session.authorized((headers) => this.http.post({ path: '/api/v1/tenants', headers, body }));
      return true;
    } catch (thrown) {
      if (problemOf(thrown).passes && (await this.#isBegun(wanted))) {
        return false;
      }
      throw thrown;
    }
  }

  /** Asking for it a second time would be refused: its slug is taken, by itself. */
  async #isBegun({ slug, name }: NewTenant): Promise<boolean> {
    for (const status of ['creating', 'active'] as const) {
      let cursor: string | null = null;
      do {
        const page: Page<Tenant> = await this.tenants(status, cursor);
        if (page.items.some((other) => other.slug === slug && other.name === name)) {
          return true;
        }
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    return false;
  }

  async configureTenant({ number, rates, configured, version }: Tenant, to: TenantChange): Promise<void> {
    const body: Wire['TenantChange'] = {
      name: to.name,
      hosts: to.hosts,
      configuration: {
        locales: to.locales,
        // Fields that are not on the page stay.
        features: { ...configured, ...to.features },
        rate_limits: { ...rates, tenant: to.requestsAMinute },
      },
    };
    const names = { number: String(number) };
    await this.session.authorized((headers) =>
      this.http.patch({ path: '/api/v1/tenants/{number}', names, version, headers, body }),
    );
  }

  async suspendTenant(number: number, suspend: boolean): Promise<void> {
    const path = suspend ? '/api/v1/tenants/{number}/suspend' : '/api/v1/tenants/{number}/resume';
    const names = { number: String(number) };
    await this.session.authorized((headers) => this.http.post({ path, names, headers }));
  }

  /** Makes what could not be made before, as it was planned. */
  async retryTenant(number: number): Promise<void> {
    const names = { number: String(number) };
    await this.session.authorized((headers) =>
      this.http.post({ path: '/api/v1/tenants/{number}/retry', names, headers, body: {} }),
    );
  }

  /** For good. */
  async removeTenant(number: number): Promise<void> {
    const names = { number: String(number) };
    await this.session.authorized((headers) => this.http.delete({ path: '/api/v1/tenants/{number}', names, headers }));
  }

  /** Newest first. */
  async audit(filter: AuditFilter, cursor: string | null, limit = PAGE): Promise<Page<AuditEntry>> {
    const query = {
      actor: filter.actor || null,
      action: filter.action || null,
      subject: filter.subject || null,
      start: filter.start || null,
      end: filter.end || null,
      limit,
      cursor,
    };
    const page = await this.session.authorized((headers) => this.http.get({ path: '/api/v1/audit', query, headers }));
    return { items: page.items.map(auditEntry), nextCursor: page.next_cursor };
  }
}

const personBody = (person: Omit<NewUser, 'roles'>) => ({
  email: person.email,
  password: person.password,
  first_name: person.firstName,
  last_name: person.lastName,
});

export const knownUser = (wire: Wire['AdminUser']): KnownUser => ({
  ...{ id: wire.id, email: wire.email, firstName: wire.first_name, lastName: wire.last_name },
  account: wire.account,
  roles: wire.roles,
  status: wire.status,
  emailVerified: wire.email_verified,
  secondFactor: wire.second_factor,
  createdMillis: Date.parse(wire.created_at),
  version: wire.version,
});

const roleRequest = (wire: Wire['RoleRequest']): RoleRequest => ({
  ...{ id: wire.id, userId: wire.user_id, role: wire.role, reason: wire.reason, status: wire.status },
  ...{ askedBy: wire.requested_by, decidedBy: wire.decided_by },
  createdMillis: Date.parse(wire.created_at),
});

const tenant = (wire: Wire['Tenant']): Tenant => ({
  number: wire.number,
  slug: wire.slug,
  name: wire.name,
  status: wire.status,
  hosts: wire.hosts,
  locales: wire.locales,
  features: featuresOf(wire.features),
  requestsAMinute: wire.rate_limits.tenant ?? null,
  rates: wire.rate_limits,
  configured: wire.features,
  failure: wire.failure?.detail ?? null,
  createdMillis: Date.parse(wire.created_at),
  version: wire.version,
});

/** A market's rules as those of a market to be listed. */
function newPair(wire: Wire['Pair']): Wire['NewPair'] {
  const { base, quote, price_scale, price_tick, max_price, quantity_lot, min_quantity, max_quantity, ...rest } = wire;
  const { min_notional, max_notional, max_position, max_open_orders, price_band, circuit_breaker } = rest;
  return {
    ...{ base, quote, price_scale, price_tick, max_price, quantity_lot, min_quantity, max_quantity },
    ...{ min_notional, max_notional, max_position, max_open_orders, price_band },
    ...(circuit_breaker === null ? {} : { circuit_breaker }),
    order_types: rest.order_types,
    fee_tiers: rest.fee_tiers,
  };
}

export function useAdministration(): Administration {
  const { http, session } = useExchange();
  return useMemo(() => new Administration(http, session), [http, session]);
}
