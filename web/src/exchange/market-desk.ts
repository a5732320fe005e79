/** An operator's requests about markets, stops, accounts and the exchange's own look. */
import { useMemo } from 'react';
import { useExchange } from './context';
import { featuresOf, type Wire } from './decode';
import { OPEN } from './following';
import type { Http } from './http';
import type { Feature, Page, SelfTrade } from './model';
import { problemOf, unlessDone } from './problem';
import type { Session } from './session';

/** A market with all its rules, as texts: they are shown and typed, never counted with. */
export type MarketRules = Wire['Pair'];
export type MarketState = Wire['PairStatus'];
export type MarketChange = Wire['PairChange'];
export type NewMarket = Wire['NewPair'];
export type NewAsset = Wire['Asset'];
export type FeeTier = Wire['FeeTier'];

/** The stopped scope. */
export interface Stops {
  readonly all: boolean;
  readonly markets: readonly string[];
  readonly accounts: readonly string[];
}

/** Numbers that an account may have in all markets. */
export interface OrderQuota {
  readonly openOrders: number;
  readonly clientOrderIds: number;
}

export interface AccountRisk {
  readonly account: string;
  readonly stopped: boolean;
  /** "0": none. */
  readonly group: string;
  readonly quota: OrderQuota;
  readonly limits: readonly AccountLimit[];
  /** Version of quota and limits. */
  readonly version: string;
}

/** An account at a glance. */
export interface AccountGlance {
  readonly openOrders: number;
  /** How much ever happened to it: the number of its stream's last entry. */
  readonly entries: number;
}

/** An order of any user, as texts. */
export type OthersOrder = Wire['Order'];
/** A user's balance of an asset, as texts. */
export type OthersBalance = Wire['Balance'];

/** "0" is no limit. */
export interface AccountLimit {
  readonly symbol: string;
  readonly orderValue: string;
  readonly position: string;
  readonly openOrders: number;
}

/** An exchange's look and features, as its own administrators may change it. */
export interface OwnHouse {
  readonly name: string;
  readonly branding: Wire['Branding'];
  readonly locales: readonly string[];
  readonly features: Readonly<Record<Feature, boolean>>;
  /** Every feature that was ever configured, also one that this page does not know. */
  readonly configured: Wire['Features'];
  readonly selfTrade: SelfTrade;
  /** Days that the recovery of lost second factors waits. */
  readonly recoveryDays: number;
  /** Largest cost of codes by SMS in a day, in dollars. */
  readonly smsDollars: number;
  readonly version: string;
}

export interface HouseChange {
  readonly branding: Wire['Branding'];
  readonly locales: readonly string[];
  readonly features: Wire['Features'];
  readonly selfTrade: SelfTrade;
  readonly recoveryDays: number;
  readonly smsDollars: number;
  /** That was read. */
  readonly version: string;
}

const PAGE = 50;

export class MarketDesk {
  constructor(
    private readonly http: Http,
    private readonly session: Session,
  ) {}

  async markets(): Promise<readonly MarketRules[]> {
    return (await this.http.get({ path: '/api/trading/pairs' })).items;
  }

  async assets(): Promise<readonly NewAsset[]> {
    return (await this.http.get({ path: '/api/trading/assets' })).items;
  }

  async listAsset(asset: NewAsset): Promise<void> {
    await this.session.authorized((headers) => this.http.post({ path: '/api/trading/assets', headers, body: asset }));
  }

  async listMarket(market: NewMarket): Promise<void> {
    await this.session.authorized((headers) => this.http.post({ path: '/api/trading/pairs', headers, body: market }));
  }

  async changeMarket({ symbol, version }: MarketRules, change: MarketChange): Promise<void> {
    const names = { symbol };
    await this.session.authorized((headers) =>
      this.http.patch({ path: '/api/trading/pairs/{symbol}', names, version, headers, body: change }),
    );
  }

  async setState(symbol: string, state: MarketState): Promise<void> {
    const names = { symbol };
    await this.session
      .authorized((headers) =>
        this.http.post({ path: '/api/trading/pairs/{symbol}/state', names, headers, body: { state } }),
      )
      .catch(unlessDone);
  }

