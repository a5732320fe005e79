/** Entries of the audit log, as an administrator reads them. */
import type { Wire } from './decode';

export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  /** Object of the action, such as "user 7"; empty for any. */
  readonly subject: string;
  /** Times as ISO 8601; empty for no bound. */
  readonly start: string;
  readonly end: string;
}

export interface AuditEntry {
  readonly number: string;
  readonly atMillis: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly before: string | null;
  readonly after: string | null;
  readonly outcome: string;
  readonly from: string;
  readonly requestId: string;
  readonly hash: string;
}

export const auditEntry = (wire: Wire['AuditEntry']): AuditEntry => ({
  number: wire.number,
  atMillis: Date.parse(wire.at),
  actor: wire.actor,
  action: wire.action,
  subject: wire.subject,
  before: wire.before,
  after: wire.after,
  outcome: wire.outcome,
  from: wire.from,
  requestId: wire.request_id,
  hash: wire.hash,
});
