// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { server, show } from '../page-test/page';
import { AccountDialog } from './AccountDialog';
import { ACCOUNT_WORDS } from './words';

/**
 * Closes finding F18's rest: the page goes on by mail, and does not try a login that would reveal that the address was
 * free.
 */
describe('registering where addresses are confirmed', () => {
  it('says that a mail is on its way, and does not log in', async () => {
    const at = server().on('POST /api/auth/register', [202, { email: 'ann@example.com' }]);
    const pages: unknown[] = [];
    const dialog = <AccountDialog page="register" onPage={(page) => pages.push(page)} onClose={() => undefined} />;
    const { user } = await show(dialog, { server: at });
    await user.type(await screen.findByLabelText('First name'), 'Ann');
    await user.type(screen.getByLabelText('Last name'), 'Lee');
    await user.type(screen.getByLabelText('E-mail'), 'ann@example.com');
    await user.type(screen.getByLabelText('Password'), 'SecurePass123!');
    await user.click(screen.getByRole('button', { name: 'Register' }));

    expect((await screen.findByText(ACCOUNT_WORDS.en.mailedTo('ann@example.com'))).getAttribute('role')).toBe('status');
    const logins = at.to('POST /api/auth/login').map(({ body }) => (body as { email: unknown }).email);
    expect(logins).not.toContain('ann@example.com');
    await user.click(screen.getByRole('button', { name: ACCOUNT_WORDS.en.backToLogin }));
    expect(pages).toEqual(['login']);
  });
});