  async stops(): Promise<Stops> {
    const wire = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/trading/kill-switch', headers }),
    );
    return { all: wire.on, markets: wire.pairs, accounts: wire.accounts };
  }

  async stopAll(on: boolean): Promise<void> {
    await this.session
      .authorized((headers) => this.http.put({ path: '/api/trading/kill-switch', headers, body: { on } }))
      .catch(unlessDone);
  }

  async stopMarket(symbol: string, on: boolean): Promise<void> {
    const names = { symbol };
    await this.session
      .authorized((headers) =>
        this.http.put({ path: '/api/trading/pairs/{symbol}/kill-switch', names, headers, body: { on } }),
      )
      .catch(unlessDone);
  }

  async stopAccount(number: string, on: boolean): Promise<void> {
    const names = { number };
    await this.session
      .authorized((headers) =>
        this.http.put({ path: '/api/trading/accounts/{number}/kill-switch', names, headers, body: { on } }),
      )
      .catch(unlessDone);
  }

  /** Null where there is no such account. */
  async risk(number: string): Promise<AccountRisk | null> {
    const names = { number };
    try {
      const wire = await this.session.authorized((headers) =>
        this.http.get({ path: '/api/trading/accounts/{number}/risk', names, headers }),
      );
      return {
        account: wire.account,
        stopped: wire.killed,
        group: wire.prevention_group,
        quota: {
          openOrders: wire.order_quota.max_open_orders,
          clientOrderIds: wire.order_quota.max_client_order_ids,
        },
        limits: wire.limits.map((limit) => ({
          symbol: limit.symbol,
          orderValue: limit.max_order_value,
          position: limit.max_position,
          openOrders: limit.max_open_orders,
        })),
        version: wire.version,
      };
    } catch (thrown) {
      if (problemOf(thrown).status === 404) {
        return null;
      }
      throw thrown;
    }
  }

  /** Null where there is no such account, or the caller may not see other users. */
  async glance(number: string): Promise<AccountGlance | null> {
    const { slug } = await this.http.get({ path: '/api/tenant' });
    const names = { tenantId: slug, id: number };
    try {
      const wire = await this.session.authorized((headers) =>
        this.http.get({ path: '/accounts/{tenantId}/{id}', names, headers }),
      );
      return { openOrders: wire.open_orders, entries: wire.last_number };
    } catch (thrown) {
      if (problemOf(thrown).status === 404) {
        return null;
      }
      throw thrown;
    }
  }

  /** Balances of all assets. The exchange writes down who looked. */
  async balancesOf(number: string): Promise<readonly OthersBalance[]> {
    const names = { number };
    const wire = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/wallet/accounts/{number}/balances', names, headers }),
    );
    return wire.items;
  }

  /** Newest first. The exchange writes down who looked. */
  async ordersOf(number: string, onlyOpen: boolean, cursor: string | null): Promise<Page<OthersOrder>> {
    const names = { number };
    const query = { ...(onlyOpen ? { status: OPEN.join(',') } : {}), limit: PAGE, cursor };
    const page = await this.session.authorized((headers) =>
      this.http.get({ path: '/api/trading/accounts/{number}/orders', names, query, headers }),
    );
    return { items: page.items, nextCursor: page.next_cursor };
  }

  async limit({ account, version }: AccountRisk, to: AccountLimit): Promise<void> {
    const { symbol, orderValue, position, openOrders } = to;
    const names = { number: account, symbol };
    const body = { max_order_value: orderValue, max_position: position, max_open_orders: openOrders };
    await this.session
      .authorized((headers) =>
        this.http.put({ path: '/api/trading/accounts/{number}/limits/{symbol}', names, version, headers, body }),
      )
      .catch(unlessDone);
  }

  /** Zero means the default of the exchange. */
  async setQuota({ account, version }: AccountRisk, { openOrders, clientOrderIds }: OrderQuota): Promise<void> {
    const names = { number: account };
    const body = { max_open_orders: openOrders, max_client_order_ids: clientOrderIds };
    await this.session
      .authorized((headers) =>
        this.http.put({ path: '/api/trading/accounts/{number}/order-quota', names, version, headers, body }),
      )
      .catch(unlessDone);
  }

  async group(number: string, group: string): Promise<void> {
    const names = { number };
    await this.session
      .authorized((headers) =>
        this.http.put({ path: '/api/trading/accounts/{number}/prevention-group', names, headers, body: { group } }),
      )
      .catch(unlessDone);
  }

  async ownHouse(): Promise<OwnHouse> {
    const wire = await this.session.authorized((headers) => this.http.get({ path: '/api/v1/tenant', headers }));
    return {
      name: wire.name,
      branding: wire.branding,
      locales: wire.locales,
      features: featuresOf(wire.features),
      configured: wire.features,
      selfTrade: wire.self_trade_prevention,
      recoveryDays: wire.recovery_days,
      smsDollars: wire.sms_dollars_per_day,
      version: wire.version,
    };
  }

  async changeHouse(to: HouseChange): Promise<void> {
    const body = {
      branding: to.branding,
      locales: to.locales,
      features: to.features,
      self_trade_prevention: to.selfTrade,
      recovery_days: to.recoveryDays,
      sms_dollars_per_day: to.smsDollars,
    };
    const { version } = to;
    await this.session.authorized((headers) => this.http.patch({ path: '/api/v1/tenant', version, headers, body }));
  }
}

export function useMarketDesk(): MarketDesk {
  const { http, session } = useExchange();
  return useMemo(() => new MarketDesk(http, session), [http, session]);
}
