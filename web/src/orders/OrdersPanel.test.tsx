// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ORDER } from '../exchange/test-server';
import { en } from '../language/en';
import { atMarket, FILL, HOUSE, server, show } from '../page-test/page';
import { Left } from '../app/Left';
import { Announcements } from './Announcements';
import { takingOrders, field, ticket } from '../ticket/test-ticket';
import { OrdersPanel } from './OrdersPanel';

const panel = (
  <main tabIndex={-1}>
    <OrdersPanel onLogin={() => undefined} onDeposit={() => undefined} />
  </main>
);

const valueOf = (input: HTMLElement): string => (input as HTMLInputElement).value;

const order = (id: number, changed: object = {}) => ({
  ...ORDER,
  id: String(id),
  client_order_id: `c${id}`,
  ...changed,
});
const page = (items: readonly object[], next: string | null = null) => [200, { items, next_cursor: next }] as const;

describe('open orders', () => {
  it('are all there, however many pages they come in (closes finding P8: 100 of 130)', async () => {
    const all = Array.from({ length: 130 }, (_, index) => order(index + 1));
    const at = server().on('GET /api/trading/orders', page(all.slice(0, 100), 'c'), page(all.slice(100)), page(all));
    await show(atMarket(panel), { server: at });
    await screen.findByRole('tab', { name: 'Open orders (130)' });
  });

  it('are canceled together only after it was said how many and where (closes finding P3)', async () => {
    const at = server()
      .on('GET /api/trading/orders', page([order(1), order(2)]))
      .on('DELETE /api/trading/orders', [200, { canceled: 2, items: [] }]);
    const { user } = await show(atMarket(panel), { server: at });
    await user.click(await screen.findByRole('button', { name: 'Cancel all' }));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel all orders?' });
    expect(within(dialog).getByText('2 open orders will be canceled, in BTC/USDT.')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Back');
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(at.to('DELETE /api/trading/orders')).toEqual([]);
    expect(document.activeElement?.textContent).toBe('Cancel all');
    await user.keyboard('{Enter}');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel all' }));
    await screen.findByText('2 orders canceled');
    expect(at.to('DELETE /api/trading/orders')).toHaveLength(1);
  });

  it('of a type are canceled one by one, those of a side together; one that ended meanwhile is passed over', async () => {
    const sold = { side: 'sell', type: 'stop_loss', status: 'waiting', price: null, stop_price: '600' };
    const at = server()
      .on('GET /api/trading/orders', page([order(1), order(2, sold), order(3, sold)]))
      .on('DELETE /api/trading/orders/2', [404, { code: 'unknown_order', detail: '' }])
      .on('DELETE /api/trading/orders/3', [200, order(3, { status: 'canceled', cancel_reason: 'requested' })])
      .on('DELETE /api/trading/orders', [200, { canceled: 2, items: [] }]);
    const { user } = await show(atMarket(panel), { server: at });
    await user.click(await screen.findByRole('button', { name: 'Cancel all' }));
    let dialog = within(await screen.findByRole('dialog'));
    await user.selectOptions(dialog.getByLabelText('Type'), 'stop_loss');
    await user.selectOptions(dialog.getByLabelText('Side'), 'buy');
    expect(dialog.getByText('No open orders')).toBeTruthy();
    expect(dialog.getByRole('button', { name: 'Cancel all' })).toHaveProperty('disabled', true);
    await user.selectOptions(dialog.getByLabelText('Side'), 'sell');
    await user.selectOptions(dialog.getByLabelText('Market'), 'BTC/USDT');
    expect(dialog.getByText('2 open orders of BTC/USDT will be canceled.')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Cancel all' }));
    await screen.findByText('1 orders canceled');
    expect(at.to('DELETE /api/trading/orders')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Cancel all' }));
    dialog = within(await screen.findByRole('dialog'));
    await user.selectOptions(dialog.getByLabelText('Side'), 'sell');
    await user.click(dialog.getByRole('button', { name: 'Cancel all' }));
    await screen.findByText('2 orders canceled');
    expect(at.to('DELETE /api/trading/orders').map(({ url }) => url.split('?')[1])).toEqual(['side=sell']);
  });

  it('are copied into the ticket, with their side', async () => {
    const sold = { side: 'sell', type: 'stop_loss', status: 'waiting', price: null, stop_price: '600' };
    const at = takingOrders().on('GET /api/trading/orders', page([order(1, sold)]));
    const { user } = await ticket({ server: at }, panel);
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(screen.getByRole('button', { name: 'Sell BTC' })).toBeTruthy();
    expect([field('Stop price'), field('Quantity')].map(valueOf)).toEqual(['600', '0.1']);
  });

  it('say which of two waits for the other, and change both in one step', async () => {
    const next = { side: 'sell', type: 'stop_loss_limit', price: '590', stop_price: '600' };
    const at = server().on(
      'GET /api/trading/orders',
      page([
        order(1, { linked_order_id: '2', linked_as: 'working' }),
        order(2, { linked_order_id: '1', linked_as: 'pending', status: 'pending', ...next }),
      ]),
    );
    at.on('PATCH /api/trading/orders/2/linked', [200, { working: order(1, {}), pending: order(2, {}), sequence: 9 }]);
    const { user } = await show(atMarket(panel), { server: at });
    await screen.findByText('Triggers another order');
    expect(screen.getByText('Pending')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Cancel' })).toHaveLength(2);
    await user.click(screen.getAllByRole('button', { name: 'Change' })[1]!);
    const dialog = within(await screen.findByRole('dialog', { name: 'Change two linked orders for BTC' }));
    const names = [
      'Limit price',
      'Quantity',
      'Stop price',
      'Price of the second order',
      'Quantity of the second order',
    ];
    expect(names.map((name) => valueOf(dialog.getByLabelText(name)))).toEqual(['650', '0.1', '600', '590', '0.1']);
    for (const [name, text] of [
      ['Limit price', '640'],
      ['Stop price', '610'],
    ] as const) {
      await user.clear(dialog.getByLabelText(name));
      await user.type(dialog.getByLabelText(name), text);
    }
    await user.click(dialog.getByRole('button', { name: 'Change' }));
    await screen.findByText('Linked orders changed');
    expect(at.to('PATCH /api/trading/orders/2/linked')[0]?.body).toEqual({
      working: { price: '640' },
      pending: { stop_price: '610' },
    });
  });

  it('replace a TWAP in one command, for what is left; a refusal says that the old one is gone', async () => {
    const twap = { type: 'twap', price: '660', quantity: '1', filled_quantity: '0.3', status: 'partially_filled' };
    const wire = { ...twap, slices: 10, slices_started: 3, interval_seconds: 60, self_trade_prevention: 'none' };
    const at = server()
      .on('GET /api/trading/orders', page([order(1, twap)]))
      .on('GET /api/trading/orders/1', [200, order(1, wire)])
      .on(
        'POST /api/trading/orders/1/replace',
        [200, { sequence: 9, canceled: {}, placed: { problem: { code: 'insufficient_funds', detail: 'no funds' } } }],
        [201, { sequence: 9, canceled: {}, placed: { order: order(2, wire) } }],
      );
    const { user } = await show(atMarket(panel), { server: at });
    const open = async () => {
      await user.click(await screen.findByRole('button', { name: 'Change' }));
      return within(await screen.findByRole('dialog'));
    };
    let dialog = await open();
    expect(valueOf(await dialog.findByLabelText('Quantity left'))).toBe('0.7');
    expect(valueOf(dialog.getByLabelText('Number of slices'))).toBe('7');
    await user.click(dialog.getByRole('button', { name: 'Cancel and place new' }));
    await dialog.findByText(/The old TWAP is canceled, but the new one was refused/);
    await user.click(dialog.getByRole('button', { name: en.dismiss }));
    dialog = await open();
    await user.clear(await dialog.findByLabelText('Number of slices'));
    await user.type(dialog.getByLabelText('Number of slices'), '5');
    await user.click(dialog.getByRole('button', { name: 'Cancel and place new' }));
    await screen.findByText('TWAP replaced');
    expect(at.to('POST /api/trading/orders/1/replace')[1]?.body).toMatchObject({
      order: {
        ...{ type: 'twap', side: 'buy', price: '660', quantity: '0.7' },
        ...{ slices: 5, interval_seconds: 60, self_trade_prevention: 'none' },
      },
    });
  });

  it('change both orders of a pair in one step, from either of them; a refusal keeps the dialog open', async () => {
    const limit = order(1, { side: 'sell', price: '700', paired_order_id: '2' });
    const stopping = {
      type: 'stop_loss_limit',
      status: 'waiting',
      price: '590',
      stop_price: '600',
      paired_order_id: '1',
    };
    const stop = order(2, { side: 'sell', ...stopping });
    const at = takingOrders()
      .on('GET /api/trading/orders', page([limit, stop]))
      .on(
        'PATCH /api/trading/orders/1/pair',
        [422, { code: 'pair_prices_crossed', detail: '' }],
        [200, { limit, stop, sequence: 9 }],
      )
      .on('PATCH /api/trading/orders/2/pair', [200, { limit, stop, sequence: 10 }]);
    const { user } = await show(atMarket(panel), { server: at });
    const open = async (which: number) => {
      await user.click((await screen.findAllByRole('button', { name: 'Change' }))[which]!);
      return within(await screen.findByRole('dialog', { name: 'Change the OCO pair for BTC' }));
    };
    const type = async (dialog: Awaited<ReturnType<typeof open>>, label: string, text: string) => {
      await user.clear(dialog.getByLabelText(label));
      await user.type(dialog.getByLabelText(label), text);
    };
    let dialog = await open(0);
    expect(['Limit price', 'Stop price', 'Stop limit'].map((name) => valueOf(dialog.getByLabelText(name)))).toEqual([
      '700',
      '600',
      '590',
    ]);
    await type(dialog, 'Limit price', '710');
    await type(dialog, 'Stop price', '620');
    await type(dialog, 'Stop limit', '610');
    await user.click(dialog.getByRole('button', { name: 'Change' }));
    await dialog.findByRole('alert');
    await user.click(dialog.getByRole('button', { name: 'Change' }));
    await screen.findByText('OCO pair changed');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const sent = at.to('PATCH /api/trading/orders/1/pair').map(({ body }) => body);
    const both = { limit: { price: '710' }, stop: { stop_price: '620', price: '610' } };
    expect(sent).toEqual([both, both]);
    dialog = await open(1);
    await type(dialog, 'Quantity', '0.2');
    await user.click(dialog.getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(at.to('PATCH /api/trading/orders/2/pair')[0]?.body).toEqual({ quantity: '0.2' });
  });

  it('leave the focus where one was when a row goes (closes finding P10: it was lost after each action)', async () => {
    const at = server()
      .on('GET /api/trading/orders', page([order(1), order(2)]), page([order(2)]))
      .on('DELETE /api/trading/orders/1', [200, order(1, { status: 'canceled', cancel_reason: 'requested' })]);
    const { user } = await show(atMarket(panel), { server: at });
    const [first] = await screen.findAllByRole('button', { name: 'Cancel' });
    await user.click(first!);
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Cancel' })).toHaveLength(1));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })));
  });
});

describe('a fill of an order that rested', () => {
  it('is announced once, with kind, price and quantity; own takings are not (closes finding P5)', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const taken = { ...FILL, id: '312', order_id: '9', liquidity: 'taker' };
    const at = server()
      .on('GET /api/trading/orders', page([order(1)]), page([order(1, { filled_quantity: '0.04' })]))
      .on('GET /api/trading/trades', page([]), page([taken, FILL]));
    await show(atMarket(<Announcements />), { server: at });
    await screen.findByText('Limit: buy 0.10000 BTC at 650.00. 0.04000 BTC filled at 649.50');
    expect(document.title).toMatch(/^\(1\)/);
    expect(screen.getAllByText(/filled at/)).toHaveLength(1);
    vi.restoreAllMocks();
  });
});

describe('a user who has left', () => {
  it('leaves no balance behind, and reads why (closes finding P4)', async () => {
    const { tab, user } = await show(
      atMarket(
        <>
          <Left onLogin={() => undefined} />
          {panel}
        </>,
      ),
    );
    await user.click(await screen.findByRole('tab', { name: 'Balances' }));
    await screen.findAllByText('1,000.000000');
    act(() => tab.stores('flowex.session', null));
    expect(screen.queryByText('1,000.000000')).toBeNull();
    expect(screen.getByText('You logged out in another tab.')).toBeTruthy();
  });

  it('is notified when the session was ended elsewhere', async () => {
    const { server: at } = await show(
      atMarket(
        <>
          <Left onLogin={() => undefined} />
          {panel}
        </>,
      ),
    );
    await screen.findByRole('tab', { name: 'Open orders (0)' });
    const ended = [401, { code: 'unauthorized', detail: '' }] as const;
    at.on('GET /api/trading/orders', ended).on('GET /api/wallet/balances', ended).on('POST /api/auth/refresh', ended);
    await screen.findByText(/it was ended on another device/);
    expect(screen.getByText('Log in to see your orders and balances')).toBeTruthy();
  });
});

describe('balances', () => {
  it('are hidden in every list and in the ticket until they are shown again, also after a reload', async () => {
    const { user } = await ticket({ server: takingOrders().on('GET /api/trading/orders', page([order(1)])) }, panel);
    await user.click(await screen.findByRole('tab', { name: 'Balances' }));
    await screen.findAllByText('1,000.000000');
    await user.click(screen.getByRole('button', { name: 'Hide balances' }));
    expect(screen.queryByText(/1,000/)).toBeNull();
    expect(screen.getByText('••••• USDT')).toBeTruthy();
    expect(screen.getAllByText('•••••').length).toBeGreaterThan(4);
    await user.click(screen.getByRole('tab', { name: 'Open orders (1)' }));
    expect(document.querySelector('.open-orders')?.textContent).not.toContain('0.10000');
    expect(JSON.parse(localStorage.getItem('flowex.settings') ?? '{}')).toMatchObject({ hidden: true });
    await user.click(screen.getByRole('tab', { name: 'Balances' }));
    await user.click(screen.getByRole('button', { name: 'Show balances' }));
    expect(screen.getAllByText('1,000.000000').length).toBeGreaterThan(0);
  });

  it('offer no deposit where the exchange takes none (finding P6)', async () => {
    const at = server().on('GET /api/tenant', [200, { ...HOUSE, features: { deposits: false } }]);
    const { user } = await show(atMarket(panel), { server: at });
    await user.click(await screen.findByRole('tab', { name: 'Balances' }));
    await screen.findAllByText('1,000.000000');
    expect(screen.queryByRole('button', { name: 'Deposit' })).toBeNull();
  });
});
