// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ORDER } from '../exchange/test-server';
import { atMarket, FILL, server, show } from '../page-test/page';
import { OrdersPanel } from './OrdersPanel';

const panel = atMarket(<OrdersPanel onLogin={() => undefined} onDeposit={() => undefined} />);
const page = (items: readonly object[], next: string | null = null) => [200, { items, next_cursor: next }] as const;
const ended = (id: number, changed: object = {}) => ({
  ...ORDER,
  id: String(id),
  client_order_id: `c${id}`,
  status: 'filled',
  filled_quantity: '0.1',
  average_price: '649.5',
  fees: [{ amount: '0.0001', asset: 'BTC' }],
  created_at: '2024-03-09T09:30:00Z',
  ...changed,
});

/** The parameters that a list was asked for with, the last time. */
const lastQuery = (at: ReturnType<typeof server>, route: string): URLSearchParams =>
  new URLSearchParams(at.to(route).at(-1)?.url.split('?')[1]);

const saved: { name: string; content: Blob }[] = [];

beforeEach(() => {
  saved.length = 0;
  let made: Blob | null = null;
  URL.createObjectURL = (content: Blob) => ((made = content), 'blob:made');
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, content: made! });
  });
});
afterEach(() => vi.restoreAllMocks());

/** Closes finding P8: no filters, no export, no fee or total, no year. */
describe('the history of orders', () => {
  it('shows the year, the total and the fee', async () => {
    const at = server().on('GET /api/trading/orders', page([ended(1)]));
    const { user } = await show(panel, { server: at });
    await user.click(await screen.findByRole('tab', { name: 'Order history' }));
    const row = (await screen.findByText('649.50')).closest('tr')!;
    expect(within(row).getByText(/2024/)).toBeTruthy();
    expect(within(row).getByText('64.95 USDT')).toBeTruthy();
    expect(within(row).getByText('0.0001 BTC')).toBeTruthy();
  });

  it('is filtered by the exchange by end and days, the last one whole', async () => {
    const at = server().on('GET /api/trading/orders', page([ended(1)]));
    const { user } = await show(panel, { server: at });
    await user.click(await screen.findByRole('tab', { name: 'Order history' }));
    await user.selectOptions(await screen.findByLabelText('Status'), 'Canceled');
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2024-03-09' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2024-03-10' } });
    await user.click(screen.getByLabelText('This market only'));
    await waitFor(() => {
      const sent = at
        .to('GET /api/trading/orders')
        .map(({ url }) => new URLSearchParams(url.split('?')[1]))
        .find((query) => query.get('status') === 'canceled' && query.has('symbol') && query.has('to'));
      expect(sent?.get('symbol')).toBe('BTC-USDT');
      expect(sent?.get('from')).toBe(new Date('2024-03-09T00:00:00').toISOString());
      expect(sent?.get('to')).toBe(new Date('2024-03-11T00:00:00').toISOString());
    });
  });

  it('reads on until there are some of the wanted side', async () => {
    const buys = Array.from({ length: 100 }, (_, index) => ended(index + 1));
    const sell = ended(500, { side: 'sell', average_price: '777' });
    const at = server().on('GET /api/trading/orders', page([]), page([]));
    const { user } = await show(panel, { server: at });
    await screen.findByRole('tab', { name: 'Open orders (0)' });
    at.answers('GET /api/trading/orders', ({ url }) => {
      const query = new URLSearchParams(url.split('?')[1]);
      if (query.get('status')?.includes('open') === true) {
        return page([]);
      }
      return query.get('cursor') === null ? page(buys, 'older') : page([sell]);
    });
    await user.click(screen.getByRole('tab', { name: 'Order history' }));
    await user.selectOptions(await screen.findByLabelText('Side'), 'Sell');
    await screen.findByText('777.00');
    expect(screen.queryByText('649.50')).toBeNull();
  });

  it('is a file of the exchange, of what was chosen', async () => {
    const csv = 'created_at,order_id\r\n2024-03-09T09:30:00Z,1\r\n';
    const at = server()
      .on('GET /api/trading/orders', page([ended(1)]))
      .on('GET /api/trading/exports/orders', [200, csv]);
    const { user } = await show(panel, { server: at });
    await user.click(await screen.findByRole('tab', { name: 'Order history' }));
    await user.selectOptions(await screen.findByLabelText('Side'), 'Sell');
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    await screen.findByText('1 rows saved');
    const sent = lastQuery(at, 'GET /api/trading/exports/orders');
    expect([sent.get('side'), sent.get('status')]).toEqual(['sell', 'filled,canceled,expired']);
    expect(saved.map(({ name }) => name)).toEqual(['orders.csv']);
    // The mark of UTF-8 at its head, which spreadsheets ask for, is part of the file.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await saved[0]!.content.arrayBuffer());
    expect(text).toBe(`\uFEFF${csv}`);
  });

  it('saves nothing of a file that was cut off, and says so', async () => {
    const at = server().on('GET /api/trading/exports/orders', [200, 'created_at,order_id\r\n2024-03']);
    const { user } = await show(panel, { server: at });
    await user.click(await screen.findByRole('tab', { name: 'Order history' }));
    await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await screen.findByText('The exchange does not answer');
    expect(saved).toEqual([]);
  });
});

describe('the trades of the caller', () => {
  it('have fee, total, filters, more pages and a file (closes finding P8)', async () => {
    const at = server()
      .on(
        'GET /api/trading/trades',
        page([FILL], 'older'),
        page([{ ...FILL, id: '200', price: '600', quote_amount: '24', fee: '0.00001' }]),
      )
      .on('GET /api/trading/exports/trades', [200, 'time,trade_id\r\n']);
    const { user } = await show(panel, { server: at });
    await user.click(await screen.findByRole('tab', { name: 'My trades' }));
    await screen.findByText('649.50');
    expect(screen.getByText('25.98 USDT')).toBeTruthy();
    expect(screen.getByText('0.00004 BTC')).toBeTruthy();
    await screen.findByText('600.00');
    expect(lastQuery(at, 'GET /api/trading/trades').get('cursor')).toBe('older');
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2024-03-10' } });
    await waitFor(() =>
      expect(lastQuery(at, 'GET /api/trading/trades').get('to')).toBe(new Date('2024-03-11T00:00:00').toISOString()),
    );
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    await screen.findByText('0 rows saved');
    expect(lastQuery(at, 'GET /api/trading/exports/trades').get('to')).not.toBeNull();
  });
});
