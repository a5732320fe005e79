// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../page-test/page';
import { fiatRates, walletServer } from '../wallet-sample';
import { WalletPage } from '../WalletPage';

const nothing = () => undefined;

describe('a fiat currency', () => {
  const RATES = [200, fiatRates({ EUR: ['0.92', 'provider'] })] as const;

  it('has its worth over time by the rates of the days, and names the points without one', async () => {
    const point = (day: number, worth: string | null, source = 'provider') => ({
      ...{ time: `2026-11-${day}T00:00:00Z`, worth, left_out: [] },
      rate: worth === null ? null : { rate: '0.92', day: '2026-11-20', source },
    });
    const euros = { currency: 'EUR', priced_in: 'USDT', interval: '1d' };
    const at = walletServer()
      .on('GET /api/v1/fiat-rates', RATES)
      .on('GET /api/wallet/worth', [
        200,
        { ...euros, points: [point(23, null), point(24, '920'), point(25, '1135.74', 'sample')] },
      ]);
    const { user } = await show(<WalletPage part="balances" code={null} onLogin={nothing} />, { server: at });
    await screen.findByRole('option', { name: 'EUR' });
    await user.selectOptions(screen.getByLabelText('Value in'), 'EUR');
    const line = await screen.findByRole('slider', { name: 'Worth over time' });
    expect(line.getAttribute('aria-valuetext')).toContain('1,135.74 EUR');
    screen.getByText('Each point at the rate of its day: reference rate of the day, made-up rate of the demo');
    screen.getByText('Points left out because there is no rate of EUR for their days: 1');
    await waitFor(() => expect(at.to('GET /api/wallet/worth').at(-1)?.url).toContain('currency=EUR'));
  });

  it('has gains by lot, and names the days without a rate', async () => {
    const year = new Date().getUTCFullYear();
    const total = {
      asset: 'BTC',
      sold: '1',
      sold_without_cost: '0',
      cost: '9.999',
      proceeds: '20',
      gain: '10.00100001',
    };
    const report = {
      method: 'fifo',
      year,
      currency: 'EUR',
      sequence: 9,
      without_rate: ['2026-03-01'],
      without_price: ['2026-03-02'],
    };
    const at = walletServer()
      .on('GET /api/v1/fiat-rates', RATES)
      .on('GET /api/wallet/tax-lots', [200, { ...report, totals: [total], items: [] }]);
    const { user } = await show(<WalletPage part="statements" code={null} onLogin={nothing} />, { server: at });
    await user.selectOptions(
      await screen.findByLabelText('Currency'),
      await screen.findByRole('option', { name: 'EUR' }),
    );
    await user.click(screen.getByRole('button', { name: 'Show totals' }));
    const table = within(await screen.findByRole('table', { name: 'Gains by lot' }));
    expect([table.getByText('9.99'), table.getByText('20.00'), table.getByText('10.00')]).toHaveLength(3);
    screen.getByText(/1 USDT is counted as 1 USD/);
    screen.getByText('No market had a price for swaps of 2 Mar 2026. They are in none of the sums.');
    screen.getByText('There is no rate of EUR for 1 Mar 2026. Trades of these days are in none of the sums.');
  });
});
