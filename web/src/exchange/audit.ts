/** Entries of the audit log, as an administrator reads them. */
import type { Wire } from './decode';
import type { Page } from './model';

export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
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

const FILE_PAGE = 500;
/** So many pages make one file at most. */
const FILE_PAGES_MAX = 40;

/** @returns the newest entries, and whether there are more than one file takes */
export async function allEntries(
  ask: (cursor: string | null, limit: number) => Promise<Page<AuditEntry>>,
): Promise<{ readonly entries: readonly AuditEntry[]; readonly cut: boolean }> {
  const entries: AuditEntry[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < FILE_PAGES_MAX; page++) {
    const { items, nextCursor }: Page<AuditEntry> = await ask(cursor, FILE_PAGE);
    entries.push(...items);
    cursor = nextCursor;
    if (cursor === null) {
      break;
    }
  }
  return { entries, cut: cursor !== null };
}
