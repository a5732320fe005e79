/** Agreement of chains, wallet and ledger: administrators' views and requests. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

/** Result of the last comparison of an asset on a network. */
export interface Reconciled {
  readonly code: string;
  readonly network: string;
  readonly verdict: Wire['Reconciled']['verdict'];
  /** In smallest units of the coin. */
  readonly chainUnits: string;
  readonly expectedUnits: string;
  /** Differences: payments and postings. */
  readonly differences: readonly string[];
  readonly checkedMillis: number;
}

const reconciled = ({ items }: Wire['ReconciledPage']): readonly Reconciled[] =>
  items.map((wire) => ({
    ...{ code: wire.currency, network: wire.network, verdict: wire.verdict },
    ...{ chainUnits: wire.chain_units, expectedUnits: wire.expected_units },
    differences: wire.detail.split('; ').filter((each) => each !== ''),
    checkedMillis: Date.parse(wire.checked_at),
  }));

export async function lastReconciled({ http, session }: Exchange): Promise<readonly Reconciled[]> {
  return reconciled(await session.authorized((headers) => http.get({ path: '/api/v1/reconciliation', headers })));
}

/** Compares now. */
export async function reconcile({ http, session }: Exchange): Promise<readonly Reconciled[]> {
  return reconciled(await session.authorized((headers) => http.post({ path: '/api/v1/reconciliation', headers })));
}

/** Lets withdrawals go on, if all say the same now. */
export async function resumeWithdrawals({ http, session }: Exchange, code: string): Promise<void> {
  const names = { currency: code };
  await session.authorized((headers) =>
    http.post({ path: '/api/v1/reconciliation/{currency}/resume', names, headers }),
  );
}
