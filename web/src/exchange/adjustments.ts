/** Adjustments of differences that reconciliation found: one person proposes, another one approves. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export const SETTLEMENTS = ['fee_account', 'own_funds', 'account'] as const;
export type Settlement = Wire['AdjustmentSettlement'];
export type AdjustmentState = Wire['Adjustment']['state'];

export interface Adjustment {
  readonly id: string;
  readonly code: string;
  readonly network: string;
  /** In smallest units of the coin, negative for a loss; "0" for a posting. */
  readonly chainUnits: string;
  /** Id of the posting or transaction that it is about; null: a difference on a chain. */
  readonly posting: string | null;
  readonly fault: Wire['Adjustment']['fault'];
  readonly account: string | null;
  /** Change of the account's balance by the posting. */
  readonly amount: string | null;
  readonly settledBy: Settlement;
  readonly reason: string;
  readonly state: AdjustmentState;
  /** The number of a user. */
  readonly proposedBy: string;
  readonly proposedMillis: number;
  readonly decidedBy: string | null;
}

export interface NewAdjustment {
  readonly code: string;
  /** Network of the difference; null if the adjustment is about a posting. */
  readonly network: string | null;
  readonly posting: string | null;
  readonly settledBy: Settlement;
  readonly reason: string;
}

const PATH = '/api/v1/reconciliation/adjustments';

/** Newest first. */
export async function adjustments({ http, session }: Exchange): Promise<readonly Adjustment[]> {
  const page = await session.authorized((headers) => http.get({ path: PATH, headers }));
  return page.items.map((wire) => ({
    ...{ id: wire.id, code: wire.currency, network: wire.network, chainUnits: wire.chain_units },
    ...{ posting: wire.posting, fault: wire.fault, account: wire.account, amount: wire.amount },
    ...{ settledBy: wire.settled_by, reason: wire.reason, state: wire.state },
    ...{ proposedBy: wire.proposed_by, proposedMillis: Date.parse(wire.proposed_at), decidedBy: wire.decided_by },
  }));
}

export async function proposeAdjustment({ http, session }: Exchange, adjustment: NewAdjustment): Promise<void> {
  const { code, network, posting, settledBy, reason } = adjustment;
  const about = posting === null ? { network: network ?? '' } : { posting };
  const body = { currency: code, settled_by: settledBy, reason, ...about };
  await session.authorized((headers) => http.post({ path: PATH, headers, body }));
}

/** Approved only by another person than the one who proposed it. */
export async function decideAdjustment({ http, session }: Exchange, id: string, approve: boolean): Promise<void> {
  const path = approve ? (`${PATH}/{id}/approve` as const) : (`${PATH}/{id}/reject` as const);
  await session.authorized((headers) => http.post({ path, names: { id }, headers }));
}
