// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Notices, NOTICES_MAX } from '../controls/notices';
import { useNotifier } from '../controls/toasts';
import { show } from '../page-test/page';
import { Bell } from './Bell';

function NotifyingPage() {
  const notifier = useNotifier();
  return (
    <button type="button" onClick={() => notifier.notify('An order traded')}>
      notify
    </button>
  );
}

describe('notices', () => {
  it('is counted until it is read, and listed until it is cleared', async () => {
    const { user } = await show(
      <>
        <Bell />
        <NotifyingPage />
      </>,
    );
    await user.click(screen.getByRole('button', { name: 'notify' }));
    await user.click(screen.getByRole('button', { name: 'Notices, 1 unread' }));
    const list = await screen.findByRole('dialog', { name: 'Notices' });
    expect(list.textContent).toContain('An order traded');
    await screen.findByRole('button', { name: 'Notices' });
    await user.click(screen.getByRole('button', { name: 'Clear all' }));
    expect(await screen.findByText('No notices')).toBeTruthy();
  });

  it('survives a reload in the tab, of the same person alone', () => {
    const before = new Notices();
    before.own('7');
    before.add('good', 'An order traded');
    const after = new Notices();
    after.add('good', 'Welcome');
    after.own('7');
    expect(after.all().map(({ text }) => text)).toEqual(['Welcome', 'An order traded']);
    expect([after.unread(), new Set(after.all().map(({ id }) => id)).size]).toEqual([2, 2]);
    const other = new Notices();
    other.own('8');
    expect(other.all()).toEqual([]);
    other.leave();
    expect(sessionStorage.getItem('flowex.notices')).toBeNull();
    sessionStorage.setItem('flowex.notices', '{"owner":"8","unread":1,"all":[{"text":3},null]}');
    other.own('8');
    expect(other.all()).toEqual([]);
  });

  it('are not shown to the next user', async () => {
    const { user, exchange } = await show(
      <>
        <Bell />
        <NotifyingPage />
      </>,
    );
    await user.click(screen.getByRole('button', { name: 'notify' }));
    await act(() => exchange.session.logout());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Notices' })).toBeTruthy());
  });

  it('is bounded, however long a page stays open', () => {
    const notices = new Notices();
    for (let at = 0; at < NOTICES_MAX + 50; at++) {
      notices.add('good', String(at));
    }
    expect(notices.all()).toHaveLength(NOTICES_MAX);
    expect(notices.all()[0]?.text).toBe(String(NOTICES_MAX + 49));
    expect(notices.unread()).toBe(NOTICES_MAX);
  });
});
