// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { AmendDialog } from '../orders/AmendDialog';
import { OrdersPanel } from '../orders/OrdersPanel';
import { ORDER } from '../exchange/test-server';
import { atMarket, server, show } from '../page-test/page';
import { BTC_USDT } from '../exchange/sample';
import type { Order, Side } from '../exchange/model';
import { TickerBar } from '../markets/TickerBar';
import { MarketPicker } from '../markets/MarketPicker';
import { Pages } from '../pages/Pages';
import { SettingsDialog } from '../settings/SettingsDialog';
import { Ticket } from '../ticket/Ticket';
import { DepositDialog } from '../wallet/DepositDialog';
import { App } from './App';
import { Head } from './Head';
import { Keys } from './Keys';

const nothing = () => undefined;
const focused = () => document.activeElement;

function TicketSide() {
  const [side, setSide] = useState<Side>('buy');
  const [settings, setSettings] = useState(false);
  return (
    <>
      <Head place={{ kind: 'markets' }} market="" onAccount={nothing} onSettings={() => setSettings(true)} />
      {atMarket(
        <>
          <Keys onSide={setSide} />
          <MarketPicker markets={[BTC_USDT]} chosen={BTC_USDT} onChoose={nothing} />
          <Ticket side={side} onSide={setSide} onLogin={nothing} onDeposit={nothing} />
          <OrdersPanel onLogin={nothing} onDeposit={nothing} />
        </>,
      )}
      {settings && <SettingsDialog onClose={() => setSettings(false)} />}
    </>
  );
}

