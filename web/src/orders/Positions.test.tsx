// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ORDER, PAIR } from '../exchange/test-server';
import { en } from '../language/en';
import { atMarket, server, show } from '../page-test/page';
import { Positions } from './Positions';

const position = (of: object) => ({
  ...{ asset: 'BTC', quote: 'USDT', quantity: '0.0999', average_entry_price: '649.512345', last_price: '652.1' },
  ...{ unrealized_pnl: '0.258', realized_pnl: '-1.2', ...of },
});

const see = (...items: readonly object[]) =>
  show(atMarket(<Positions symbol={null} />), {
    server: server().on('GET /api/trading/positions', [200, { items, next_cursor: null }]),
  });

describe('positions', () => {
  it('say what one cost and what it would win or lose now', async () => {
    await see(position({}));
    expect(await screen.findByText('649.51')).toBeTruthy();
    const table = within(screen.getByRole('table'));
    expect(table.getByText('+0.25 USDT').className).toContain('up');
    expect(table.getByText('-1.20 USDT').className).toContain('down');
    expect(screen.getByText('+0.39%')).toBeTruthy();
  });

  it('say nothing of what is not known, and leave out what no market has', async () => {
    await see(
      position({ quantity: '0', average_entry_price: null, last_price: null, unrealized_pnl: null }),
      position({ asset: 'GONE' }),
    );
    expect(await within(await screen.findByRole('table')).findAllByText('—')).toHaveLength(4);
    expect(screen.queryByText(/GONE/)).toBeNull();
  });

  it('gain where the price falls while they are short', async () => {
    await see(
      position({ quantity: '-0.0025', average_entry_price: '100', last_price: '99', unrealized_pnl: '0.0025' }),
    );
    expect(await screen.findByText('+1.00%')).toBeTruthy();
  });

  it('are closed or turned round by a market order, after asking; what is not there to sell is not sold', async () => {
    const trial = { average_price: '652', expired_quantity: '0', expiry_reason: null, open_quantity: '0' };
    const none = { asset: 'BTC', amount: '0' };
    const tested = { ...trial, filled_quantity: '0.099', spends: none, receives: none, fee: none, held: none };
    const at = server()
      .on('GET /api/trading/positions', [200, { items: [position({})], next_cursor: null }])
      .on('GET /api/wallet/balances', [
        200,
        { items: [{ currency: 'BTC', available: '0.15', locked: '0', total: '0.15' }] },
      ])
      .on('POST /api/trading/orders/test', [200, tested])
      .on('POST /api/trading/orders', [201, { ...ORDER, side: 'sell', type: 'market', status: 'filled' }]);
    const { user } = await show(atMarket(<Positions symbol={null} />), { server: at });
    await user.click(await screen.findByRole('button', { name: 'Reverse' }));
    let dialog = within(await screen.findByRole('dialog', { name: 'Reverse the position in BTC/USDT' }));
    await dialog.findByText(/You have 0.15000 BTC available/);
    expect(dialog.getByRole('button', { name: 'Reverse' }).getAttribute('aria-disabled')).toBe('true');
    await user.click(dialog.getByRole('button', { name: en.dismiss }));
    await user.click(screen.getByRole('button', { name: 'Close position' }));
    dialog = within(await screen.findByRole('dialog', { name: 'Close the position in BTC/USDT' }));
    await user.click(dialog.getByRole('button', { name: 'Close position' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(at.to('POST /api/trading/orders')[0]?.body).toMatchObject({
      ...{ symbol: 'BTC-USDT', side: 'sell', type: 'market', quantity: '0.0999' },
    });
  });

  it('add up by what they are paid in: nothing is said of a sum of which a part is not known', async () => {
    const pairs = [
      PAIR,
      { ...PAIR, symbol: 'ETH-USDT', base: 'ETH' },
      { ...PAIR, symbol: 'ETH-BTC', base: 'ETH', quote: 'BTC' },
    ];
    const items = [
      position({}),
      position({ asset: 'ETH', unrealized_pnl: '1', realized_pnl: '3.7' }),
      position({ asset: 'ETH', quote: 'BTC', unrealized_pnl: null, realized_pnl: '0' }),
    ];
    const at = server().on('GET /api/trading/pairs', [200, { items: pairs }]);
    await show(atMarket(<Positions symbol={null} />), {
      server: at.on('GET /api/trading/positions', [200, { items, next_cursor: null }]),
    });
    const sums = await within(await screen.findByRole('list', { name: 'Total' })).findAllByRole('listitem');
    expect(sums.map(({ textContent }) => textContent)).toEqual([
      'TotalUnrealized P&L +1.25 USDTRealized P&L +2.50 USDT',
      'TotalUnrealized P&L —Realized P&L 0.00 BTC',
    ]);
  });

  it('are none where nothing was traded', async () => {
    const { user } = await see();
    expect(await screen.findByText('No trades yet')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Place an order' }));
    expect(location.hash).toBe('#BTC-USDT');
  });
});
