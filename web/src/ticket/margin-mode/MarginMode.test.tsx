// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { AccountFollower } from '../../exchange/AccountFollower';
import type { Side } from '../../exchange/model';
import { ORDER, type Call, type TestServer } from '../../exchange/test-server';
import { OrdersPanel } from '../../orders/OrdersPanel';
import { atMarket, HOUSE, show, type TestStream } from '../../page-test/page';
import { CLEAR } from '../../wallet/margin/margin-sample';
import { Ticket } from '../Ticket';
import { field, takingOrders } from '../test-ticket';

function TicketAndLists() {
  const [side, setSide] = useState<Side>('buy');
  const nothing = (): void => undefined;
  return (
    <>
      <Ticket side={side} onSide={setSide} onLogin={nothing} onDeposit={nothing} />
      <OrdersPanel onLogin={nothing} onDeposit={nothing} />
    </>
  );
}

const page = (
  <>
    <AccountFollower />
    {atMarket(<TicketAndLists />)}
  </>
);

const isIsolated = ({ url }: Call): boolean => /[?&]isolated=BTC-USDT(&|$)/.test(url);
const order = (id: number, price: string) => ({ ...ORDER, id: String(id), client_order_id: `c${id}`, price });
const money = (available: string) => ({ currency: 'USDT', available, locked: '0', total: available });

/** An order at 650 and 1,000 USDT in the main account; an order at 640 and 300 USDT in the isolated one. */
function twoAccounts(opened: readonly string[] = ['BTC-USDT']): TestServer {
  return takingOrders()
    .on('GET /api/tenant', [200, { ...HOUSE, features: { margin: true } }])
    .on('GET /api/v1/margin/account', [200, CLEAR])
    .on('GET /api/v1/margin/isolated', [200, { items: opened.map((symbol) => ({ symbol })) }])
    .on('DELETE /api/trading/orders/2', [200, { ...order(2, '640'), status: 'canceled' }])
    .answers('GET /api/trading/orders', (call) => [
      200,
      { items: [isIsolated(call) ? order(2, '640') : order(1, '650')], next_cursor: null },
    ])
    .answers('GET /api/wallet/balances', (call) => [
      200,
      { items: isIsolated(call) ? opened.map(() => money('300')) : [money('1000')] },
    ]);
}

const entry = (number: number, of: object) => ({ number, sequence: 20_000 + number, at: ORDER.created_at, ...of });
const accepted = (number: number, placed: object) => entry(number, { type: 'order', event: 'accepted', order: placed });
const says = (listener: NonNullable<TestStream['listener']>, ...messages: readonly object[]) =>
  act(() => messages.forEach((message) => listener.heard(JSON.stringify(message))));
const listed = () => screen.getByRole('table').querySelectorAll('[data-name="Price"]');
const prices = () => [...listed()].map(({ textContent }) => textContent);

describe('margin mode', () => {
  it('sends requests to the chosen account, and shows neither orders nor events of the other one', async () => {
    const { server, account, user } = await show(page, { server: twoAccounts() });
    await screen.findByText('1,000.00 USDT');
    await waitFor(() => expect(account.listener).not.toBeNull());
    const main = account.listener!;
    act(() => main.opened());
    says(main, { type: 'following', account: '7', next: 5, last: 4 });
    await screen.findByText('Cross (main account)');
    await waitFor(() => expect(prices()).toEqual(['650.00']));

    const held = server.hold('GET /api/trading/orders');
    await user.click(screen.getByRole('tab', { name: 'Isolated' }));
    await held.requested;
    expect(screen.queryByText('650.00')).toBeNull();
    held.release();
    await screen.findByText('300.00 USDT');
    await screen.findByText('Isolated BTC/USDT');
    await waitFor(() => expect(prices()).toEqual(['640.00']));

    await waitFor(() => expect(account.listener).not.toBe(main));
    const isolated = account.listener!;
    act(() => isolated.opened());
    expect(account.sent.map((text) => JSON.parse(text) as object)).toEqual([
      expect.not.objectContaining({ isolated: expect.anything() as unknown }),
      expect.objectContaining({ op: 'login', isolated: 'BTC-USDT' }),
    ]);
    says(isolated, { type: 'following', account: '549', next: 9, last: 8 });
    says(main, accepted(5, order(3, '777')), entry(6, { type: 'balance', ...money('77') }));
    says(isolated, accepted(9, order(4, '633')));
    await waitFor(() => expect(prices()).toEqual(['633.00', '640.00']));
    expect(screen.getByText('300.00 USDT')).toBeTruthy();

    await user.type(field('Quantity'), '0.1');
    await user.click(screen.getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() => expect(server.to('POST /api/trading/orders').map(isIsolated)).toEqual([true]));
    await waitFor(() => expect(prices()).toEqual(['640.00']));
    await user.click(within(listed()[0]!.closest('tr')!).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(server.to('DELETE /api/trading/orders/2').map(isIsolated)).toEqual([true]));

    await user.click(screen.getByRole('tab', { name: 'Cross' }));
    await waitFor(() => expect(prices()).toEqual(['650.00']));
    says(isolated, accepted(10, order(5, '611')));
    await user.type(field('Quantity'), '0.05');
    await user.click(screen.getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() => expect(server.to('POST /api/trading/orders').map(isIsolated)).toEqual([true, false]));
    await waitFor(() => expect(prices()).toEqual(['650.00']));
  });

  it('is remembered, and leads to the first transfer of an account that is not open', async () => {
    localStorage.setItem('flowex.choice.margin-mode.BTC-USDT', 'isolated');
    await show(page, { server: twoAccounts([]) });
    const link = await screen.findByRole('link', { name: 'Transfer to the isolated account' });
    expect(link.getAttribute('href')).toBe('#/wallet/margin/BTC-USDT');
    expect(screen.getByText(/This isolated account is not open yet/)).toBeTruthy();
    await screen.findByText('0.00 USDT');
  });

  it('is offered where the exchange lends both assets', async () => {
    const lent = { ...CLEAR, items: CLEAR.items.slice(1) };
    const at = twoAccounts().on('GET /api/v1/margin/account', [200, lent]);
    await show(page, { server: at });
    await screen.findByText('650.00');
    await waitFor(() => expect(at.to('GET /api/v1/margin/account').length).toBeGreaterThan(0));
    expect(screen.queryByRole('tab', { name: 'Isolated' })).toBeNull();
    expect(screen.queryByText('Cross (main account)')).toBeNull();
  });
});
