/** Cases of surveillance, as administrators look at them and end them; docs/surveillance.md says how they come about. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { PRIVATE } from './queries';
import { RESTRICTION_KINDS, type RestrictionKind } from './restrictions';

export const CASE_STATES = ['open', 'under_review', 'escalated', 'dismissed', 'confirmed'] as const;
export type CaseState = Wire['SurveillanceCase']['state'];
export const CASE_PATTERNS = [
  ...(['wash_trading', 'layering', 'marking_the_close', 'momentum_ignition'] as const),
  ...(['p2p_report', 'p2p_release_pressure', 'p2p_false_proof'] as const),
  ...(['p2p_chargebacks', 'p2p_other_payer', 'p2p_shared_account'] as const),
] as const;
export type CasePattern = Wire['SurveillanceCase']['pattern'];
export const CASE_DECISIONS = ['dismissed', 'confirmed'] as const;
export type CaseDecision = (typeof CASE_DECISIONS)[number];
/** State of the restriction that two people agreed on. */
export type RestrictionState = Wire['SurveillanceCase']['restriction'];
export type CaseReason = Wire['SurveillanceReasonPart'];

/** A case may also restrict a person to no trades with people. */
export const CASE_RESTRICTION_KINDS = [...RESTRICTION_KINDS, 'no_p2p'] as const;
export type CaseRestrictionKind = RestrictionKind | 'no_p2p';

/** Restriction of an account's owner. */
export interface CaseRestriction {
  readonly account: string;
  readonly kind: CaseRestrictionKind;
  /** Null: until an administrator ends it. */
  readonly endsMillis: number | null;
}

/** A person's proposal for a case's end; or its end. */
export interface CaseProposal {
  readonly decision: CaseDecision;
  /** The number of a user. */
  readonly by: string;
  readonly atMillis: number;
  readonly reason: string;
  /** Number of the case's events that the proposer saw. */
  readonly events: number;
  readonly restriction: CaseRestriction | null;
}

export interface Case {
  readonly id: string;
  readonly pattern: CasePattern;
  readonly market: string;
  readonly accounts: readonly string[];
  readonly score: number;
  readonly reasons: readonly CaseReason[];
  readonly events: number;
  readonly firstEvent: number;
  readonly lastEvent: number;
  readonly beganMillis: number;
  readonly endedMillis: number;
  readonly openedMillis: number;
  readonly state: CaseState;
  /** The number of a user. */
  readonly assignee: string | null;
  readonly proposal: CaseProposal | null;
  readonly decidedBy: string | null;
  readonly closedMillis: number | null;
  readonly restrictionState: RestrictionState;
  /** In the exchange's words; empty where nothing was tried. */
  readonly restrictionNote: string;
}

/** An event of the log that shows it. */
export interface Evidence {
  readonly sequence: number;
  readonly atMillis: number;
  readonly account: number;
  readonly order: string;
  readonly shows: string;
}

export interface CaseNote {
  readonly id: string;
  /** The number of a user; null: the exchange itself. */
  readonly author: string | null;
  readonly atMillis: number;
  readonly action: Wire['SurveillanceNote']['deed'];
  readonly text: string;
}

export interface WholeCase {
  readonly summary: Case;
  readonly evidence: readonly Evidence[];
  /** The command that finds the same again; null for trades between people. */
  readonly replay: string | null;
  readonly notes: readonly CaseNote[];
}

/** How far the log is judged. */
export interface Judged {
  /** Number of the last event; 0: none. */
  readonly event: number;
  readonly eventMillis: number | null;
  readonly lookedMillis: number | null;
  /** Why it does not go on; empty: it does. */
  readonly trouble: string;
  /** Number of events that an administrator decided to leave out, because they are lost. */
  readonly leftOut: number;
}

export interface CaseFilter {
  readonly state: CaseState | null;
  readonly pattern: CasePattern | null;
  /** Empty: any. */
  readonly account: string;
}

export interface ProposalRequest {
  readonly decision: CaseDecision;
  readonly reason: string;
  /** Number of the case's events that the caller saw. */
  readonly events: number;
  /** Null: no user is restricted. */
  readonly restriction: {
    readonly account: string;
    readonly kind: CaseRestrictionKind;
    readonly endsAt: string | null;
  } | null;
}

const LIMIT = 50;
const ALL = '/api/v1/surveillance/cases';
const ONE = '/api/v1/surveillance/cases/{id}';
const EXCHANGE = '0';

const millisOf = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const caseOf = ({ began_at, ended_at, opened_at, closed_at, ...wire }: Wire['SurveillanceCase']): Case => ({
  ...wire,
  ...{ firstEvent: wire.first_event, lastEvent: wire.last_event, decidedBy: wire.decided_by },
  ...{ restrictionState: wire.restriction, restrictionNote: wire.restriction_note },
  accounts: wire.accounts.map(String),
  beganMillis: Date.parse(began_at),
  endedMillis: Date.parse(ended_at),
  openedMillis: Date.parse(opened_at),
  closedMillis: millisOf(closed_at),
  proposal: wire.proposal && proposalOf(wire.proposal),
});

