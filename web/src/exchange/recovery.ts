/** Recovery of lost second factors: for those who have lost them, for readers of the mailed links, and for operators. */
import type { components } from './contract';
import type { Exchange } from './exchange';
import type { Challenge } from './model';

type Wire = components['schemas'];
export type RecoveryState = Wire['FactorRecoveryState'];

/** A recovery of one's own; `dueMillis` is null until the mailed link was opened. */
export interface OwnRecovery {
  readonly dueMillis: number | null;
  readonly needsApproval: boolean;
}

export interface Recovery extends OwnRecovery {
  readonly id: string;
  readonly userId: string;
  readonly state: RecoveryState;
  readonly requestedBy: string;
  readonly decidedBy: string | null;
  readonly requestedMillis: number;
}

const millis = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/** The password was right and the factor is lost: a link is mailed. */
export async function askRecovery({ http }: Exchange, { token }: Challenge): Promise<OwnRecovery> {
  const wire = await http.post({ path: '/api/auth/recovery', body: { mfa_token: token } });
  return { dueMillis: millis(wire.due_at), needsApproval: wire.needs_approval === true };
}

/** Begins the waiting time, or cancels, by the token of a mailed link. */
export async function answerRecovery({ http }: Exchange, token: string, confirm: boolean): Promise<OwnRecovery> {
  const path = confirm ? '/api/auth/recovery/confirm' : '/api/auth/recovery/cancel';
  const wire = await http.post({ path, body: { token } });
  return { dueMillis: millis(wire.due_at), needsApproval: wire.needs_approval === true };
}

export async function ownRecovery({ http, session }: Exchange): Promise<OwnRecovery | null> {
  const wire = await session.authorized((headers) => http.get({ path: '/api/auth/recovery', headers }));
  return wire.state === null ? null : { dueMillis: millis(wire.due_at), needsApproval: wire.needs_approval === true };
}

export async function cancelRecovery({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.delete({ path: '/api/auth/recovery', headers }));
}

export async function recoveries({ http, session }: Exchange, cursor: string | null) {
  const query = { limit: 50, cursor };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/recoveries', query, headers }));
  return { items: page.items.map(recovery), nextCursor: page.next_cursor };
}

const recovery = (wire: Wire['FactorRecovery']): Recovery => ({
  id: wire.id,
  userId: wire.user_id,
  state: wire.state,
  needsApproval: wire.needs_approval,
  requestedBy: wire.asked_by,
  decidedBy: wire.decided_by,
  requestedMillis: Date.parse(wire.asked_at),
  dueMillis: millis(wire.due_at),
});

export async function decideRecovery({ http, session }: Exchange, id: string, approve: boolean): Promise<void> {
  const path = approve ? '/api/v1/recoveries/{id}/approve' : '/api/v1/recoveries/{id}/stop';
  await session.authorized((headers) => http.post({ path, names: { id }, headers }));
}

export async function beginRecovery({ http, session }: Exchange, userId: string): Promise<void> {
  const path = '/api/v1/users/{id}/recovery' as const;
  await session.authorized((headers) => http.post({ path, names: { id: userId }, headers }));
}
