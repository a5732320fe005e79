// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { PushRenewal } from '../app/PushRenewal';
import { problem } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { KEY, noPush, testPush } from '../page-test/push';
import { pushOwner } from '../settings/push-owner';
import { Browsers } from './Browsers';

const here = {
  id: 'b1',
  push_service: 'push.example',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  language: 'en',
  renewed_at: '2026-11-20T09:30:00Z',
  told_at: null,
  current: true,
};
const browsers = (...items: object[]) => [200, { application_server_key: KEY, items }] as const;
const route = 'GET /api/auth/push';
const turnOn = 'Turn on for this browser';

afterEach(() => {
  noPush();
  pushOwner.set(null);
});

describe('fills while the page is closed', () => {
  it('are sent to this browser once a button was pressed and the person agreed', async () => {
    const push = testPush('granted');
    const at = server()
      .on(route, browsers(), browsers(here))
      .on('POST /api/auth/push', [201, { id: 'b1' }]);
    const { user } = await show(<Browsers />, { server: at });
    const button = await screen.findByRole('button', { name: turnOn });
    expect(push.requests()).toBe(0);
    await user.click(button);
    await screen.findByText('Push notifications are on for this browser');
    expect(at.to('POST /api/auth/push')[0]?.body).toEqual({
      endpoint: 'https://push.example/1',
      p256dh: 'point',
      auth: 'secret',
      language: 'en',
    });
    expect(pushOwner.get()).toBe('1');
    await screen.findByText('Firefox on Linux');
    expect(screen.queryByRole('button', { name: turnOn })).toBeNull();
  });

  it('are not sent if the person refuses', async () => {
    testPush('denied');
    const at = server().on(route, browsers());
    const { user } = await show(<Browsers />, { server: at });
    await user.click(await screen.findByRole('button', { name: turnOn }));
    await screen.findByText('Your browser blocks notifications; allow them for this page in its settings');
    expect(at.to('POST /api/auth/push')).toEqual([]);
    expect(pushOwner.get()).toBeNull();
  });

  it('end once the button is pressed twice, with the browser’s subscription', async () => {
    const push = testPush('granted', true);
    pushOwner.set('1');
    const at = server().on(route, browsers(here), browsers()).on('DELETE /api/auth/push/b1', [204, null]);
    const { user } = await show(<Browsers />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Turn off push' }));
    await user.click(screen.getByRole('button', { name: 'Turn off push?' }));
    await screen.findByText('Push notifications are off');
    await waitFor(() => expect(push.isReached()).toBe(false));
    expect(pushOwner.get()).toBeNull();
  });

  it('are missing where the exchange sends none, and where the browser does not support them', async () => {
    const at = server().on(route, [200, { application_server_key: null, items: [] }], browsers());
    const first = await show(<Browsers />, { server: at });
    await waitFor(() => expect(at.to(route)).toHaveLength(1));
    expect(first.container.textContent).toBe('');
    await show(<Browsers />, { server: server().on(route, browsers()) });
    await screen.findByText(/does not support push notifications/);
    expect(screen.queryByRole('button', { name: turnOn })).toBeNull();
  });
});

describe('the next login', () => {
  it('renews the subscription of its user, without asking', async () => {
    const push = testPush('granted', true);
    pushOwner.set('1');
    const at = server()
      .on(route, browsers())
      .on('POST /api/auth/push', [201, { id: 'b1' }]);
    await show(<PushRenewal />, { server: at });
    await waitFor(() => expect(at.to('POST /api/auth/push')).toHaveLength(1));
    expect(push.requests()).toBe(0);
  });

  it('renews none of another user, and none of an unreachable browser', async () => {
    testPush('granted', true);
    pushOwner.set('2');
    const other = server().on(route, browsers());
    await show(<PushRenewal />, { server: other });
    expect(other.to(route)).toEqual([]);
    testPush('granted', false);
    pushOwner.set('1');
    const at = server().on(route, browsers());
    await show(<PushRenewal />, { server: at });
    await waitFor(() => expect(pushOwner.get()).toBeNull());
    expect(at.to('POST /api/auth/push')).toEqual([]);
  });

  it('tries again at the next visit where the exchange does not answer', async () => {
    testPush('granted', true);
    pushOwner.set('1');
    const at = server().on(route, problem(503, 'unavailable'));
    await show(<PushRenewal />, { server: at });
    await waitFor(() => expect(at.to(route).length).toBeGreaterThan(0));
    expect(pushOwner.get()).toBe('1');
  });
});
