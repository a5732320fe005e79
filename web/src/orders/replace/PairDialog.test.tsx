// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ORDER } from '../../exchange/test-server';
import { atMarket, show } from '../../page-test/page';
import { takingOrders } from '../../ticket/test-ticket';
import { OrdersPanel } from '../OrdersPanel';

const panel = (
  <main tabIndex={-1}>
    <OrdersPanel onLogin={() => undefined} onDeposit={() => undefined} />
  </main>
);

const order = (id: number, changed: object) => ({ ...ORDER, id: String(id), client_order_id: `c${id}`, ...changed });

describe('dialogs of open orders', () => {
  it('change a take-profit beside a stop, and the pair that another order starts', async () => {
    const list = { linked_as: 'pending', linked_order_id: '1', side: 'sell', status: 'pending' };
    const working = order(1, { linked_as: 'working', linked_order_id: '2', status: 'open' });
    const profit = order(2, { ...list, type: 'take_profit', price: null, stop_price: '700' });
    const stop = order(3, { ...list, type: 'stop_loss', price: null, stop_price: '600' });
    const at = takingOrders()
      .on('GET /api/trading/orders', [200, { items: [working, profit, stop], next_cursor: null }])
      .on('PATCH /api/trading/orders/3/pair', [200, { limit: profit, stop, sequence: 9 }])
      .on('PATCH /api/trading/orders/1/linked', [200, { working, pending: profit, sequence: 10 }]);
    const { user } = await show(atMarket(panel), { server: at });
    const buttons = await screen.findAllByRole('button', { name: 'Change' });
    await user.click(buttons[2]!);
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the OCO pair for BTC' }));
    expect(dialog.getByText(/Neither is in the order book yet/)).toBeTruthy();
    expect(dialog.getByLabelText<HTMLInputElement>('Stop price').value).toBe('600');
    await user.clear(dialog.getByLabelText('Stop price of the take profit'));
    await user.type(dialog.getByLabelText('Stop price of the take profit'), '710');
    await user.click(dialog.getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(at.to('PATCH /api/trading/orders/3/pair')[0]?.body).toEqual({ limit: { stop_price: '710' } });
    await user.click(buttons[0]!);
    const linked = within(await screen.findByRole('dialog', { name: 'Change two linked orders for BTC' }));
    expect(linked.queryByLabelText('Quantity of the second order')).toBeNull();
  });

  it('name the place in the queue where the limit order of a pair is in the book', async () => {
    const limit = order(1, { side: 'sell', price: '700', paired_order_id: '2' });
    const stop = order(2, { side: 'sell', type: 'stop_loss', price: null, stop_price: '600', status: 'waiting' });
    const items = [limit, { ...stop, paired_order_id: '1' }];
    const at = takingOrders().on('GET /api/trading/orders', [200, { items, next_cursor: null }]);
    const { user } = await show(atMarket(panel), { server: at });
    await user.click((await screen.findAllByRole('button', { name: 'Change' }))[0]!);
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the OCO pair for BTC' }));
    expect(dialog.getByText(/The limit order keeps its place in the queue/)).toBeTruthy();
  });

  it('change the first of two orders alone while it waits for its trigger, and both together', async () => {
    const entry = { type: 'stop_loss_limit', price: '710', stop_price: '700', status: 'waiting' };
    const exit = { type: 'stop_loss', price: null, stop_price: '600', status: 'pending', side: 'sell' };
    const working = order(1, { linked_order_id: '2', linked_as: 'working', ...entry });
    const pending = order(2, { linked_order_id: '1', linked_as: 'pending', ...exit });
    const at = takingOrders()
      .on('GET /api/trading/orders', [200, { items: [working, pending], next_cursor: null }])
      .on('PATCH /api/trading/orders/2/linked', [200, { working, pending, sequence: 10 }]);
    const { user } = await show(atMarket(panel), { server: at });
    const buttons = await screen.findAllByRole('button', { name: 'Change' });
    await user.click(buttons[0]!);
    const alone = within(await screen.findByRole('dialog', { name: 'Change the order for BTC' }));
    expect(alone.getByLabelText<HTMLInputElement>('Stop price').value).toBe('700');
    await user.click(alone.getByRole('button', { name: 'Close' }));
    await user.click(buttons[1]!);
    const both = within(await screen.findByRole('dialog', { name: 'Change two linked orders for BTC' }));
    expect(both.getByText(/The first order keeps waiting for its trigger/)).toBeTruthy();
    for (const [name, text] of [['Limit price', '705'] as const, ['Stop price', '610'] as const]) {
      await user.clear(both.getByLabelText(name));
      await user.type(both.getByLabelText(name), text);
    }
    await user.click(both.getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(at.to('PATCH /api/trading/orders/2/linked')[0]?.body).toEqual({
      working: { price: '705' },
      pending: { stop_price: '610' },
    });
  });
});
