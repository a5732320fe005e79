/** Money on chains: what administrators see and decide of it. */
import { useMemo } from 'react';
import { useExchange } from './context';
import { withdrawal, type StepState, type Withdrawal } from './custody';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';

export type RiskReason = Wire['WithdrawalToDecide']['reasons'][number];

/** A withdrawal that waits for a second person. */
export interface ToDecide {
  readonly account: string;
  readonly userId: string;
  /** 0 to 100. */
  readonly risk: number;
  readonly reasons: readonly RiskReason[];
  readonly withdrawal: Withdrawal;
}

/** A transfer to another user that waits for a second person. */
export interface TransferToDecide {
  readonly id: string;
  readonly account: string;
  readonly receiver: string;
  readonly userId: string;
  /** 0 to 100. */
  readonly risk: number;
  readonly reasons: readonly RiskReason[];
  readonly code: string;
  /** A decimal of the asset, below zero. */
  readonly amount: string;
  readonly createdMillis: number;
}

/** A payment from outside. */
export interface Arrival {
  readonly id: string;
  readonly network: string;
  readonly transaction: string;
  /** Owner; null: none. */
  readonly account: string | null;
  /** The contract; empty for the network's own coin. */
  readonly token: string;
  /** In smallest units of what was paid. */
  readonly chainUnits: string;
  readonly state: Wire['Arrival']['state'];
  readonly why: string;
  readonly arrivedMillis: number;
}

export interface SagaStep {
  readonly name: string;
  readonly state: StepState;
  readonly attempts: number;
  readonly note: string;
  readonly updatedMillis: number;
}

/** Work of several steps. */
export interface Saga {
  readonly id: string;
  readonly kind: string;
  readonly state: Wire['Saga']['state'];
  readonly attempts: number;
  /** Past the point from which nothing is undone by itself. */
  readonly committed: boolean;
  readonly why: string;
  readonly updatedMillis: number;
  readonly steps: readonly SagaStep[];
}

const LIMIT = 100;

export class Oversight {
  constructor(private readonly exchange: Exchange) {}

  /** Oldest first. */
  async toDecide(): Promise<Page<ToDecide>> {
    const { http, session } = this.exchange;
    const markets = await this.exchange.knownMarkets();
    const query = { limit: LIMIT };
    const page = await session.authorized((headers) => http.get({ path: '/api/v1/withdrawals', query, headers }));
    const items = page.items.map((wire) => ({
      account: wire.account,
      userId: wire.user_id,
      risk: wire.risk,
      reasons: wire.reasons,
      withdrawal: withdrawal(wire.withdrawal, markets),
    }));
    return { items, nextCursor: page.next_cursor };
  }

  async decide(id: string, approve: boolean): Promise<void> {
    const { http, session } = this.exchange;
    const path = approve ? '/api/v1/withdrawals/{id}/approve' : '/api/v1/withdrawals/{id}/refuse';
    await session.authorized((headers) => http.post({ path, names: { id }, headers }));
  }

  /** Transfers between users, oldest first. */
  async transfers(): Promise<Page<TransferToDecide>> {
    const { http, session } = this.exchange;
    const query = { limit: LIMIT };
    const page = await session.authorized((headers) => http.get({ path: '/api/v1/transfers', query, headers }));
    const items = page.items.map(({ account, receiver, user_id, risk, reasons, transfer }) => ({
      ...{ id: transfer.id, account, receiver, userId: user_id, risk, reasons },
      ...{ code: transfer.currency, amount: transfer.amount, createdMillis: Date.parse(transfer.created_at) },
    }));
    return { items, nextCursor: page.next_cursor };
  }

  async decideTransfer(id: string, approve: boolean): Promise<void> {
    const { http, session } = this.exchange;
    const path = approve ? '/api/v1/transfers/{id}/approve' : '/api/v1/transfers/{id}/refuse';
    await session.authorized((headers) => http.post({ path, names: { id }, headers }));
  }

  /** Deposits that were not credited automatically. */
  arrivals(): Promise<Page<Arrival>> {
    return this.#arrivals('kept');
  }

  /** Deposits that were credited before their block vanished: frozen, reversed, or owed. */
  reversed(): Promise<Page<Arrival>> {
    return this.#arrivals('reversed');
  }

  async #arrivals(which: 'kept' | 'reversed'): Promise<Page<Arrival>> {
    const { http, session } = this.exchange;
    const query = { which, limit: LIMIT };
    const page = await session.authorized((headers) => http.get({ path: '/api/v1/arrivals', query, headers }));
    return { items: page.items.map(arrival), nextCursor: page.next_cursor };
  }

  /** @param account its owner; null where it names one itself */
  async credit(id: string, account: string | null): Promise<void> {
    const { http, session } = this.exchange;
    const body = { account };
    await session.authorized((headers) =>
      http.post({ path: '/api/v1/arrivals/{id}/credit', names: { id }, headers, body }),
    );
  }

  async ignore(id: string, reason: string): Promise<void> {
    const { http, session } = this.exchange;
    const body = { reason };
    await session.authorized((headers) =>
      http.post({ path: '/api/v1/arrivals/{id}/ignore', names: { id }, headers, body }),
    );
  }

  /** Those that have stopped and wait for a human, newest first; without their steps. */
  async stopped(): Promise<Page<Saga>> {
    const { http, session } = this.exchange;
    const query = { state: 'stopped', limit: LIMIT };
    const page = await session.authorized((headers) => http.get({ path: '/api/v1/sagas', query, headers }));
    return { items: page.items.map(saga), nextCursor: page.next_cursor };
  }

  async saga(kind: string, id: string): Promise<Saga> {
    const { http, session } = this.exchange;
    const names = { kind, id };
    return saga(await session.authorized((headers) => http.get({ path: '/api/v1/sagas/{kind}/{id}', names, headers })));
  }

  async redrive({ kind, id }: Saga): Promise<void> {
    const { http, session } = this.exchange;
    const names = { kind, id };
    await session.authorized((headers) => http.post({ path: '/api/v1/sagas/{kind}/{id}/redrive', names, headers }));
  }

  async abandon({ kind, id }: Saga, reason: string): Promise<void> {
    const { http, session } = this.exchange;
    const names = { kind, id };
    const body = { reason };
    await session.authorized((headers) =>
      http.post({ path: '/api/v1/sagas/{kind}/{id}/abandon', names, headers, body }),
    );
  }
}

const arrival = (wire: Wire['Arrival']): Arrival => ({
  id: wire.id,
  network: wire.network,
  transaction: wire.transaction,
  account: wire.account,
  token: wire.token,
  chainUnits: wire.chain_units,
  state: wire.state,
  why: wire.why,
  arrivedMillis: Date.parse(wire.arrived_at),
});

const saga = (wire: Wire['Saga']): Saga => ({
  id: wire.id,
  kind: wire.kind,
  state: wire.state,
  attempts: wire.attempts,
  committed: wire.committed,
  why: wire.why,
  updatedMillis: Date.parse(wire.updated_at),
  steps: wire.steps.map(({ name, state, attempts, note, updated_at }) => ({
    ...{ name, state, attempts, note },
    updatedMillis: Date.parse(updated_at),
  })),
});

export function useOversight(): Oversight {
  const exchange = useExchange();
  return useMemo(() => new Oversight(exchange), [exchange]);
}