/** Closes finding P10: the price field was 45 tabs away, arrows moved no tabs. */
describe('single letters', () => {
  it('go to the price, of the side that they name, and to the orders', async () => {
    const { user } = await show(<TicketSide />);
    await screen.findByRole('tab', { name: 'Open orders (0)' });
    await user.keyboard('s');
    expect(focused()).toBe(screen.getByLabelText('Price'));
    expect(screen.getByRole('button', { name: 'Sell BTC' })).toBeTruthy();
    await user.keyboard('b');
    expect(screen.getByRole('button', { name: 'Sell BTC' })).toBeTruthy();
    act(() => screen.getByLabelText('Price').blur());
    await user.keyboard('o');
    expect(focused()).toBe(screen.getByRole('tab', { name: 'Open orders (0)' }));
  });

  it('open the notices, and the alerts of the market', async () => {
    const { user } = await show(
      <>
        <TicketSide />
        {atMarket(<TickerBar market={BTC_USDT} picker={null} />)}
      </>,
    );
    await screen.findByRole('tab', { name: 'Open orders (0)' });
    await user.keyboard('n');
    await user.click(within(await screen.findByRole('dialog', { name: 'Notices' })).getByRole('button'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    act(() => document.querySelector<HTMLElement>(':focus')?.blur());
    await user.keyboard('a');
    expect(await screen.findByRole('dialog', { name: 'Alerts for BTC/USDT' })).toBeTruthy();
  });

  it('are listed by the question mark, which is among them', async () => {
    const { user } = await show(<TicketSide />);
    await screen.findByRole('tab', { name: 'Open orders (0)' });
    await user.keyboard('?');
    const dialog = screen.getByRole('dialog', { name: 'Settings' });
    const listed = [...dialog.querySelectorAll('kbd')].map(({ textContent }) => textContent);
    expect(listed).toEqual(['B', 'S', 'M', 'O', 'K', 'C', 'A', 'N', 'P', '?']);
    await user.keyboard('s');
    expect(dialog.contains(focused())).toBe(true);
  });

  it('place and cancel orders with Shift where that was chosen, and are listed then', async () => {
    const at = server()
      .on('GET /api/trading/orders', [
        200,
        { items: [ORDER, { ...ORDER, id: '2', created_at: '2026-11-21T09:30:00Z' }], next_cursor: null },
      ])
      .on('POST /api/trading/orders', [201, ORDER])
      .on('DELETE /api/trading/orders', [200, { canceled: 2, items: [] }])
      .on('DELETE /api/trading/orders/2', [200, ORDER]);
    const { user } = await show(<TicketSide />, { server: at });
    await screen.findByRole('tab', { name: 'Open orders (2)' });
    await user.type(screen.getByLabelText('Quantity'), '0.1');
    await waitFor(() => expect(screen.getByLabelText('Price')).toHaveProperty('value', '650'));
    act(() => screen.getByLabelText('Quantity').blur());
    await user.keyboard('{Shift>}s{/Shift}');
    expect(at.to('POST /api/trading/orders')).toEqual([]);
    await user.keyboard('?');
    await user.click(screen.getByLabelText(/^Trading hotkeys/));
    expect(screen.getByText('⇧X')).toBeTruthy();
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    act(() => document.querySelector<HTMLElement>(':focus')?.blur());
    await user.keyboard('{Shift>}s{/Shift}');
    await waitFor(() => expect(at.to('POST /api/trading/orders')).toHaveLength(1));
    expect(at.to('POST /api/trading/orders')[0]?.body).toMatchObject({ side: 'sell', quantity: '0.1' });
    await user.keyboard('{Shift>}x{/Shift}');
    await waitFor(() => expect(at.to('DELETE /api/trading/orders/2')).toHaveLength(1));
    await screen.findByText('Order canceled');
    await waitFor(async () => {
      await user.keyboard('{Shift>}a{/Shift}');
      expect(at.to('DELETE /api/trading/orders')).toHaveLength(1);
    });
  });

  it('do nothing when switched off', async () => {
    localStorage.setItem('flowex.settings', '{"keys":false}');
    const { user } = await show(<TicketSide />);
    await screen.findByRole('tab', { name: 'Open orders (0)' });
    await user.keyboard('s');
    expect(focused()).toBe(document.body);
  });
});

describe('arrows', () => {
  it('move among tabs, which are one stop of the Tab key, around the ends and to the first and the last', async () => {
    const { user } = await show(<TicketSide />);
    const open = await screen.findByRole('tab', { name: 'Open orders (0)' });
    const list = open.closest<HTMLElement>('[role=tablist]')!;
    const chosen = () => within(list).getByRole('tab', { selected: true });
    act(() => open.focus());
    await user.keyboard('{ArrowRight}');
    expect([chosen().textContent, focused()]).toEqual(['Order history', chosen()]);
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(chosen().textContent).toBe('Balances');
    await user.keyboard('{Home}');
    expect(chosen()).toBe(open);
    await user.keyboard('{End}');
    expect(
      within(list)
        .getAllByRole('tab')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toEqual([chosen()]);
  });

  it('move the other way where the page is read from the right', async () => {
    const { user } = await show(<TicketSide />, { language: 'fa' });
    await waitFor(() => expect(document.documentElement.dir).toBe('rtl'));
    const list = document.querySelector<HTMLElement>('.orders [role=tablist]')!;
    const [first, second] = within(list).getAllByRole('tab');
    act(() => first!.focus());
    await user.keyboard('{ArrowLeft}');
    expect(focused()).toBe(second);
  });

  it('move in the list of markets; Enter chooses what is found; Escape goes back to where it was opened', async () => {
    const chosen: string[] = [];
    const { user } = await show(
      <MarketPicker markets={[BTC_USDT]} chosen={BTC_USDT} onChoose={(symbol) => chosen.push(symbol)} />,
    );
    const button = screen.getByRole('button', { name: /BTC/ });
    await user.click(button);
    const search = screen.getByRole('searchbox');
    expect(focused()).toBe(search);
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe(within(screen.getByRole('list')).getByRole('button', { name: /^BTC/ }));
    await user.keyboard('{Escape}');
    expect([screen.queryByRole('searchbox'), focused()]).toEqual([null, button]);
    await user.keyboard('{Enter}');
    await user.keyboard('btc{Enter}');
    expect(chosen).toEqual(['BTC-USDT']);
  });
});

const OPEN = {
  id: '1',
  symbol: 'BTC-USDT',
  price: BTC_USDT.tick,
  quantity: BTC_USDT.lot,
  stopPrice: null,
  trailing: null,
  activation: null,
  activationType: null,
  display: null,
} as Order;

/** A stop that waits to become a market order. */
const WAITING = { ...OPEN, price: null, stopPrice: BTC_USDT.tick, status: 'waiting' } as Order;

/** Closes finding P10: dialogs opened on Close, and Enter did not send. */
describe('a dialog', () => {
  it('opens on its first field, and Enter sends it: a change of an order', async () => {
    const at = server().on('PATCH /api/trading/orders/1', [200, ORDER]);
    let closed = false;
    const { user } = await show(<AmendDialog order={OPEN} market={BTC_USDT} onClose={() => (closed = true)} />, {
      server: at,
    });
    const price = screen.getByLabelText('Price');
    expect(focused()).toBe(price);
    await user.clear(price);
    await user.keyboard('651{Enter}');
    await waitFor(() => expect(closed).toBe(true));
    expect(at.to('PATCH /api/trading/orders/1').map(({ body }) => (body as { price: string }).price)).toEqual(['651']);
  });

  /** Closes finding T11: an order that waits is changed where it is. */
  it('changes the stop price of an order that waits, and asks for no limit that it has not', async () => {
    const at = server().on('PATCH /api/trading/orders/1', [200, ORDER]);
    let closed = false;
    const { user } = await show(<AmendDialog order={WAITING} market={BTC_USDT} onClose={() => (closed = true)} />, {
      server: at,
    });
    const stop = screen.getByLabelText('Stop price');
    expect([focused(), screen.queryByLabelText('Price')]).toEqual([stop, null]);
    await user.clear(stop);
    await user.keyboard('640{Enter}');
    await waitFor(() => expect(closed).toBe(true));
    expect(at.to('PATCH /api/trading/orders/1').map(({ body }) => body)).toEqual([{ stop_price: '640' }]);
  });

  it('keeps the focus where it was when the exchange refuses', async () => {
    const at = server().on('PATCH /api/trading/orders/1', [422, { code: 'not_amendable', detail: '' }]);
    const { user } = await show(<AmendDialog order={OPEN} market={BTC_USDT} onClose={nothing} />, { server: at });
    await user.click(screen.getByRole('button', { name: 'Change' }));
    await screen.findByText('This order cannot be changed');
    expect(focused()).toBe(screen.getByRole('button', { name: 'Change' }));
  });

  it('opens on its first field, and Enter sends it once: a deposit', async () => {
    const at = server().on('POST /api/wallet/deposit', [200, { sequence: 1 }]);
    const held = at.hold('POST /api/wallet/deposit');
    let closed = false;
    const { user } = await show(<DepositDialog asset={BTC_USDT.quote} onClose={() => (closed = true)} />, {
      server: at,
    });
    const field = await screen.findByLabelText('Amount');
    await waitFor(() => expect(focused()).toBe(field));
    await user.keyboard('5{Enter}{Enter}');
    await held.requested;
    held.release();
    await waitFor(() => expect(closed).toBe(true));
    expect(at.to('POST /api/wallet/deposit')).toHaveLength(1);
  });
});

describe('the focus', () => {
  it('is never lost: where what had it is gone, the main part of the page has it', async () => {
    location.hash = '#/account/profile';
    const at = server()
      .on('GET /api/auth/me', [200, { ...ORDER }])
      .on('POST /api/auth/logout', [204, null]);
    const { user } = await show(<App link={null} />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Log out' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Log out' })).toBeNull());
    await waitFor(() => expect(focused()?.tagName).toBe('MAIN'));
  });

  it('may go to the main part of every page', async () => {
    await show(
      <Pages title="Account" links={[]}>
        text
      </Pages>,
    );
    act(() => screen.getByRole('main').focus());
    expect(focused()).toBe(screen.getByRole('main'));
  });
});
