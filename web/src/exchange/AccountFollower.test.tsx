// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { OpenOrders } from '../orders/OpenOrders';
import { atMarket, HOUSE, server, show } from '../page-test/page';
import { AccountFollower } from './AccountFollower';
import { useBalances } from './queries';
import { ORDER } from './test-server';

function Money() {
  const { data } = useBalances();
  return <p>USDT {String(data?.find(({ asset }) => asset.code === 'USDT')?.available ?? '?')}</p>;
}

const tradingPage = atMarket(
  <>
    <AccountFollower />
    <OpenOrders symbol={null} />
    <Money />
  </>,
);

async function follow() {
  const page = await show(tradingPage);
  await screen.findByText('USDT 1000000000');
  await waitFor(() => expect(page.account.listener).not.toBeNull());
  act(() => page.account.listener?.opened());
  act(() => page.account.says({ type: 'following', account: '7', next: 5, last: 4 }));
  const requests = () => page.server.to('GET /api/trading/orders').length;
  // Events follow from here: all earlier data is requested once.
  await waitFor(() => expect(requests()).toBeGreaterThan(1));
  await waitFor(() => expect(screen.getByText('No open orders')).toBeTruthy());
  return { ...page, requests };
}

const entry = (number: number, of: object) => ({ number, sequence: 20_000 + number, at: ORDER.created_at, ...of });

describe('the account stream on the page', () => {
  it('shows an order and what money it holds, and takes both away, without asking', async () => {
    const { account, requests } = await follow();
    const before = requests();
    act(() => {
      account.says(entry(5, { type: 'order', event: 'accepted', order: ORDER }));
      account.says(entry(6, { type: 'balance', currency: 'USDT', available: '935', locked: '65', total: '1000' }));
    });
    await screen.findByText('650.00');
    expect(screen.getByText('USDT 935000000')).toBeTruthy();
    act(() => account.says(entry(7, { type: 'order', event: 'canceled', order: { ...ORDER, status: 'canceled' } })));
    await screen.findByText('No open orders');
    expect(requests()).toBe(before);
  });

  it('asks every two seconds again once the stream is gone', async () => {
    const { account, requests, exchange } = await follow();
    expect(exchange.account.isFollowing()).toBe(true);
    act(() => account.listener?.closed());
    const before = requests();
    await waitFor(() => expect(requests()).toBeGreaterThan(before));
  });

  it('is not opened where the exchange has no streams', async () => {
    const at = server().on('GET /api/tenant', [200, { ...HOUSE, features: { streams: false } }]);
    const page = await show(tradingPage, { server: at });
    await screen.findByText('USDT 1000000000');
    await waitFor(() => expect(page.server.to('GET /api/tenant').length).toBeGreaterThan(0));
    expect(page.exchange.account.isFollowing()).toBe(false);
  });
});
