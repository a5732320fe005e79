/** Money on chains: what its owner asks of the exchange to bring it in and take it out. */
import { useMemo } from 'react';
import { useExchange } from './context';
import { asset as assetOf, exact, type Markets, type Wire } from './decode';
import type { Exchange, Period } from './exchange';
import type { Asset, Page } from './model';
import { amount, plain, type Amount } from '../money/money';

/** The network of the default profile, on which users may pay themselves. */
export const SIMULATED = 'simulated';

export const TRANSACTION_TYPES = ['deposit', 'withdrawal', 'internal', 'genesis'] as const;
export type TransactionType = Wire['TransactionType'];

export const TRANSACTION_STATUSES = ['pending', 'confirming', 'completed', 'failed', 'canceled', 'frozen'] as const;
export type TransactionStatus = Wire['TransactionStatus'];

const ENDED: readonly TransactionStatus[] = ['completed', 'failed', 'canceled'];
export const isOver = ({ status }: { readonly status: TransactionStatus }): boolean => ENDED.includes(status);

/** Where the caller is paid to, on one network that carries an asset; and what it costs to leave by it. */
export interface DepositAddress {
  readonly asset: Asset;
  readonly network: string;
  readonly title: string;
  readonly address: string;
  /** Until a payment is credited. */
  readonly confirmations: number;
  /** Less is not credited by itself. */
  readonly minimum: Amount;
  /** Taken out of what is withdrawn. */
  readonly withdrawalFee: Amount;
  readonly withdrawalMinimum: Amount;
}

/** Why something failed or is frozen; null where nothing is to say. */
export interface Why {
  readonly code: string;
  readonly detail: string;
}

export interface Transaction {
  readonly id: string;
  readonly type: TransactionType;
  readonly asset: Asset;
  /** Below zero where it went out. */
  readonly units: Amount;
  readonly fee: Amount | null;
  readonly status: TransactionStatus;
  /** Null: it moved over no chain. */
  readonly network: string | null;
  readonly address: string | null;
  readonly transaction: string | null;
  readonly confirmations: number | null;
  readonly confirmationsNeeded: number | null;
  readonly why: Why | null;
  readonly createdMillis: number;
}

export const STEP_NAMES = ['reserve', 'approve', 'sign', 'send', 'confirm', 'post', 'settle'] as const;
export type StepName = (typeof STEP_NAMES)[number];
export type StepState = Wire['StepState'];

export interface WithdrawalStep {
  readonly name: StepName;
  readonly state: StepState;
  readonly updatedMillis: number;
}

export interface Withdrawal {
  readonly id: string;
  readonly asset: Asset;
  /** The fee included. */
  readonly units: Amount;
  readonly fee: Amount;
  readonly receives: Amount;
  readonly network: string;
  readonly address: string;
  readonly status: TransactionStatus;
  readonly transaction: string | null;
  readonly confirmations: number;
  readonly confirmationsNeeded: number;
  readonly why: Why | null;
  readonly needsApproval: boolean;
  readonly steps: readonly WithdrawalStep[];
}

export interface NewWithdrawal {
  readonly asset: Asset;
  readonly units: Amount;
  readonly network: string;
  readonly address: string;
  readonly memo: string;
  /** Second-factor code; empty as long as none was asked for. */
  readonly code: string;
}

export interface NewInternalTransfer {
  readonly asset: Asset;
  readonly units: Amount;
  /** The e-mail address or the account number of another user. */
  readonly to: string;
  /** Second-factor code; empty as long as none was asked for. */
  readonly code: string;
}

/** Formats of plain-text accounting programs. */
export const BOOK_FORMATS = ['hledger', 'beancount'] as const;
export type BookFormat = (typeof BOOK_FORMATS)[number];

export interface TransactionFilter {
  readonly type: TransactionType | null;
  readonly currency: string | null;
  readonly status: TransactionStatus | null;
  readonly period: Period;
}

export interface AllowedAddress {
  readonly network: string;
  readonly address: string;
  readonly memo: string;
  readonly label: string;
  /** Before this it does not count. */
  readonly activeMillis: number;
}

export interface AllowList {
  /** True if money goes to listed addresses only. */
  readonly enabled: boolean;
  /** The end of that; null if it was not requested. */
  readonly offMillis: number | null;
  readonly items: readonly AllowedAddress[];
}

