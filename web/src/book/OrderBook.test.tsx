// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useTrading } from '../app/trading';
import { plain } from '../money/money';
import { atMarket, show } from '../page-test/page';
import { OrderBook } from './OrderBook';

const Picked = () => <output>{plain(useTrading().picked?.price ?? 0n, 2)}</output>;

async function book() {
  const page = await show(
    atMarket(
      <>
        <OrderBook />
        <Picked />
      </>,
    ),
  );
  act(() =>
    page.stream.book(
      [
        ['649', '1'],
        ['648.5', '2'],
      ],
      [
        ['651', '1'],
        ['652', '3'],
      ],
    ),
  );
  await screen.findByRole('button', { name: /Bid 649.00/ });
  return page;
}

describe('the order book', () => {
  it('says of each row whether it is a bid or an ask (closes finding P11)', async () => {
    await book();
    expect(screen.getByRole('button', { name: 'Bid 648.50 2.00000 3.00000' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Ask 652.00 3.00000 4.00000' })).toBeTruthy();
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual(['Asks', 'Bids']);
  });

  it('is greyed and picks nothing once it cannot be trusted, until there is a new one (closes finding P2)', async () => {
    const { stream, user, container } = await book();
    act(() => stream.listener?.closed());
    await waitFor(() => expect(container.querySelector('.book-old')).not.toBeNull());
    expect(screen.getByText('Order book before the connection was lost')).toBeTruthy();
    const row = screen.getByRole('button', { name: /Bid 649.00/ });
    expect(row).toHaveProperty('disabled', true);
    await user.click(row);
    expect(document.querySelector('output')?.textContent).toBe('0');
    act(() => stream.listener?.opened());
    expect(row).toHaveProperty('disabled', true);
  });

  it('has one stop a side for the Tab key; arrows go through its rows and a press picks the price', async () => {
    const { user } = await book();
    const rows = screen.getAllByRole('button', { name: /^(Bid|Ask) \d/ });
    expect(rows.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(2);
    screen.getByRole('button', { name: /Ask 651.00/ }).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(document.querySelector('output')?.textContent).toBe('648.5');
  });

  it('sums up to the row under the pointer or with the focus: mean price and worth', async () => {
    const { user } = await book();
    const middle = () => document.querySelector('.book-middle')?.textContent;
    expect(middle()).toContain('Spread');
    await user.hover(screen.getByRole('button', { name: /Bid 648.50/ }));
    expect(middle()).toContain('Ø 648.66Σ 1,946.00 USDT');
    act(() => screen.getByRole('button', { name: /Ask 652.00/ }).focus());
    expect(middle()).toContain('Ø 651.75Σ 2,607.00 USDT');
    act(() => screen.getByRole('button', { name: /Ask 652.00/ }).blur());
    expect(middle()).toContain('Spread');
  });

  it('remembers step and sides (finding P13)', async () => {
    const { user } = await book();
    await user.selectOptions(screen.getByLabelText('Price step'), '100');
    await user.click(screen.getByRole('button', { name: 'Bids only' }));
    expect(localStorage.getItem('flowex.choice.book-step-BTC-USDT')).toBe('100');
    expect(localStorage.getItem('flowex.choice.book-sides')).toBe('buy');
    expect(screen.queryByRole('button', { name: /^Ask \d/ })).toBeNull();
  });
});
