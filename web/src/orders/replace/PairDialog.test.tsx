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
});