const PAGE = 50;

export class Custody {
  constructor(private readonly exchange: Exchange) {}

  async addresses(): Promise<readonly DepositAddress[]> {
    const { http, session } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const page = await session.authorized((headers) => http.get({ path: '/api/wallet/addresses', headers }));
    return page.items.map((wire) => depositAddress(wire, markets));
  }

  /**
   * Pays the caller from the simulated chain.
   *
   * @param key made once per deposit, so that repeating it moves the money once
   */
  async deposit(asset: Asset, network: string, of: Amount, key: string): Promise<TransactionStatus> {
    const { http, session } = this.exchange;
    const body = { currency: asset.code, network, amount: plain(of, asset.scale) };
    const wire = await this.exchange.untilKnown((headers) =>
      http.post({ path: '/api/wallet/deposit', headers: { ...headers, 'Idempotency-Key': key }, body }),
    );
    // On a real chain the answer is an address to pay to, and nothing was credited.
    if (!('sequence' in wire)) {
      return 'pending';
    }
    session.sawSequence(wire.sequence);
    return wire.status;
  }

  /** Newest first. */
  async transactions(filter: TransactionFilter, cursor: string | null, limit = PAGE): Promise<Page<Transaction>> {
    const { http, session } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const { type, status } = filter;
    const query = { type, status, ...statementQuery(filter), limit, cursor };
    const page = await session.authorized((headers) => http.get({ path: '/api/wallet/transactions', query, headers }));
    return { items: page.items.map((wire) => transaction(wire, markets)), nextCursor: page.next_cursor };
  }

  /** Every movement of the caller's money in that time, as a file for spreadsheets. */
  statement(filter: Pick<TransactionFilter, 'currency' | 'period'>): Promise<string> {
    const { http, session } = this.exchange;
    const query = { ...statementQuery(filter), format: 'csv' };
    return session.authorized((headers) => http.file({ path: '/api/wallet/statements', query, headers }));
  }

  /** Every movement of the caller's money in that time, with accounts and assertions. */
  books(format: BookFormat, period: Period): Promise<string> {
    const { http, session } = this.exchange;
    const query = { ...statementQuery({ currency: null, period }), format };
    return session.authorized((headers) => http.file({ path: '/api/wallet/export', query, headers }));
  }

  /**
   * Sends money to another user; `pending` while a second person has to decide.
   *
   * @param key made once per transfer: however often it is sent, it moves once
   */
  async send({ asset, units, to, code }: NewInternalTransfer, key: string): Promise<TransactionStatus> {
    const { http, session } = this.exchange;
    const body = { to, currency: asset.code, amount: plain(units, asset.scale), ...(code === '' ? {} : { code }) };
    const wire = await this.exchange.untilKnown((headers) =>
      http.post({ path: '/api/wallet/transfers', headers: { ...headers, 'Idempotency-Key': key }, body }),
    );
    session.sawSequence(wire.sequence);
    return wire.status;
  }

  /** Ends a transfer that waits for a second person. */
  async cancelTransfer(id: string): Promise<void> {
    const { http, session } = this.exchange;
    await session.authorized((headers) => http.delete({ path: '/api/wallet/transfers/{id}', names: { id }, headers }));
  }

  /** @param key made once per withdrawal: however often it is asked for, it is paid once */
  async withdraw(request: NewWithdrawal, key: string): Promise<Withdrawal> {
    const { http } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const body = {
      currency: request.asset.code,
      amount: plain(request.units, request.asset.scale),
      network: request.network,
      address: request.address,
      memo: request.memo || null,
      code: request.code || null,
    };
    const wire = await this.exchange.untilKnown((headers) =>
      http.post({ path: '/api/wallet/withdraw', headers: { ...headers, 'Idempotency-Key': key }, body }),
    );
    return withdrawal(wire, markets);
  }

  async withdrawal(id: string): Promise<Withdrawal> {
    const { http, session } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const names = { id };
    return withdrawal(
      await session.authorized((headers) => http.get({ path: '/api/wallet/withdrawals/{id}', names, headers })),
      markets,
    );
  }

  async cancelWithdrawal(id: string): Promise<void> {
    const { http, session } = this.exchange;
    const names = { id };
    await session.authorized((headers) => http.delete({ path: '/api/wallet/withdrawals/{id}', names, headers }));
  }

