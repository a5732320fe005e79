/** Files of what was traded: one's own, the exchange's sums, and, for who may read the audit log, all that was traded on it. */
import { useMemo } from 'react';
import { useExchange } from './context';
import type { Http, Request } from './http';
import type { Session } from './session';

export const OWN_REPORTS = ['own_trades', 'own_orders'] as const;
export const EXCHANGE_REPORTS = ['executions', 'trades', 'fees', 'regulatory'] as const;
/** Those that name no account, where they are not asked for it. */
export const FIGURE_REPORTS = ['fees'] as const;
export type ReportKind = (typeof OWN_REPORTS)[number] | (typeof EXCHANGE_REPORTS)[number];

export const REPORT_FORMATS = ['csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Grouping of a line of the fees, besides market and side. */
export const FEE_LINES = ['day', 'user', 'day,user', 'market'] as const;
export type FeeLines = (typeof FEE_LINES)[number];
/** Lines that are sums of all accounts. */
export const SUM_LINES: readonly FeeLines[] = ['day', 'market'];

export interface ReportQuery {
  readonly kind: ReportKind;
  /** Days of UTC such as "2026-11-20", both in it; empty for no bound. */
  readonly from: string;
  readonly to: string;
  readonly symbol: string | null;
  /** Empty: of all; for one's own nothing else. */
  readonly account: string;
  readonly by: FeeLines;
}

/** The start of a report. */
export interface ReportBeginning {
  readonly csv: string;
  readonly isAll: boolean;
  /** The range of its events, where the exchange names it: a report of the same range has the same bytes. */
  readonly range: { readonly from: string; readonly to: string } | null;
}

type ReportPath =
  | '/api/trading/exports/trades'
  | '/api/trading/exports/orders'
  | '/api/v1/reports/executions'
  | '/api/v1/reports/trades'
  | '/api/v1/reports/fees'
  | '/api/v1/reports/regulatory';

const PATHS: Readonly<Record<ReportKind, ReportPath>> = {
  own_trades: '/api/trading/exports/trades',
  own_orders: '/api/trading/exports/orders',
  executions: '/api/v1/reports/executions',
  trades: '/api/v1/reports/trades',
  fees: '/api/v1/reports/fees',
  regulatory: '/api/v1/reports/regulatory',
};

/** No line has a list in it, so a file that was cut off ends otherwise. */
const ENDS: Readonly<Record<ReportFormat, string>> = { csv: '\n', json: ']}' };

const DAY_MILLIS = 24 * 60 * 60 * 1_000;

export class Reporting {
  constructor(
    private readonly http: Http,
    private readonly session: Session,
  ) {}

  beginning(query: ReportQuery, lines: number): Promise<ReportBeginning> {
    return this.session.authorized(async (headers) => {
      const { text, isAll, header } = await this.http.beginning({ ...requestOf(query, 'csv'), headers }, lines);
      const [from, to] = [header('X-From-Sequence'), header('X-To-Sequence')];
      return { csv: text, isAll, range: from === null || to === null ? null : { from, to } };
    });
  }

  whole(query: ReportQuery, format: ReportFormat): Promise<string> {
    return this.session.authorized((headers) => this.http.file({ ...requestOf(query, format), headers }, ENDS[format]));
  }
}

export const isOwn = (kind: ReportKind): boolean => kind === 'own_trades' || kind === 'own_orders';

function requestOf(query: ReportQuery, format: ReportFormat): Request<ReportPath> {
  const { kind, symbol, account, by } = query;
  return {
    path: PATHS[kind],
    query: {
      ...(kind === 'fees' ? { ...daysOf(query), by } : timesOf(query)),
      ...(isOwn(kind) ? {} : { account: account === '' ? null : account, format }),
      symbol,
    },
  };
}

const daysOf = ({ from, to }: ReportQuery) => ({
  from_day: from === '' ? null : from,
  to_day: to === '' ? null : to,
});

const timesOf = ({ from, to }: ReportQuery) => ({
  from: from === '' ? null : startOf(from, 0),
  to: to === '' ? null : startOf(to, 1),
});

/** Returns the beginning of a day, or of one that is some days later, in UTC. */
export const startOf = (day: string, daysLater: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + daysLater * DAY_MILLIS).toISOString();

export function useReporting(): Reporting {
  const { http, session } = useExchange();
  return useMemo(() => new Reporting(http, session), [http, session]);
}
