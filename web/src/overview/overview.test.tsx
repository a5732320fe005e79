// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PAIR } from '../exchange/test-server';
import { BTC_USDT } from '../exchange/sample';
import { LANGUAGES } from '../language/messages';
import type { Market, Ticker } from '../exchange/model';
import { amount, basisPoints, price } from '../money/money';
import { server, show, TICKER } from '../page-test/page';
import { OverviewPage } from './OverviewPage';
import { linesOf, sorted, type Column } from './sorting';
import { OVERVIEW_WORDS } from './words';

const market = (symbol: string, of: Partial<Market> = {}): Market => ({ ...BTC_USDT, symbol, ...of });
const ticker = (symbol: string, last: bigint, change: bigint | null, volume: bigint): Ticker =>
  ({
    symbol,
    last: price(last),
    changePercent: change === null ? null : basisPoints(change),
    quoteVolume: amount(volume),
  }) as Ticker;

const LINES = linesOf(
  [market('A-USDT'), market('B-USDT', { scales: { price: 0, base: 8, quote: 6 } }), market('C-USDT'), market('D-USDT')],
  [ticker('A-USDT', 500n, 100n, 5n), ticker('B-USDT', 9n, -50n, 7n), ticker('C-USDT', 700n, null, 1n)],
);
const symbols = (by: Column, isDown: boolean) => sorted(LINES, { by, isDown }).map(({ symbol }) => symbol[0]);

describe('the order of markets', () => {
  it('is by worth, not by digits, and what has no figure comes last either way', () => {
    expect(symbols('last', true)).toEqual(['B', 'C', 'A', 'D']);
    expect(symbols('last', false)).toEqual(['A', 'C', 'B', 'D']);
    expect(symbols('change', true)).toEqual(['A', 'B', 'C', 'D']);
    expect(symbols('volume', true)).toEqual(['B', 'A', 'C', 'D']);
    expect(symbols('name', false)).toEqual(['A', 'B', 'C', 'D']);
  });
});

describe('the overview', () => {
  it('lists markets by name or star, and remembers what is watched', async () => {
    const pairs = [PAIR, { ...PAIR, symbol: 'ETH-USDT', base: 'ETH' }];
    const at = server().on('GET /api/trading/pairs', [200, { items: pairs }]);
    const { user } = await show(<OverviewPage />, { server: at, isOut: true });
    const table = within(await screen.findByRole('table'));
    expect(table.getAllByRole('rowheader')).toHaveLength(2);
    await user.click(table.getByRole('button', { name: 'Watch ETH/USDT' }));
    expect(table.getByRole('button', { name: 'Watch ETH/USDT' }).getAttribute('aria-pressed')).toBe('true');
    await user.click(screen.getByRole('checkbox', { name: 'Watchlist only' }));
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('ETH/USDT'),
    ]);
    await user.click(screen.getByRole('button', { name: 'Watch ETH/USDT' }));
    expect(screen.getByText(/Your watchlist is empty/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show all markets' }));
    expect(screen.getByRole('checkbox', { name: 'Watchlist only' })).toHaveProperty('checked', false);
    await user.type(screen.getByRole('searchbox'), 'btc/');
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Sort by Last price' }));
    expect(screen.getByRole('columnheader', { name: /Last price/ }).getAttribute('aria-sort')).toBe('descending');
    await user.click(screen.getByRole('button', { name: 'Alert' }));
    expect(await screen.findByRole('dialog', { name: 'Alerts for BTC/USDT' })).toBeTruthy();
  });

  it('says what moved within the wanted time, with the figures of the list below', async () => {
    const mover = (symbol: string, change_percent: string, trades: number) => ({
      ...{ symbol, last_price: '650.5', change_percent, volume: '1', quote_volume: '650', trades },
    });
    const times = { from: '2026-11-19T09:31:00Z', to: '2026-11-20T09:31:00Z' };
    const [up, down] = [mover('BTC-USDT', '6.987', 9_120), mover('ETH-USDT', '-0.25', 1)];
    const at = server()
      .on('GET /api/trading/pairs', [200, { items: [PAIR, { ...PAIR, symbol: 'ETH-USDT', base: 'ETH' }] }])
      .on('GET /api/market-data/tickers', [
        200,
        { items: [{ ...TICKER, last_price: '651', change_percent_24h: '7.1' }] },
      ])
      .on('GET /api/market-data/movers', [
        200,
        { ...times, most_active: [up, down, mover('GONE-USDT', '1', 7)], gainers: [up], losers: [down] },
      ]);
    const { user } = await show(<OverviewPage />, { server: at, isOut: true });
    const list = async (name: string) => {
      const card = within(await screen.findByRole('region', { name }));
      return (await card.findAllByText(/BTC|ETH/)).map((found) => found.closest('li')?.textContent);
    };
    await waitFor(async () =>
      expect(await list('Most active')).toEqual(['BTC/USDT9,120 trades651.00+7.10%', 'ETH/USDT1 trade650.50-0.25%']),
    );
    expect(await list('Top gainers')).toEqual(['BTC/USDT651.00+7.10%']);
    expect(await list('Top losers')).toEqual(['ETH/USDT650.50-0.25%']);
    await user.click(screen.getByRole('button', { name: '1 hour' }));
    await screen.findByRole('button', { name: '1 hour', pressed: true });
    await waitFor(async () => expect(await list('Top gainers')).toEqual(['BTC/USDT651.00+6.98%']));
    expect(at.to('GET /api/market-data/movers').map(({ url }) => url.split('?')[1])).toEqual([
      'window=24h&limit=5',
      'window=1h&limit=5',
    ]);
  });

  it('is said in every language', () => {
    for (const language of LANGUAGES) {
      expect(Object.values(OVERVIEW_WORDS[language])).not.toContain('');
    }
  });
});