  async allowList(): Promise<AllowList> {
    const { http, session } = this.exchange;
    return allowList(await session.authorized((headers) => http.get({ path: '/api/wallet/allow-list', headers })));
  }

  /** @param code second-factor code; empty as long as none was asked for */
  async allow(entry: Omit<AllowedAddress, 'activeMillis'>, code: string): Promise<void> {
    const { http, session } = this.exchange;
    const { network, address, memo, label } = entry;
    const body = { network, address, memo: memo || null, label: label || null, code: code || null };
    await session.authorized((headers) => http.post({ path: '/api/wallet/allow-list', headers, body }));
  }

  async disallow({ network, address, memo }: AllowedAddress): Promise<void> {
    const { http, session } = this.exchange;
    const body = { network, address, memo: memo || null };
    await session.authorized((headers) => http.post({ path: '/api/wallet/allow-list/remove', headers, body }));
  }

  /** On at once; off only after a while. */
  async listOnly(enabled: boolean, code: string): Promise<void> {
    const { http, session } = this.exchange;
    const body = { enabled, code: code || null };
    await session.authorized((headers) => http.post({ path: '/api/wallet/allow-list/mode', headers, body }));
  }
}

const statementQuery = ({ currency, period }: Pick<TransactionFilter, 'currency' | 'period'>) => ({
  currency,
  from: momentOf(period.fromMillis),
  to: momentOf(period.toMillis),
});

const momentOf = (millis: number | null): string | null => (millis === null ? null : new Date(millis).toISOString());

const whyOf = (code: string | null, detail: string | null): Why | null =>
  code === null && !detail ? null : { code: code ?? '', detail: detail ?? '' };

function depositAddress(wire: Wire['Address'], markets: Markets): DepositAddress {
  const asset = assetOf(markets, wire.currency);
  const units = (text: string): Amount => amount(exact(text, asset.scale));
  return {
    asset,
    network: wire.network,
    title: wire.network_title,
    address: wire.address,
    confirmations: wire.confirmations,
    minimum: units(wire.minimum),
    withdrawalFee: units(wire.withdrawal_fee),
    withdrawalMinimum: units(wire.withdrawal_minimum),
  };
}

/** For operators, too. */
export function transaction(wire: Wire['Transaction'], markets: Markets): Transaction {
  const asset = assetOf(markets, wire.currency);
  return {
    id: wire.id,
    type: wire.type,
    asset,
    units: amount(exact(wire.amount, asset.scale)),
    fee: wire.fee === null ? null : amount(exact(wire.fee, asset.scale)),
    status: wire.status,
    network: wire.network,
    address: wire.address,
    transaction: wire.transaction,
    confirmations: wire.confirmations,
    confirmationsNeeded: wire.confirmations_needed,
    why: whyOf(wire.code, wire.detail),
    createdMillis: Date.parse(wire.created_at),
  };
}

/** For `Oversight`, too. */
export function withdrawal(wire: Wire['Withdrawal'], markets: Markets): Withdrawal {
  const asset = assetOf(markets, wire.currency);
  const units = (text: string): Amount => amount(exact(text, asset.scale));
  return {
    id: wire.id,
    asset,
    units: units(wire.amount),
    fee: units(wire.fee),
    receives: units(wire.receives),
    network: wire.network,
    address: wire.address,
    status: wire.status,
    transaction: wire.transaction,
    confirmations: wire.confirmations,
    confirmationsNeeded: wire.confirmations_needed,
    why: whyOf(wire.code, wire.detail),
    needsApproval: wire.needs_approval,
    steps: wire.steps.map(({ name, state, updated_at }) => ({ name, state, updatedMillis: Date.parse(updated_at) })),
  };
}

const allowList = (wire: Wire['AllowList']): AllowList => ({
  enabled: wire.enabled,
  offMillis: wire.off_from === null ? null : Date.parse(wire.off_from),
  items: wire.items.map(({ network, address, memo, label, active_from }) => ({
    ...{ network, address, memo, label },
    activeMillis: Date.parse(active_from),
  })),
});

export function useCustody(): Custody {
  const exchange = useExchange();
  return useMemo(() => new Custody(exchange), [exchange]);
}
