/** The exchange's published liabilities and reserves, and the caller's own proof. */
import { useMemo } from 'react';
import { useExchange } from './context';
import type { Exchange } from './exchange';
import type { Answer } from './http';

export type PublishedClaim = Answer<'/api/wallet/solvency/{currency}', 'get'>;
export type OwnProof = Answer<'/api/wallet/solvency/{currency}/proof', 'get'>;

export class Solvency {
  constructor(private readonly exchange: Exchange) {}

  published(code: string): Promise<PublishedClaim> {
    return this.exchange.http.get({ path: '/api/wallet/solvency/{currency}', names: { currency: code } });
  }

  proof(code: string): Promise<OwnProof> {
    const { http, session } = this.exchange;
    return session.authorized((headers) =>
      http.get({ path: '/api/wallet/solvency/{currency}/proof', names: { currency: code }, headers }),
    );
  }

  /** The caller's account, as in the name of a leaf. */
  async account(): Promise<string> {
    const { http, session } = this.exchange;
    const me = await session.authorized((headers) => http.get({ path: '/api/auth/me', headers }));
    return me.account;
  }
}

export function useSolvency(): Solvency {
  const exchange = useExchange();
  return useMemo(() => new Solvency(exchange), [exchange]);
}
