// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { HOUSE, server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';

const OWN = {
  ...HOUSE,
  ...{ number: 1, branding: { primary_color: '#112233' }, features: { trading: true, later: false } },
  self_trade_prevention: 'none',
  recovery_days: 3,
  sms_dollars_per_day: 100,
  version: 'bb22',
};

describe('the face of an exchange', () => {
  it('is changed by its own administrators; what the page does not know stays', async () => {
    const at = server()
      .on('GET /api/v1/tenant', [200, OWN], [200, { ...OWN, branding: {}, version: 'dd44' }])
      .on('PATCH /api/v1/tenant', [200, OWN]);
    const { user } = await show(<AdminPage part="house" onLogin={() => undefined} />, {
      server: at,
      me: { permissions: ['markets_manage', 'tenant_configure'] },
    });
    await user.type(await screen.findByLabelText('Logo URL'), 'https://a.example/logo.svg');
    await user.clear(screen.getByLabelText('Button color'));
    await user.click(screen.getByRole('checkbox', { name: 'Deposits' }));
    await user.selectOptions(screen.getByLabelText(/Self-trade prevention/), 'expire_taker');
    const days = screen.getByLabelText(/Days until lost second factors/);
    await user.clear(days);
    await user.type(days, '۷');
    const dollars = screen.getByLabelText(/Dollars a day for codes by SMS/);
    await user.clear(dollars);
    await user.type(dollars, '۲۵');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(at.to('PATCH /api/v1/tenant')).toHaveLength(1));
    expect(at.to('PATCH /api/v1/tenant')[0]?.body).toMatchObject({
      branding: { logo_url: 'https://a.example/logo.svg', primary_color: null },
      locales: ['en', 'fa', 'zh'],
      features: { trading: true, deposits: false, later: false },
      self_trade_prevention: 'expire_taker',
      recovery_days: 7,
      sms_dollars_per_day: 25,
    });
    // The next change is of what was saved.
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Logo URL').value).toBe(''));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(at.to('PATCH /api/v1/tenant')).toHaveLength(2));
    expect(at.to('PATCH /api/v1/tenant').map(({ headers }) => headers['If-Match'])).toEqual(['bb22', 'dd44']);
  });
});
