/** Answers of an exchange about a wallet, for tests. */
import { vi } from 'vitest';
import { server } from '../page-test/page';

export const ID = 'ab'.repeat(16);
export const ADDRESS = 'sim10vdhv0hg7cht3rj8g2nkp7gj6zcehn2cpzemm8';
export const step = (name: string, state: string) => ({
  ...{ name, state },
  started_at: '2026-11-20T09:30:00Z',
  updated_at: '2026-11-20T09:30:00Z',
});
export const WITHDRAWAL = {
  id: ID,
  currency: 'BTC',
  amount: '0.5',
  fee: '0.0001',
  receives: '0.4999',
  network: 'simulated',
  address: ADDRESS,
  memo: '',
  status: 'pending',
  transaction: null,
  confirmations: 0,
  confirmations_needed: 2,
  code: null,
  detail: null,
  needs_approval: true,
  created_at: '2026-11-20T09:30:00Z',
  updated_at: '2026-11-20T09:30:00Z',
  steps: [step('reserve', 'done'), step('approve', 'waiting')],
};
export const TRANSACTION = { ...WITHDRAWAL, type: 'withdrawal', amount: '-0.5', sequence: 9 };
export const LIST = {
  enabled: true,
  off_from: null,
  items: [
    {
      network: 'simulated',
      address: ADDRESS,
      memo: '',
      label: 'my own',
      created_at: '2026-11-20T09:30:00Z',
      active_from: '2026-11-21T09:30:00Z',
    },
  ],
};
export const LIMIT = {
  ...{ currency: 'BTC', networks: ['simulated'], deposit_minimum: '0.00001', minimum: '0.0005', fee: '0.0001' },
  ...{ daily: '2', used_today: '0.5', left_today: '1.5', resets_at: '2026-11-23T00:00:00Z', stopped: false },
};
export const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;

/** Rates of fiat currencies by code: amount for one USDT, or null where it is too old, and source. */
export const fiatRates = (rates: Readonly<Record<string, readonly [string | null, string]>>) => ({
  ...{ asset: 'USDT', counted_as: 'USD', max_age_seconds: 518_400 },
  items: Object.entries(rates).map(([currency, [rate, source]]) => ({
    ...{ currency, rate, source, made_up: source === 'sample', as_of: '2026-11-20T00:00:00Z', version: 'aa11' },
  })),
});

export function walletServer() {
  return server()
    .on('GET /api/wallet/transactions', page([]))
    .on('GET /api/wallet/allow-list', [200, LIST])
    .on('GET /api/wallet/worth', [200, { currency: 'USDT', priced_in: 'USDT', interval: '1d', points: [] }])
    .on('GET /api/wallet/limits', page([LIMIT]));
}

/** Files that the page hands to the browser. */
export function savesFiles(): { readonly name: string; readonly content: Blob }[] {
  const saved: { name: string; content: Blob }[] = [];
  let made: Blob | null = null;
  URL.createObjectURL = (content: Blob) => ((made = content), 'blob:made');
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, content: made ?? new Blob() });
  });
  return saved;
}
