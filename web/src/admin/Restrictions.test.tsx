// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { fa } from '../language/fa';
import { server, show } from '../page-test/page';
import { AdminPage } from './AdminPage';

const USER = {
  ...{ id: '42', email: 'ada@example.com', first_name: 'Ada', last_name: 'A', account: '1042', roles: ['trader'] },
  ...{ status: 'active', email_verified: true, second_factor: false, created_at: '2026-11-20T09:30:00Z', version: 1 },
};
const restriction = (id: string, changed: object = {}) => ({
  ...{ id, kind: 'reduce_only', reason: 'wash trading, case 12', set_by: '5', set_at: '2026-11-20T09:30:00Z' },
  ...{ ends_at: null, ended_at: null, ended_by: null, carried_out: true },
  ...changed,
});
const page = (...items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const OF_USER = '/api/v1/users/42/restrictions';
const PAST = [
  restriction('3', { kind: 'suspended', ended_at: '2026-11-21T09:30:00Z', ended_by: '6' }),
  restriction('2', { kind: 'no_withdrawals', ended_at: '2026-11-21T10:30:00Z', reason: 'a stolen card' }),
];
const users = (...found: readonly object[]) =>
  server()
    .on('GET /api/v1/users/', page(USER))
    .on(`GET ${OF_USER}`, page(...found));

const ALL = ['users_read', 'users_manage'];
const see = async (at: ReturnType<typeof users>, permissions: readonly string[] = ALL, language?: 'en' | 'fa') => {
  const seen = await show(<AdminPage part="users" onLogin={() => undefined} />, {
    ...{ server: at, me: { permissions } },
    ...(language === undefined ? {} : { language }),
  });
  const name = language === 'fa' ? 'محدودیت‌ها' : 'Restrictions';
  await seen.user.click(await screen.findByRole('button', { name }));
  return { ...seen, dialog: within(await screen.findByRole('dialog')) };
};

describe('the restrictions of a user', () => {
  it('are listed with ended ones: reason, author and end', async () => {
    const held = restriction('4', { ends_at: '2030-01-01T00:00:00Z', carried_out: false });
    const { dialog } = await see(users(held, ...PAST));
    const now = within(await dialog.findByRole('table', { name: 'Active' }));
    const [row] = now.getAllByRole('row').slice(1);
    expect(row?.textContent).toContain('Sell onlyBeing applied');
    expect(row?.textContent).toContain('wash trading, case 12User 5, 20 Nov 2026');
    expect(row?.textContent).toContain('1 Jan 2030');
    const before = within(dialog.getByRole('table', { name: 'Ended' }))
      .getAllByRole('row')
      .slice(1);
    expect(before[0]?.textContent).toMatch(/No access.*21 Nov 2026.*, User 6$/);
    expect(before[1]?.textContent).toMatch(/No withdrawals.*a stolen card.*21 Nov 2026.*, expired$/);
  });

  it('are set with what they mean, a reason and an end; what is held already is not offered', async () => {
    const at = users(restriction('4')).on(`POST ${OF_USER}`, [201, restriction('5', { kind: 'no_withdrawals' })]);
    const { user, dialog } = await see(at);
    await dialog.findByText(/Nothing leaves the account: no withdrawal/);
    expect(dialog.queryByRole('option', { name: 'Sell only' })).toBeNull();
    await user.selectOptions(dialog.getByLabelText('Restriction'), 'No access');
    expect(dialog.getByText(/cannot log in, and their keys cannot sign/)).toBeTruthy();
    await user.selectOptions(dialog.getByLabelText('Restriction'), 'No withdrawals');
    await user.click(dialog.getByRole('button', { name: 'Restrict' }));
    expect(at.to(`POST ${OF_USER}`)).toHaveLength(0);
    await user.type(dialog.getByLabelText('Reason'), 'a stolen card');
    await user.type(dialog.getByLabelText('Until'), '2030-01-01T00:00');
    await user.click(dialog.getByRole('button', { name: 'Restrict' }));
    await screen.findByText('Restriction applied: No withdrawals');
    expect(at.to(`POST ${OF_USER}`)[0]?.body).toEqual({
      ...{ kind: 'no_withdrawals', reason: 'a stolen card', ends_at: new Date('2030-01-01T00:00').toISOString() },
    });
  });

  it('are refused at the field that is wrong', async () => {
    const past = [400, { code: 'invalid_field', detail: '', errors: [{ field: 'ends_at', rule: 'a time to come' }] }];
    const at = users().on(`POST ${OF_USER}`, past as never, problem(409, 'already_decided'));
    const { user, dialog } = await see(at);
    await dialog.findByText('This user is not restricted');
    await user.type(dialog.getByLabelText('Reason'), 'x');
    await user.type(dialog.getByLabelText('Until'), '2020-01-01T00:00');
    await user.click(dialog.getByRole('button', { name: 'Restrict' }));
    await dialog.findByText('Must be in the future, or empty');
    expect(dialog.getByLabelText('Until').getAttribute('aria-invalid')).toBe('true');
    await user.click(dialog.getByRole('button', { name: 'Restrict' }));
    await dialog.findByText('This user already has this restriction');
  });

  it('are ended by hand', async () => {
    const at = users(restriction('4')).on(`DELETE ${OF_USER}/4`, [200, restriction('4')]);
    const { user, dialog } = await see(at);
    at.on(`GET ${OF_USER}`, page(...PAST));
    await user.click(await dialog.findByRole('button', { name: 'Lift restriction' }));
    await user.click(dialog.getByRole('button', { name: 'Lift it now?' }));
    await screen.findByText('Restriction lifted');
    await dialog.findByText('This user is not restricted');
  });

  it('are read-only for users without the permission to change users', async () => {
    const { dialog } = await see(users(restriction('4')), ['users_read']);
    await dialog.findByText('Sell only');
    expect(dialog.queryByRole('button', { name: 'Lift restriction' })).toBeNull();
    expect(dialog.queryByLabelText('Reason')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Manage' })).toBeNull();
  });

  it('are why a state cannot be changed', async () => {
    const at = users().on('PATCH /api/v1/users/42', problem(403, 'account_restricted'));
    const { user } = await show(<AdminPage part="users" onLogin={() => undefined} />, {
      ...{ server: at, me: { permissions: ALL } },
    });
    await user.click(await screen.findByRole('button', { name: 'Manage' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('This user has no access because of a restriction: lift it under “Restrictions”');
  });

  it.each(['en', 'fa'] as const)('are read without barriers in %s', async (language) => {
    const { container, dialog } = await see(users(restriction('4'), ...PAST), ALL, language);
    await waitFor(() => expect(dialog.getAllByRole('table')).toHaveLength(2));
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('a restricted user', () => {
  it('sees the reason with every refusal', () => {
    expect(fa.problems.account_restricted).toMatch(/برداشت و انتقال، یا خرید/);
  });
});
