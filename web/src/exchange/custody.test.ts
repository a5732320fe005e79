import { describe, expect, it } from 'vitest';
import { amount } from '../money/money';
import { Custody } from './custody';
import { exchangeOf, PAIR, problem, TestServer } from './test-server';

const BTC = { code: 'BTC', scale: 8 };
const WITHDRAWAL = {
  id: 'ab'.repeat(16),
  currency: 'BTC',
  amount: '0.5',
  fee: '0.0001',
  receives: '0.4999',
  network: 'simulated',
  address: 'sim1x',
  memo: '',
  status: 'pending',
  transaction: null,
  confirmations: 0,
  confirmations_needed: 2,
  code: null,
  detail: null,
  needs_approval: false,
  created_at: '2026-11-20T09:30:00Z',
  updated_at: '2026-11-20T09:30:00Z',
  steps: [],
};

async function custodyAt(server: TestServer): Promise<Custody> {
  server.on('GET /api/trading/pairs', [200, { items: [PAIR] }]);
  return new Custody(await exchangeOf({ email: 'demo@flowex.com' }, server));
}

describe('money on chains', () => {
  it('is deposited once per key', async () => {
    const server = new TestServer();
    const custody = await custodyAt(server);
    server.on('POST /api/wallet/deposit', problem(504, 'unknown_outcome'), [200, { sequence: 7, status: 'completed' }]);
    expect(await custody.deposit(BTC, 'simulated', amount(150_000_000n), 'key')).toBe('completed');
    const calls = server.to('POST /api/wallet/deposit');
    expect(calls.map(({ headers }) => headers['Idempotency-Key'])).toEqual(['key', 'key']);
    expect(calls[0]?.body).toEqual({ currency: 'BTC', network: 'simulated', amount: '1.5' });
  });

  it('is credited later where the answer is an address', async () => {
    const server = new TestServer().on('POST /api/wallet/deposit', [200, { address: 'bc1q', confirmations: 3 }]);
    const custody = await custodyAt(server);
    expect(await custody.deposit(BTC, 'bitcoin', amount(1n), 'key')).toBe('pending');
  });

  it('is withdrawn once per key, whatever is lost on the way', async () => {
    const server = new TestServer();
    const custody = await custodyAt(server);
    server.on('POST /api/wallet/withdraw', problem(503, 'unavailable'), [201, WITHDRAWAL]);
    const request = {
      asset: BTC,
      units: amount(50_000_000n),
      network: 'simulated',
      address: 'sim1x',
      memo: '',
      code: '',
    };
    const { receives } = await custody.withdraw(request, 'key');
    expect(receives).toBe(49_990_000n);
    const calls = server.to('POST /api/wallet/withdraw');
    expect(calls.map(({ headers }) => headers['Idempotency-Key'])).toEqual(['key', 'key']);
    expect(calls[1]?.body).toEqual({
      currency: 'BTC',
      amount: '0.5',
      network: 'simulated',
      address: 'sim1x',
      memo: null,
      code: null,
    });
  });

  it('went out where it is below zero, and says why it stopped', async () => {
    const server = new TestServer().on('GET /api/wallet/transactions', [
      200,
      {
        items: [
          {
            ...WITHDRAWAL,
            type: 'withdrawal',
            amount: '-0.5',
            sequence: 0,
            status: 'failed',
            code: 'withdrawals_stopped',
            detail: 'not now',
          },
        ],
        next_cursor: 'older',
      },
    ]);
    const custody = await custodyAt(server);
    const period = { fromMillis: 0, toMillis: null };
    const page = await custody.transactions({ type: 'withdrawal', currency: 'BTC', status: null, period }, null);
    expect(page.nextCursor).toBe('older');
    expect(page.items[0]).toMatchObject({
      units: -50_000_000n,
      fee: 10_000n,
      why: { code: 'withdrawals_stopped', detail: 'not now' },
    });
    const query = new URLSearchParams(server.to('GET /api/wallet/transactions')[0]?.url.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      type: 'withdrawal',
      currency: 'BTC',
      from: '1970-01-01T00:00:00.000Z',
      limit: '50',
    });
  });
});
