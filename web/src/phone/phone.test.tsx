// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../app/App';
import { ORDER } from '../exchange/test-server';
import { HOUSE, server, show, type Page } from '../page-test/page';

// It draws on a canvas, which is not here.
vi.mock('../chart/Chart', () => ({ Chart: () => null }));

const ADMIN = { permissions: ['read', 'trade', 'withdraw', 'users_read'] };

beforeEach(() => {
  const narrow = (media: string) => Object.assign(new EventTarget(), { media, matches: media.includes('640px') });
  vi.spyOn(window, 'matchMedia').mockImplementation((media) => narrow(media) as MediaQueryList);
  Element.prototype.scrollTo = () => undefined;
});

afterEach(() => vi.restoreAllMocks());

/** The page on a phone, at its market. */
async function phone(language: 'en' | 'fa' = 'en'): Promise<Page> {
  const at = server()
    .on('GET /api/tenant', [200, HOUSE])
    .on('GET /api/market-data/klines/BTC-USDT', [200, { items: [], next_cursor: null }]);
  const page = await show(<App link={null} />, { server: at, me: ADMIN, language });
  page.stream.book();
  return page;
}

/** The ways of the head stand there too; the style sheet hides them. */
const phoneBar = async () =>
  within(
    await waitFor(() => {
      const bar = document.querySelector<HTMLElement>('nav.phone-bar');
      expect(bar).not.toBeNull();
      return bar!;
    }),
  );

const sheet = () => screen.queryByRole('dialog');

describe('the page on a phone', () => {
  it('has its ways at the thumb, the administration and the rest two touches away', async () => {
    const { user } = await phone();
    const bar = await phoneBar();
    expect(bar.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
      'Markets',
      'Trade',
      'Orders',
      'Wallet',
    ]);
    expect(bar.getByRole('link', { name: 'Trade' }).getAttribute('aria-current')).toBe('page');
    await user.click(bar.getByRole('button', { name: 'More' }));
    const more = within(await screen.findByRole('dialog', { name: 'More' }));
    expect(more.getByRole('link', { name: 'Administration' })).toBeTruthy();
    expect(more.getByRole('button', { name: 'Log out' })).toBeTruthy();
    await user.selectOptions(more.getByLabelText('Language'), 'fa');
    await screen.findByRole('dialog', { name: 'بیشتر' });
  });

  it('opens the ticket as a sheet, which the way back closes and which keeps what was typed', async () => {
    const { user } = await phone();
    await user.click(await screen.findByRole('button', { name: 'Sell' }));
    const field = () => within(screen.getByRole('dialog', { name: 'Order' })).getByLabelText('Quantity');
    await user.type(field(), '0.25');
    await waitFor(() => expect(history.state).toEqual({ open: 1 }));
    history.back();
    await waitFor(() => expect(sheet()).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Buy' }));
    expect(field()).toHaveProperty('value', '0.25');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
    expect(sheet()).toBeNull();
    await waitFor(() => expect(history.state).not.toEqual({ open: 1 }));
  });

  it('opens the sheet at the price of a row of the book, and closes it once the order is placed', async () => {
    localStorage.setItem('flowex.settings', JSON.stringify({ confirmation: 'never' }));
    const page = await phone();
    page.server.on('POST /api/trading/orders', [201, { ...ORDER, side: 'buy', price: '651' }]);
    const rows = () => document.querySelectorAll('.book-rows-sell .book-row');
    await waitFor(() => {
      act(() => page.stream.book());
      expect(rows()).not.toHaveLength(0);
    });
    await page.user.click(rows()[0]!);
    const ticket = within(await screen.findByRole('dialog', { name: 'Order' }));
    expect(ticket.getByLabelText('Price')).toHaveProperty('value', '651');
    await page.user.click(ticket.getByRole('button', { name: 'Buy BTC' }));
    await waitFor(() => expect(sheet()).toBeNull());
  });

  it('says in Persian what it says in English', async () => {
    await phone('fa');
    expect((await phoneBar()).getByRole('link', { name: 'معامله' })).toBeTruthy();
  });
});
