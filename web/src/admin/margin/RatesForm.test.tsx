// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { page } from '../../wallet/wallet-sample';
import { BASE, bodies, invalid, lending, pool, see, table } from './lending-sample';

describe('rates of a lending pool', () => {
  it('follow use and volume, and are changed at the version that was read', async () => {
    const route = `PUT ${BASE}/pools/BTC/rates`;
    const at = lending()
      .on(`GET ${BASE}/pools/BTC/debts`, page([]))
      .on(route, invalid('discounts.0.discount'), problem(404, 'unknown_asset'), [200, pool(4)]);
    const { user } = await see(at);
    await user.click((await table('Lending pools')).getByRole('button', { name: 'Details' }));
    await screen.findByText('Use of the pool');
    expect(screen.getByText('20%')).toBeTruthy();
    expect(screen.getByText('0.0208%')).toBeTruthy();
    const curve = screen.getByLabelText<HTMLTextAreaElement>('Curve of the rate');
    expect(curve.value).toBe('0 0.00001\n1 0.001');
    await user.type(screen.getByLabelText('Currency of the volumes'), 'usdt');
    await user.type(screen.getByLabelText('Discounts by volume'), '۱۰۰۰ ۰٫۱');
    const save = () => user.click(screen.getByRole('button', { name: 'Set rates' }));
    await save();
    await waitFor(() => expect(screen.getByLabelText('Discounts by volume').getAttribute('aria-invalid')).toBe('true'));
    await save();
    await waitFor(() =>
      expect(screen.getByLabelText('Currency of the volumes').getAttribute('aria-invalid')).toBe('true'),
    );
    await save();
    await screen.findByText('Saved');
    expect(bodies(at, route)[0]).toEqual({
      version: 3,
      curve: [
        { use: '0', hourly_rate: '0.00001' },
        { use: '1', hourly_rate: '0.001' },
      ],
      volume_currency: 'USDT',
      discounts: [{ volume_from: '1000', discount: '0.1' }],
    });
  });
});
