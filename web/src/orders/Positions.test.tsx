// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { server, show } from '../page-test/page';
import { Positions } from './Positions';

const position = (of: object) => ({
  ...{ asset: 'BTC', quote: 'USDT', quantity: '0.0999', average_entry_price: '649.512345', last_price: '652.1' },
  ...{ unrealized_pnl: '0.258', ...of },
});

const see = (...items: readonly object[]) =>
  show(<Positions symbol={null} />, {
    server: server().on('GET /api/trading/positions', [200, { items, next_cursor: null }]),
  });

describe('positions', () => {
  it('say what one cost and what it would win or lose now', async () => {
    await see(position({}));
    expect(await screen.findByText('649.51')).toBeTruthy();
    expect(screen.getByText('+0.25 USDT').className).toContain('up');
    expect(screen.getByText('+0.39%')).toBeTruthy();
  });

  it('say nothing of what is not known, and leave out what no market has', async () => {
    await see(
      position({ quantity: '0', average_entry_price: null, last_price: null, unrealized_pnl: null }),
      position({ asset: 'GONE' }),
    );
    expect(await screen.findAllByText('—')).toHaveLength(4);
    expect(screen.queryByText(/GONE/)).toBeNull();
  });

  it('are none where nothing was traded', async () => {
    await see();
    expect(await screen.findByText('You have not traded yet')).toBeTruthy();
  });
});
