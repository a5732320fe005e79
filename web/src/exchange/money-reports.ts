/** The caller's money over time: worth, and lots with their cost. */
import { useMemo } from 'react';
import { useExchange } from './context';
import type { Exchange } from './exchange';
import type { Answer } from './http';

export type WorthOverTime = Answer<'/api/wallet/worth', 'get'>;
export type TaxLotReport = Answer<'/api/wallet/tax-lots', 'get'>;

export const WORTH_INTERVALS = ['1h', '1d', '1w'] as const;
export type WorthInterval = (typeof WORTH_INTERVALS)[number];

export const TAX_LOT_METHODS = ['fifo', 'lifo', 'average'] as const;
export type TaxLotMethod = (typeof TAX_LOT_METHODS)[number];

export interface TaxLotQuery {
  readonly method: TaxLotMethod;
  readonly year: number;
  readonly currency: string;
}

class MoneyReports {
  constructor(private readonly exchange: Exchange) {}

  worth(interval: WorthInterval, currency: string): Promise<WorthOverTime> {
    const { http, session } = this.exchange;
    const query = { interval, currency };
    return session.authorized((headers) => http.get({ path: '/api/wallet/worth', query, headers }));
  }

  lots(query: TaxLotQuery): Promise<TaxLotReport> {
    const { http, session } = this.exchange;
    return session.authorized((headers) => http.get({ path: '/api/wallet/tax-lots', query: { ...query }, headers }));
  }

  /** The same as a file for spreadsheets. */
  lotsFile(lots: TaxLotQuery): Promise<string> {
    const { http, session } = this.exchange;
    const query = { ...lots, format: 'csv' } as const;
    return session.authorized((headers) => http.file({ path: '/api/wallet/tax-lots', query, headers }));
  }
}

export function useMoneyReports(): MoneyReports {
  const exchange = useExchange();
  return useMemo(() => new MoneyReports(exchange), [exchange]);
}
