// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OrderBook } from '../book/OrderBook';
import { Chart } from '../chart/Chart';
import { BTC_USDT } from '../exchange/sample';
import { TickerBar } from '../markets/TickerBar';
import { OrdersPanel } from '../orders/OrdersPanel';
import { atMarket, show } from '../page-test/page';
import { SettingsDialog } from '../settings/SettingsDialog';

const nothing = () => undefined;

/** Closes finding P13: interval, list and step were lost on reload. */
describe('a choice', () => {
  const tradingPage = atMarket(
    <>
      <Chart />
      <OrderBook />
      <OrdersPanel onLogin={nothing} onDeposit={nothing} />
    </>,
  );

  it('is there again after a reload: candle, step, sides, list and whose market', async () => {
    const { user } = await show(tradingPage);
    await user.click(await screen.findByRole('button', { name: '1h' }));
    await user.selectOptions(screen.getByLabelText('Price step'), '100');
    await user.click(screen.getByRole('button', { name: 'Bids only' }));
    await user.click(screen.getByRole('tab', { name: 'Order history' }));
    await user.click(screen.getByLabelText('This market only'));
    cleanup();
    await show(tradingPage);
    expect((await screen.findByRole('button', { name: '1h' })).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByLabelText<HTMLSelectElement>('Price step').selectedOptions[0]?.text).toBe('1');
    expect(screen.getByRole('button', { name: 'Bids only' }).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Order history');
    expect(screen.getByLabelText<HTMLInputElement>('This market only').checked).toBe(true);
  });

  it('is forgotten where it can no longer be chosen', async () => {
    localStorage.setItem('flowex.choice.candle', '7y');
    localStorage.setItem('flowex.choice.list', 'gone');
    await show(tradingPage);
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Open orders');
  });
});

/** Closes finding P13: the theme of the system was ignored. */
describe('the theme', () => {
  const plain = window.matchMedia.bind(window);
  let system: { matches: boolean } & EventTarget;

  beforeEach(() => {
    system = Object.assign(new EventTarget(), { matches: true });
    window.matchMedia = () => system as unknown as MediaQueryList;
  });
  afterEach(() => {
    window.matchMedia = plain;
  });
  const theme = () => document.documentElement.dataset['theme'];

  it('is the system’s, also when that changes, until one is chosen, which is remembered', async () => {
    const { user } = await show(<SettingsDialog onClose={nothing} />);
    expect(theme()).toBe('light');
    const turn = (light: boolean) =>
      act(() => {
        system.matches = light;
        system.dispatchEvent(new Event('change'));
      });
    turn(false);
    expect(theme()).toBe('dark');
    await user.click(screen.getByLabelText('Light'));
    expect(theme()).toBe('light');
    turn(true);
    turn(false);
    expect(theme()).toBe('light');
    cleanup();
    await show(<SettingsDialog onClose={nothing} />);
    expect(theme()).toBe('light');
  });
});

describe('the colours of rise and fall', () => {
  it('are exchanged where that was chosen, also after a reload', async () => {
    const rise = () => document.documentElement.dataset['rise'];
    const { user } = await show(<SettingsDialog onClose={nothing} />);
    expect(rise()).toBe('green');
    await user.click(screen.getByLabelText('Red'));
    expect(rise()).toBe('red');
    cleanup();
    await show(<SettingsDialog onClose={nothing} />);
    expect(rise()).toBe('red');
  });
});

/** Closes finding P13: the last price was coloured by the day, not the tick. */
describe('the last price', () => {
  it('is coloured by the last change of the price, whatever the day was', async () => {
    const { stream, container } = await show(atMarket(<TickerBar market={BTC_USDT} picker={null} />));
    const trades = (id: number, price: string) =>
      stream.says({
        type: 'trade',
        symbol: 'BTC-USDT',
        sequence: id,
        id: String(id),
        price,
        quantity: '1',
        side: 'buy',
        executed_at: '2026-11-20T09:30:00Z',
      });
    const colour = () => container.querySelector('.ticker-last')?.className;
    act(() => trades(1, '650'));
    await waitFor(() => expect(colour()).toContain('flat'));
    act(() => trades(2, '649'));
    await waitFor(() => expect(colour()).toContain('down'));
    // Up over the day (see the ticker), down by the tick; an equal price changes nothing.
    act(() => trades(3, '649'));
    act(() => trades(4, '651'));
    await waitFor(() => expect(colour()).toContain('up'));
  });
});
