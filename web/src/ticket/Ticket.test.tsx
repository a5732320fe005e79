// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ORDER, problem } from '../exchange/test-server';
import { HOUSE, server } from '../page-test/page';
import { OrderBook } from '../book/OrderBook';
import { takingOrders, field, ticket } from './test-ticket';

const figures = () => document.querySelector('.ticket-figures')?.textContent ?? '';

describe('the ticket', () => {
  it('sends a typed comma as it was meant (closes finding P1: "800,5" was sent as 8,005)', async () => {
    const { user, fill, sent } = await ticket();
    await fill('Price', '640,5');
    await fill('Quantity', '0,1{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ price: '640.5', quantity: '0.1' });
    await user.tab();
  });

  it('borrows what is missing where the exchange lends, and repays it at the end if not used', async () => {
    const lending = takingOrders().on('GET /api/tenant', [200, { ...HOUSE, features: { margin: true } }]);
    const { user, fill, sent } = await ticket({ server: lending });
    await fill('Quantity', '5');
    await screen.findByText('Insufficient USDT');
    expect(screen.queryByLabelText('Repay the unused loan at its end')).toBeNull();
    await user.click(await screen.findByLabelText('Borrow what is missing'));
    await user.click(screen.getByLabelText('Repay the unused loan at its end'));
    expect(screen.queryByText('Insufficient USDT')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Buy BTC' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() =>
      expect(sent()).toEqual([
        expect.objectContaining({ quantity: '5', auto_borrow: true, auto_repay_at_cancel: true }),
      ]),
    );
  });

  it('repays with what it brings where the exchange lends', async () => {
    const lending = takingOrders().on('GET /api/tenant', [200, { ...HOUSE, features: { margin: true } }]);
    const { user, fill, sent } = await ticket({ server: lending });
    await fill('Price', '640');
    await fill('Quantity', '0.1');
    await user.click(await screen.findByLabelText('Repay with what it brings'));
    await user.click(screen.getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() => expect(sent()).toEqual([expect.objectContaining({ quantity: '0.1', auto_repay: true })]));
    expect(sent()[0]).not.toHaveProperty('auto_borrow');
  });

  it('refuses a comma that may mean two things, and shows what it understood', async () => {
    const { user, fill, sent } = await ticket();
    await fill('Price', '1,234');
    expect(screen.getByText('Write 1234 or 1.234: the comma is ambiguous')).toBeTruthy();
    await fill('Quantity', '0.1{Enter}');
    expect(sent()).toEqual([]);
    await fill('Price', '640,5');
    await user.tab();
    expect(field('Price')).toHaveProperty('value', '640.5');
  });

  it('sends with Enter, once (closes finding P10: Enter did not send)', async () => {
    const { fill, sent } = await ticket();
    await fill('Quantity', '0.1{Enter}');
    await screen.findByText('Limit: buy 0.10000 BTC at 650.00. Order placed');
    expect(sent()).toHaveLength(1);
    expect(field('Quantity')).toHaveProperty('value', '');
  });

  it('says what is missing when it is sent all the same, and goes there', async () => {
    const { user, sent } = await ticket();
    await user.click(screen.getByRole('button', { name: 'Buy BTC' }));
    expect(screen.getByText('Enter a quantity')).toBeTruthy();
    expect(document.activeElement).toBe(field('Quantity'));
    expect(sent()).toEqual([]);
  });

  it('asks before a limit far beyond the market goes (closes finding P3)', async () => {
    const { user, fill, sent } = await ticket();
    await fill('Price', '6500');
    await fill('Quantity', '0.1{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Confirm order' });
    expect(within(dialog).getByText(/900 % above the market price of 650.00/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Back');
    expect(sent()).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Back' }));
    expect(sent()).toEqual([]);
    await user.type(field('Quantity'), '{Enter}');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ price: '6500' });
  });

  it('does not ask about a price in one’s own favour, nor where that was chosen', async () => {
    localStorage.setItem('flowex.settings', JSON.stringify({ confirmation: 'never' }));
    const { fill, sent } = await ticket();
    await fill('Price', '6500');
    await fill('Quantity', '0.1{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(screen.getByText(/900 % above the market price of 650.00/)).toBeTruthy();
  });

  it('warns of half of the funds, and always asks where that was chosen', async () => {
    localStorage.setItem('flowex.settings', JSON.stringify({ confirmation: 'always' }));
    const { fill, sent } = await ticket();
    await fill('Quantity', '0.1{Enter}');
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(sent()).toEqual([]);
    await fill('Quantity', '1');
    expect(screen.getAllByText('Uses 65 % of your available balance')).toBeTruthy();
  });

  it('warns while the exchange is not heard (closes finding P2)', async () => {
    const { stream, fill, sent } = await ticket();
    act(() => stream.listener?.closed());
    expect(screen.getByText(/Prices may be out of date/)).toBeTruthy();
    await fill('Quantity', '0.1{Enter}');
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(sent()).toEqual([]);
  });

  it('names price and kind of what was placed (closes finding P5: a waiting stop "is open")', async () => {
    const waiting = { ...ORDER, type: 'stop_loss', price: null, stop_price: '600', side: 'sell', status: 'waiting' };
    const { user, fill } = await ticket({ server: takingOrders(waiting) });
    await user.click(screen.getByRole('button', { name: 'Sell' }));
    await user.selectOptions(screen.getByLabelText('Type', { selector: 'select' }), 'stop_loss');
    await fill('Stop price', '600');
    await fill('Quantity', '0.1{Enter}');
    await screen.findByText('Stop loss: sell 0.10000 BTC. Waiting for 600.00');
  });

  it('by amount has a fee and parts of what is available (closes finding P12)', async () => {
    const { user, fill, sent } = await ticket();
    await user.click(screen.getByRole('tab', { name: 'Market' }));
    await user.click(screen.getByRole('checkbox', { name: 'By amount of USDT' }));
    await user.click(screen.getByRole('button', { name: '25%' }));
    expect(field('Total')).toHaveProperty('value', '250');
    await waitFor(() => expect(figures()).toContain('0.38402 BTC'));
    expect(figures()).toContain('0.000384 BTC');
    await fill('Total', '100{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ quote_quantity: '100', quantity: null });
  });

  it('takes the total of a limit order: the quantity follows it, rounded down to the lot, and the price', async () => {
    const { user, fill, sent } = await ticket();
    await fill('Quantity', '0.1');
    expect(field('Total')).toHaveProperty('value', '65');
    expect(figures()).not.toContain('Total');
    await fill('Total', '100');
    expect(field('Quantity')).toHaveProperty('value', '0.15384');
    expect(figures()).toContain('Rounded total99.99');
    await fill('Price', '640');
    expect(field('Quantity')).toHaveProperty('value', '0.15625');
    expect(field('Total')).toHaveProperty('value', '100');
    await user.click(screen.getByRole('button', { name: '50%' }));
    expect(field('Total')).toHaveProperty('value', '500');
    await fill('Total', '1.2.3');
    expect(screen.getByText('Not a number')).toBeTruthy();
    await fill('Total', '100{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ price: '640', quantity: '0.15625' });
    expect([field('Total'), field('Quantity')].map((input) => (input as HTMLInputElement).value)).toEqual(['', '']);
  });

  it('takes price and quantity of a row of the book, at most as much as the funds pay for', async () => {
    const { user, stream } = await ticket({}, <OrderBook />);
    act(() =>
      stream.book(
        [['649', '1']],
        [
          ['651', '1'],
          ['652', '3'],
        ],
      ),
    );
    await screen.findByRole('button', { name: /^Ask 652.00/ });
    await user.click(screen.getByRole('button', { name: /^Ask 651.00/ }));
    expect([field('Price'), field('Quantity')].map((input) => (input as HTMLInputElement).value)).toEqual(['651', '1']);
    await user.click(screen.getByRole('button', { name: /^Ask 652.00/ }));
    expect(field('Quantity')).toHaveProperty('value', '1.53374');
    await user.click(screen.getByRole('button', { name: 'Sell' }));
    await user.click(screen.getByRole('button', { name: /^Ask 652.00/ }));
    expect(field('Quantity')).toHaveProperty('value', '2');
  });

  it('sends at a click on the book where one-click trading is on, with the quantity of the form', async () => {
    localStorage.setItem('flowex.settings', JSON.stringify({ oneClick: true }));
    const { user, fill, sent } = await ticket({}, <OrderBook />);
    expect(screen.getByText(/One-click trading is on/)).toBeTruthy();
    const row = await screen.findByRole('button', { name: /^Ask 651.00/ });
    await user.click(row);
    expect(screen.getByText('Enter a quantity')).toBeTruthy();
    expect(sent()).toEqual([]);
    await fill('Quantity', '0.1');
    await user.click(row);
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ price: '651', quantity: '0.1' });
  });

  it('counts only what the book holds where it is short of it', async () => {
    const { user, fill, stream } = await ticket();
    act(() => stream.book([['649', '0.5']], [['651', '1']]));
    await user.click(screen.getByRole('tab', { name: 'Market' }));
    await user.click(screen.getByRole('button', { name: 'Sell' }));
    await fill('Quantity', '2');
    await waitFor(() => expect(figures()).toContain('0.50000 BTC'));
    expect(figures()).toContain('324.50 USDT');
    expect(figures()).toContain('0.324500 USDT');
    expect(screen.getByText('Not enough liquidity in the order book')).toBeTruthy();
  });

  it('says of the exchange itself what an order would come to, without placing it', async () => {
    const tried = {
      ...{ filled_quantity: '0.04', average_price: '649.123', open_quantity: '0.06', expired_quantity: '0' },
      ...{
        expiry_reason: null,
        spends: { asset: 'USDT', amount: '25.96' },
        receives: { asset: 'BTC', amount: '0.03996' },
      },
      ...{ fee: { asset: 'BTC', amount: '0.00004' }, held: { asset: 'USDT', amount: '39' } },
    };
    const at = takingOrders().on('POST /api/trading/orders/test', [200, tried]);
    const { user, fill, sent } = await ticket({ server: at });
    await fill('Quantity', '0.1');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('0.04000 BTC · 649.12')).toBeTruthy();
    expect(within(dialog).getByText('25.960000 USDT')).toBeTruthy();
    expect(within(dialog).getByText('0.06000 BTC')).toBeTruthy();
    expect(at.to('POST /api/trading/orders/test')[0]?.body).toMatchObject({ price: '650', client_order_id: null });
    expect(sent()).toEqual([]);
  });

  it('says of the exchange itself why it would refuse an order', async () => {
    const at = takingOrders().on('POST /api/trading/orders/test', problem(422, 'insufficient_funds'));
    const { user, fill, sent } = await ticket({ server: at });
    await fill('Quantity', '0.1');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    expect(await screen.findByText(/Would be rejected:/)).toBeTruthy();
    expect(sent()).toEqual([]);
  });

  it('says what happens against one’s own orders, and which price sets an order off', async () => {
    const waiting = { ...ORDER, type: 'stop_loss', price: null, stop_price: '600', side: 'sell', status: 'waiting' };
    const { user, fill, sent } = await ticket({ server: takingOrders(ORDER, waiting) });
    await user.selectOptions(screen.getByLabelText('Self-trade prevention'), 'decrement');
    expect(screen.queryByLabelText('Trigger by')).toBeNull();
    await fill('Quantity', '0.1{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ self_trade_prevention: 'decrement', trigger_source: null });
    await user.click(screen.getByRole('button', { name: 'Sell' }));
    await user.selectOptions(screen.getByLabelText('Type', { selector: 'select' }), 'stop_loss');
    await user.selectOptions(screen.getByLabelText('Trigger by'), 'best_price');
    await fill('Stop price', '600');
    await fill('Quantity', '0.1{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]).toMatchObject({ self_trade_prevention: 'decrement', trigger_source: 'best_price' });
  });

  it('sells what a market order bought, at a profit or before a loss grows', async () => {
    const fees = [{ asset: 'BTC', amount: '0.0001' }];
    const bought = { ...ORDER, type: 'market', price: null, status: 'filled', filled_quantity: '0.1', fees };
    const pair = { limit: { ...ORDER, id: '2', side: 'sell', price: '700' }, stop: ORDER };
    const at = takingOrders(bought).on('POST /api/trading/orders/oco', [201, pair]);
    const { user, fill, sent } = await ticket({ server: at });
    await user.click(screen.getByRole('tab', { name: 'Market' }));
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Take profit at', '651');
    expect(screen.getByText('Minimum 651.01')).toBeTruthy();
    await fill('Stop loss at', '649{Enter}');
    expect(screen.getByText('Maximum 648.99')).toBeTruthy();
    expect(sent()).toEqual([]);
    await fill('Take profit at', '700');
    await fill('Stop loss at', '600{Enter}');
    await waitFor(() => expect(at.to('POST /api/trading/orders/oco')).toHaveLength(1));
    expect(sent()).toHaveLength(1);
    expect(at.to('POST /api/trading/orders/oco')[0]?.body).toMatchObject({
      side: 'sell',
      quantity: '0.0999',
      limit: { price: '700' },
      stop: { type: 'stop_loss', stop_price: '600' },
    });
  });

  it('says loudly where what was bought is not protected', async () => {
    const bought = { ...ORDER, type: 'market', price: null, status: 'filled', filled_quantity: '0.1' };
    const at = server().on('POST /api/trading/orders', [201, bought], problem(422, 'would_trigger_at_once'));
    const { user, fill } = await ticket({ server: at });
    await user.click(screen.getByRole('tab', { name: 'Market' }));
    await user.click(screen.getByRole('checkbox', { name: 'Take profit / stop loss' }));
    await fill('Quantity', '0.1');
    await fill('Stop loss at', '600{Enter}');
    expect(await screen.findByText(/Bought, but take profit and stop loss were not placed/)).toBeTruthy();
  });

  it('takes no order where the exchange takes none, and says so (finding P6)', async () => {
    const at = takingOrders().on('GET /api/tenant', [200, { ...HOUSE, features: { trading: false, deposits: false } }]);
    await ticket({ server: at });
    expect(screen.getByText(/does not accept orders at the moment/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Buy BTC' })).toHaveProperty('disabled', true);
    expect(screen.queryByRole('button', { name: /Deposit/ })).toBeNull();
  });

  it('moves between its tabs by arrows, with one stop for the Tab key', async () => {
    const { user } = await ticket();
    const limit = screen.getByRole('tab', { name: 'Limit' });
    limit.focus();
    await user.keyboard('{ArrowRight}');
    const market = screen.getByRole('tab', { name: 'Market' });
    expect(document.activeElement).toBe(market);
    expect([market.getAttribute('aria-selected'), market.tabIndex, limit.tabIndex]).toEqual(['true', 0, -1]);
    await user.keyboard('{Home}');
    expect(limit.getAttribute('aria-selected')).toBe('true');
  });
});
