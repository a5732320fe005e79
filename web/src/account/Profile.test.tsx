// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ConfigureTenant } from '../admin/TenantForms';
import type { Tenant } from '../exchange/administration';
import { ME, server, show } from '../page-test/page';
import { ApiKeyForm } from './ApiKeyForm';
import { Profile } from './Profile';

const nothing = () => undefined;

/** Closes finding P7: profile and administration spoke of what the page cannot do. */
describe('permissions without a page', () => {
  it('are not listed: those of programs alone', async () => {
    const permissions = [
      'read',
      'trade',
      'withdraw',
      'analytics',
      'vip_terms',
      'tenant_configure',
      'halt',
      'audit_read',
    ];
    const at = server();
    await show(<Profile />, { server: at, me: { permissions } });
    const may = within((await screen.findByText('Permissions')).nextElementSibling as HTMLElement);
    expect([...may.getAllByText(/./, { selector: '.tag' })].map(({ textContent }) => textContent)).toEqual([
      'Read',
      'Trade',
      'Withdraw',
      'Stop markets and trading',
      'Audit log',
    ]);
  });
});

describe('features of the page', () => {
  it('limit a new API key’s permissions: withdrawals need their owner’s', async () => {
    const offered = async (permissions: readonly string[]) => {
      const { container } = await show(<ApiKeyForm onMade={nothing} />, { me: { permissions } });
      const group = await within(container).findByRole('group', { name: 'Permissions' });
      return within(group)
        .getAllByRole('checkbox')
        .map((box) => (box as HTMLInputElement).value);
    };
    expect(await offered(['read', 'trade', 'withdraw'])).toEqual(['read', 'trade', 'withdraw']);
    expect(await offered(['read', 'trade'])).toEqual(['read', 'trade']);
  });

  it('can be switched off by an exchange', async () => {
    const tenant = {
      number: 7,
      slug: 'acme',
      name: 'Acme',
      status: 'active',
      hosts: [],
      locales: ['en'],
      features: {
        registration: true,
        trading: true,
        deposits: true,
        withdrawals: false,
        withdrawal_codes: true,
        sms_codes: true,
        factor_removal: true,
        factor_recovery: true,
        transfers: true,
        api_keys: true,
        streams: true,
        p2p: true,
        margin: true,
      },
      configured: {},
      requestsAMinute: null,
      rates: {},
      failure: null,
      createdMillis: 0,
      version: '5d41',
    } satisfies Tenant;
    await show(<ConfigureTenant tenant={tenant} onDone={nothing} />);
    expect(screen.getByLabelText<HTMLInputElement>('Deposits').checked).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('Withdrawals').checked).toBe(false);
  });
});

describe('the profile', () => {
  it('says who one is, and has the mail for confirming sent again', async () => {
    const at = server().on('POST /api/auth/email/resend', [202, {}]);
    const me = { ...ME, email_verified: false, first_name: 'Ada', last_name: 'Acme' };
    const { user } = await show(<Profile />, { server: at, me });
    expect(await screen.findByText('Ada Acme')).toBeTruthy();
    expect(screen.getByText('Not confirmed')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Send the e-mail again' }));
    await screen.findByText('If the address is right, an e-mail is on its way');
    expect(at.to('POST /api/auth/email/resend')[0]?.body).toEqual({ email: ME.email });
  });

  it('asks for nothing where the address is confirmed', async () => {
    await show(<Profile />);
    expect(await screen.findByText('Confirmed')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Send the e-mail again' })).toBeNull();
  });
});
