// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PAIR } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { AccountPage } from './AccountPage';

const fees = (of: object) => ({
  ...{ symbol: 'BTC-USDT', currency: 'USDT', volume_30d: '250000.5', tier: 1, maker_fee: '0.001', taker_fee: '0.0015' },
  ...of,
});

const see = async (...items: readonly object[]) => {
  const at = server()
    .on('GET /api/trading/pairs', [200, { items: [PAIR, { ...PAIR, symbol: 'ETH-USDT', base: 'ETH' }] }])
    .on('GET /api/trading/fees', [200, { items, next_cursor: null }]);
  await show(<AccountPage part="fees" onLogin={() => undefined} />, { server: at });
  return within(await screen.findByRole('table', { name: 'Fees' }));
};

describe('the fees of a user', () => {
  it('are shown with the missing volume for lower ones, to the last unit', async () => {
    const table = await see(
      fees({ next_tier: { volume_from: '1000000', maker_fee: '-0.0001', taker_fee: '0.0008' } }),
      fees({ symbol: 'GONE-USDT' }),
    );
    expect(table.getByText('Tier 1')).toBeTruthy();
    expect(table.getByText('0.1%')).toBeTruthy();
    expect(table.getByText('0.15%')).toBeTruthy();
    expect(table.getByText('250,000.50 USDT')).toBeTruthy();
    expect(table.getByText('749,999.5 USDT more to trade')).toBeTruthy();
    expect(table.getByText('then -0.01% and 0.08%')).toBeTruthy();
    expect(table.getByRole<HTMLProgressElement>('progressbar', { name: '25% of the way to the next tier' }).value).toBe(
      25,
    );
    expect(table.queryByText(/GONE/)).toBeNull();
  });

  it('says where there is no higher tier', async () => {
    const table = await see(fees({ symbol: 'ETH-USDT', tier: 3, maker_fee: '0' }));
    expect(table.getByText('ETH/USDT')).toBeTruthy();
    expect(table.getByText('Tier 3')).toBeTruthy();
    expect(table.getByText('0%')).toBeTruthy();
    expect(table.getByText('This is the highest tier')).toBeTruthy();
  });
});
