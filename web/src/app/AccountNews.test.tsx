// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AccountFollower } from '../exchange/AccountFollower';
import { ORDER } from '../exchange/test-server';
import { atMarket, server, show } from '../page-test/page';
import { AccountNews } from './AccountNews';

const tradingPage = atMarket(
  <>
    <AccountFollower />
    <AccountNews />
  </>,
);
const entry = (number: number, of: object) => ({ number, sequence: 20_000 + number, at: ORDER.created_at, ...of });
const money = (number: number, kind: string, stage: string, amount: string) =>
  entry(number, { type: 'transfer', kind, stage, transfer_id: 't', currency: 'BTC', amount });

async function follow(withdrawals: boolean) {
  const off = { channel: 'page', on: withdrawals, fixed: false };
  const at = server().on('GET /api/auth/notifications', [
    200,
    { events: [{ event: 'withdrawal', channels: [off] }], version: 'aa' },
  ]);
  const page = await show(tradingPage, { server: at, me: { permissions: ['read', 'account'] } });
  await waitFor(() => expect(page.account.listener).not.toBeNull());
  await waitFor(() => expect(at.to('GET /api/auth/notifications')).toHaveLength(1));
  act(() => page.account.listener?.opened());
  act(() => page.account.says({ type: 'following', account: '7', next: 5, last: 4 }));
  return page;
}

describe('notices of the account', () => {
  it('are of money that came and went, and of orders that the clock ended', async () => {
    const { account } = await follow(true);
    act(() => {
      account.says(money(5, 'deposit', 'posted', '0.5'));
      account.says(money(6, 'withdrawal', 'reserved', '-0.2'));
      account.says(money(7, 'withdrawal', 'reserved_posted', '-0.2'));
      const ended = { ...ORDER, status: 'expired', time_in_force: 'gtd', filled_quantity: '0' };
      account.says(entry(8, { type: 'order', event: 'expired', order: ended }));
    });
    await screen.findByText('Deposit credited: 0.5 BTC');
    await screen.findByText('Withdrawal paid: 0.2 BTC');
    await screen.findByText(/Expired without a fill/);
  });

  it('are left out where their user switched them off', async () => {
    const { account } = await follow(false);
    await waitFor(() => {
      act(() => account.says(money(5, 'withdrawal', 'reserved_posted', '-0.2')));
      act(() => account.says(money(6, 'deposit', 'posted', '0.5')));
      expect(screen.getByText('Deposit credited: 0.5 BTC')).toBeTruthy();
    });
    expect(screen.queryByText(/Withdrawal paid/)).toBeNull();
  });
});
