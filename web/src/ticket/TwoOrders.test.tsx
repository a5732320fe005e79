// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ORDER } from '../exchange/test-server';
import { HOUSE } from '../page-test/page';
import { takingOrders, field, ticket } from './test-ticket';

/** The exchange's preview of an order that only rests. */
const holding = (amount: string, asset: string) => ({
  ...{ filled_quantity: '0', average_price: null, open_quantity: '0.1', expired_quantity: '0', expiry_reason: null },
  ...{ spends: { asset, amount: '0' }, receives: { asset, amount: '0' }, fee: { asset, amount: '0' } },
  held: { asset, amount },
});

describe('a ticket of two orders', () => {
  it('says of the exchange itself what both orders of a pair hold together', async () => {
    const at = takingOrders().on('POST /api/trading/orders/oco/test', [200, holding('71', 'USDT')]);
    const { user, fill, sent } = await ticket({ server: at });
    await user.selectOptions(screen.getByLabelText('Type', { selector: 'select' }), 'oco');
    await fill('Limit price', '600');
    await fill('Stop price', '710');
    await fill('Quantity', '0.1');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    expect(await screen.findByText('71.000000 USDT')).toBeTruthy();
    expect(at.to('POST /api/trading/orders/oco/test')[0]?.body).toMatchObject({
      limit: { price: '600', client_order_id: null },
      stop: { stop_price: '710', client_order_id: null },
    });
    expect(sent()).toEqual([]);
  });

  it('lets one order follow a limit order, placed with it', async () => {
    const both = { working: ORDER, pending: { ...ORDER, id: '2', side: 'sell' }, sequence: 9 };
    const at = takingOrders().on('POST /api/trading/orders/oto', [201, both]);
    const { user, fill, sent } = await ticket({ server: at });
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Take profit at', '650');
    expect(screen.getByText('Minimum 650.01')).toBeTruthy();
    await user.clear(field('Take profit at'));
    await fill('Stop loss at', '600{Enter}');
    await waitFor(() => expect(at.to('POST /api/trading/orders/oto')).toHaveLength(1));
    expect(sent()).toEqual([]);
    expect(at.to('POST /api/trading/orders/oto')[0]?.body).toMatchObject({
      working: { side: 'buy', type: 'limit', price: '650', quantity: '0.1' },
      pending: { side: 'sell', type: 'stop_loss', stop_price: '600', quantity: '0.0999' },
    });
  });

  it('borrows for a pair as for one order, and repays by the order that follows', async () => {
    const pair = { limit: ORDER, stop: { ...ORDER, id: '2' }, sequence: 9 };
    const both = { working: ORDER, pending: { ...ORDER, id: '2', side: 'sell' }, sequence: 9 };
    const at = takingOrders()
      .on('GET /api/tenant', [200, { ...HOUSE, features: { margin: true } }])
      .on('POST /api/trading/orders/oco', [201, pair])
      .on('POST /api/trading/orders/oto', [201, both]);
    const { user, fill } = await ticket({ server: at });
    await user.click(await screen.findByLabelText('Borrow what is missing'));
    await user.click(screen.getByLabelText('Repay with what it brings'));
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Stop loss at', '600{Enter}');
    await waitFor(() => expect(at.to('POST /api/trading/orders/oto')).toHaveLength(1));
    const list = at.to('POST /api/trading/orders/oto')[0]?.body;
    expect(list).toMatchObject({ working: { auto_borrow: true, auto_repay: true }, pending: { auto_repay: true } });
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await user.selectOptions(screen.getByLabelText('Type', { selector: 'select' }), 'oco');
    await fill('Limit price', '600');
    await fill('Stop price', '710');
    await fill('Quantity', '0.1{Enter}');
    await waitFor(() => expect(at.to('POST /api/trading/orders/oco')).toHaveLength(1));
    expect(at.to('POST /api/trading/orders/oco')[0]?.body).toMatchObject({ auto_borrow: true, auto_repay: true });
  });

  it('lets a take profit and a stop loss follow a limit order, of which one cancels the other', async () => {
    const [limit, stop] = ['2', '3'].map((id) => ({ ...ORDER, id, side: 'sell' }));
    const at = takingOrders()
      .on('POST /api/trading/orders/otoco', [201, { working: ORDER, limit, stop, sequence: 9 }])
      .on('POST /api/trading/orders/otoco/test', [200, holding('65', 'USDT')]);
    const { user, fill, sent } = await ticket({ server: at });
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Take profit at', '700');
    await fill('Stop loss at', '600');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Then: Take profit: sell 0.09990 BTC at 700.00')).toBeTruthy();
    expect(within(dialog).getByText('Then: Stop loss: sell 0.09990 BTC at 600.00')).toBeTruthy();
    expect(await within(dialog).findByText('65.000000 USDT')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() => expect(at.to('POST /api/trading/orders/otoco')).toHaveLength(1));
    const body = {
      working: { side: 'buy', type: 'limit', price: '650', quantity: '0.1' },
      pending: {
        ...{ side: 'sell', quantity: '0.0999' },
        ...{ limit: { price: '700' }, stop: { type: 'stop_loss', stop_price: '600' } },
      },
    };
    expect(at.to('POST /api/trading/orders/otoco')[0]?.body).toMatchObject(body);
    expect(at.to('POST /api/trading/orders/otoco/test')[0]?.body).toMatchObject({
      working: { client_order_id: null },
      pending: { limit: { client_order_id: null }, stop: { client_order_id: null } },
    });
    expect(sent()).toEqual([]);
  });

  it('lets a pair follow an order that waits for a price, and says that a part starts nothing', async () => {
    const [limit, stop] = ['2', '3'].map((id) => ({ ...ORDER, id, side: 'sell' }));
    const at = takingOrders().on('POST /api/trading/orders/otoco', [201, { working: ORDER, limit, stop, sequence: 9 }]);
    const { user, fill, sent } = await ticket({ server: at });
    await user.selectOptions(screen.getByLabelText('Type', { selector: 'select' }), 'stop_loss');
    await fill('Stop price', '710');
    await fill('Quantity', '0.1');
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    expect(screen.getByText(/the rest expires and nothing follows/)).toBeTruthy();
    await fill('Take profit at', '720');
    await fill('Stop loss at', '700{Enter}');
    await waitFor(() => expect(at.to('POST /api/trading/orders/otoco')).toHaveLength(1));
    expect(at.to('POST /api/trading/orders/otoco')[0]?.body).toMatchObject({
      working: { side: 'buy', type: 'stop_loss', stop_price: '710', price: null, time_in_force: null, quantity: '0.1' },
      pending: { side: 'sell', limit: { price: '720' }, stop: { type: 'stop_loss', stop_price: '700' } },
    });
    expect(sent()).toEqual([]);
  });

  it('buys back what a limit order sold, below its price or before it is dear, and shows that before it goes', async () => {
    const both = { working: { ...ORDER, side: 'sell' }, pending: { ...ORDER, id: '2' }, sequence: 9 };
    const at = takingOrders()
      .on('POST /api/trading/orders/oto', [201, both])
      .on('POST /api/trading/orders/oto/test', [200, holding('0.1', 'BTC')]);
    const { user, fill } = await ticket({ server: at });
    await user.click(screen.getByRole('button', { name: 'Sell' }));
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Take profit at', '650');
    expect(screen.getByText('Maximum 649.99')).toBeTruthy();
    await fill('Take profit at', '600');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Then: Take profit: buy 0.10000 BTC at 600.00')).toBeTruthy();
    expect(await within(dialog).findByText('0.10000000 BTC')).toBeTruthy();
    expect(at.to('POST /api/trading/orders/oto/test')[0]?.body).toMatchObject({
      working: { client_order_id: null },
      pending: { stop_price: '600', client_order_id: null },
    });
    await user.click(within(dialog).getByRole('button', { name: 'Sell BTC' }));
    await waitFor(() => expect(at.to('POST /api/trading/orders/oto')).toHaveLength(1));
    expect(at.to('POST /api/trading/orders/oto')[0]?.body).toMatchObject({
      working: { side: 'sell' },
      pending: { side: 'buy', type: 'take_profit', stop_price: '600', quantity: '0.1' },
    });
  });

  it('lets nothing follow what may not rest', async () => {
    const { user } = await ticket();
    await user.selectOptions(screen.getByLabelText('Time in force'), 'ioc');
    expect(screen.queryByRole('checkbox', { name: 'Take profit / stop loss' })).toBeNull();
  });

  it('says at its field what the exchange refused of two orders, until that is changed', async () => {
    const errors = [
      { field: 'pending.stop_price', rule: 'at least as far as a tick' },
      { field: 'working.price', rule: 'within the band' },
      { field: 'symbol', rule: 'listed' },
    ];
    const refusal = { code: 'invalid_field', detail: 'a field is wrong', errors };
    const at = takingOrders().on('POST /api/trading/orders/oto', [400, refusal]);
    const { user, fill } = await ticket({ server: at });
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Stop loss at', '600{Enter}');
    expect(await screen.findByText('at least as far as a tick')).toBeTruthy();
    expect(field('Stop loss at').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('within the band')).toBeTruthy();
    await fill('Stop loss at', '590');
    expect(screen.queryByText('at least as far as a tick')).toBeNull();
  });
});