function proposalOf(wire: NonNullable<Wire['SurveillanceCase']['proposal']>): CaseProposal {
  const { decision, by, at, reason, events, restriction } = wire;
  return {
    ...{ decision, by, reason, events, atMillis: Date.parse(at) },
    restriction: restriction && {
      account: String(restriction.account),
      kind: restriction.kind,
      endsMillis: millisOf(restriction.ends_at),
    },
  };
}

async function page({ http, session }: Exchange, filter: CaseFilter, cursor: string | null): Promise<Page<Case>> {
  const query = { limit: LIMIT, cursor, ...filter, account: filter.account || null };
  const wire = await session.authorized((headers) => http.get({ path: ALL, query, headers }));
  return { items: wire.items.map(caseOf), nextCursor: wire.next_cursor };
}

const UNDECIDED = ['open', 'under_review', 'escalated'] as const satisfies readonly CaseState[];

/** Number of undecided cases; of each state at most one page is counted. */
export async function undecidedCases(
  exchange: Exchange,
): Promise<{ readonly count: number; readonly isMore: boolean }> {
  const pages = await Promise.all(
    UNDECIDED.map((state) => page(exchange, { state, pattern: null, account: '' }, null)),
  );
  return {
    count: pages.reduce((sum, { items }) => sum + items.length, 0),
    isMore: pages.some(({ nextCursor }) => nextCursor !== null),
  };
}

async function whole({ http, session }: Exchange, id: string): Promise<WholeCase> {
  const wire = await session.authorized((headers) => http.get({ path: ONE, names: { id }, headers }));
  return {
    summary: caseOf(wire.summary),
    evidence: wire.evidence.map(({ time, ...event }) => ({ ...event, atMillis: Date.parse(time) })),
    replay: wire.replay?.command ?? null,
    notes: wire.notes.map(({ id, at, author, deed, text }) => ({
      ...{ id, text, action: deed },
      author: author === EXCHANGE ? null : author,
      atMillis: Date.parse(at),
    })),
  };
}

async function judged({ http, session }: Exchange): Promise<Judged> {
  const path = '/api/v1/surveillance/progress';
  const wire = await session.authorized((headers) => http.get({ path, headers }));
  return {
    ...{ event: wire.judged, trouble: wire.trouble, leftOut: wire.left_out },
    eventMillis: millisOf(wire.judged_time),
    lookedMillis: millisOf(wire.looked_at),
  };
}

const KEY = [PRIVATE, 'administration', 'surveillance'];
/** Not looked at again by itself: the exchange writes down every look. */
const ONCE = { refetchOnWindowFocus: false, refetchOnReconnect: false };

/** Newest first, without those in which the caller's own account is suspected. */
export function useCases(filter: CaseFilter) {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: [...KEY, 'cases', filter],
    queryFn: ({ pageParam }) => page(exchange, filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    ...ONCE,
  });
}

export function useCase(id: string) {
  const exchange = useExchange();
  return useQuery({ queryKey: [...KEY, 'case', id], queryFn: () => whole(exchange, id), ...ONCE });
}

export function useJudged() {
  const exchange = useExchange();
  return useQuery({ queryKey: [...KEY, 'judged'], queryFn: () => judged(exchange), ...ONCE });
}

/** For lost events that would be judged next: it goes on where the log is now. */
export async function leaveOut({ http, session }: Exchange): Promise<void> {
  const path = '/api/v1/surveillance/progress/leave-out';
  await session.authorized((headers) => http.post({ path, headers }));
}

type CaseActionPath = 'notes' | 'escalation' | 'proposal' | 'proposal/approve' | 'proposal/refuse';

async function post({ http, session }: Exchange, id: string, action: CaseActionPath, body?: object): Promise<void> {
  const path = `${ONE}/${action}` as const;
  await session.authorized((headers) => http.post({ path, names: { id }, body, headers }));
}

export const addNote = (exchange: Exchange, id: string, text: string) => post(exchange, id, 'notes', { text });

/** @param user the new assignee, by number */
export async function assign({ http, session }: Exchange, id: string, user: string): Promise<void> {
  const path = `${ONE}/assignee` as const;
  await session.authorized((headers) => http.put({ path, names: { id }, body: { user }, headers }));
}

export const escalate = (exchange: Exchange, id: string, reason: string) =>
  post(exchange, id, 'escalation', { reason });

export function propose(exchange: Exchange, id: string, { restriction, ...how }: ProposalRequest): Promise<void> {
  if (restriction === null) {
    return post(exchange, id, 'proposal', how);
  }
  const { account, kind, endsAt } = restriction;
  const ends = endsAt === null ? {} : { ends_at: endsAt };
  return post(exchange, id, 'proposal', { ...how, restriction: { account: Number(account), kind, ...ends } });
}

/**
 * Never by who proposed it.
 *
 * @param events number of the case's events that the caller saw
 */
export const approve = (exchange: Exchange, id: string, events: number) =>
  post(exchange, id, 'proposal/approve', { events });

/** A proposal is refused; or taken back, by its proposer. */
export const refuse = (exchange: Exchange, id: string, reason: string) =>
  post(exchange, id, 'proposal/refuse', { reason });
