/** Ways to pay in trades between people: those of the tenant, and a person's own accounts. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { useP2pKey } from './p2p';
import { problemOf } from './problem';
import { PRIVATE } from './queries';

export type PaymentMethod = Wire['P2pPaymentMethod'];
export type MethodField = Wire['P2pMethodField'];
export type OwnMethod = Wire['P2pOwnMethod'];
export type MethodRequest = Wire['P2pPaymentMethodRequest'];
export type MethodValue = Wire['P2pMethodValue'];

const FIRST: readonly PaymentMethod[] = [
  ...['bank_transfer', 'instant_bank_transfer', 'card_to_card', 'cash_deposit', 'payment_app', 'in_person'],
].map((code) => ({
  ...{ code, version: 0, name: code, country: null, currency: null, reversibility: 'open', fields: [] },
  ...{ max_payment: null, cool_down_hours: 0, is_on: true },
}));

const OWN = '/api/v1/p2p/own-methods';
const CATALOG = '/api/v1/p2p/method-catalog';

export class P2pMethods {
  constructor(private readonly exchange: Exchange) {}

  /** Methods that are on; those of the beginning where an exchange has no list of them. */
  async offered(): Promise<readonly PaymentMethod[]> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/payment-methods';
    try {
      return (await session.authorized((headers) => http.get({ path, headers }))).items;
    } catch (thrown) {
      if (problemOf(thrown).code === 'not_found') {
        return FIRST;
      }
      throw thrown;
    }
  }

  /** Newest first. */
  async own(): Promise<readonly OwnMethod[]> {
    const { http, session } = this.exchange;
    return (await session.authorized((headers) => http.get({ path: OWN, headers }))).items;
  }

  async add(method: string, values: readonly MethodValue[]): Promise<OwnMethod> {
    const { http, session } = this.exchange;
    const body = { method, values };
    return session.authorized((headers) => http.post({ path: OWN, body, headers }));
  }

  async remove(id: string): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/own-methods/{id}';
    await session.authorized((headers) => http.delete({ path, names: { id }, headers }));
  }

  /** All methods of the tenant, also those that are off. */
  async catalog(): Promise<readonly PaymentMethod[]> {
    const { http, session } = this.exchange;
    return (await session.authorized((headers) => http.get({ path: CATALOG, headers }))).items;
  }

  async put(code: string, body: MethodRequest): Promise<PaymentMethod> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/method-catalog/{code}';
    return session.authorized((headers) => http.put({ path, names: { code }, body, headers }));
  }
}

export function useP2pMethods(): P2pMethods {
  const exchange = useExchange();
  return useMemo(() => new P2pMethods(exchange), [exchange]);
}

export function useOfferedMethods() {
  const methods = useP2pMethods();
  return useQuery({ queryKey: useP2pKey('methods'), queryFn: () => methods.offered(), staleTime: 60_000 });
}

export function useOwnMethods() {
  const methods = useP2pMethods();
  return useQuery({ queryKey: useP2pKey('own methods'), queryFn: () => methods.own() });
}

export function useMethodCatalog() {
  const methods = useP2pMethods();
  return useQuery({
    queryKey: [PRIVATE, 'administration', 'p2p', 'methods'],
    queryFn: () => methods.catalog(),
  });
}
