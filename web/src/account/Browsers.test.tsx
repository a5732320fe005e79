// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ToldBrowser } from '../app/ToldBrowser';
import { problem } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { KEY, noPush, testPush } from '../page-test/push';
import { told } from '../settings/told';
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
const tell = 'Turn on for this browser';

afterEach(() => {
  noPush();
  told.set(null);
});

describe('fills while the page is closed', () => {
  it('are told to this browser once a button was pressed and the person agreed', async () => {
    const push = testPush('granted');
    const at = server()
      .on(route, browsers(), browsers(here))
      .on('POST /api/auth/push', [201, { id: 'b1' }]);
    const { user } = await show(<Browsers />, { server: at });
    const button = await screen.findByRole('button', { name: tell });
    expect(push.asked()).toBe(0);
    await user.click(button);
    await screen.findByText('Push notifications are on for this browser');
    expect(at.to('POST /api/auth/push')[0]?.body).toEqual({
      endpoint: 'https://push.example/1',
      p256dh: 'point',
      auth: 'secret',
      language: 'en',
    });
    expect(told.get()).toBe('1');
    await screen.findByText('Firefox on Linux');
    expect(screen.queryByRole('button', { name: tell })).toBeNull();
  });

  it('are not told where the person says no', async () => {
    testPush('denied');
    const at = server().on(route, browsers());
    const { user } = await show(<Browsers />, { server: at });
    await user.click(await screen.findByRole('button', { name: tell }));
    await screen.findByText('Your browser blocks notifications; allow them for this page in its settings');
    expect(at.to('POST /api/auth/push')).toEqual([]);
    expect(told.get()).toBeNull();
  });

  it('are told no more once that is pressed twice, and the browser takes nothing more', async () => {
    const push = testPush('granted', true);
    told.set('1');
    const at = server().on(route, browsers(here), browsers()).on('DELETE /api/auth/push/b1', [204, null]);
    const { user } = await show(<Browsers />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Turn off push' }));
    await user.click(screen.getByRole('button', { name: 'Turn off push?' }));
    await screen.findByText('Push notifications are off');
    await waitFor(() => expect(push.isReached()).toBe(false));
    expect(told.get()).toBeNull();
  });

  it('are no part of a page whose exchange tells nobody, nor a promise of a browser that cannot', async () => {
    const at = server().on(route, [200, { application_server_key: null, items: [] }], browsers());
    const first = await show(<Browsers />, { server: at });
    await waitFor(() => expect(at.to(route)).toHaveLength(1));
    expect(first.container.textContent).toBe('');
    await show(<Browsers />, { server: server().on(route, browsers()) });
    await screen.findByText(/does not support push notifications/);
    expect(screen.queryByRole('button', { name: tell })).toBeNull();
  });
});

describe('the next login', () => {
  it('goes on telling who asked for it here, without asking', async () => {
    const push = testPush('granted', true);
    told.set('1');
    const at = server()
      .on(route, browsers())
      .on('POST /api/auth/push', [201, { id: 'b1' }]);
    await show(<ToldBrowser />, { server: at });
    await waitFor(() => expect(at.to('POST /api/auth/push')).toHaveLength(1));
    expect(push.asked()).toBe(0);
  });

  it('tells nobody else, and nobody whose browser is not reached any more', async () => {
    testPush('granted', true);
    told.set('2');
    const other = server().on(route, browsers());
    await show(<ToldBrowser />, { server: other });
    expect(other.to(route)).toEqual([]);
    testPush('granted', false);
    told.set('1');
    const at = server().on(route, browsers());
    await show(<ToldBrowser />, { server: at });
    await waitFor(() => expect(told.get()).toBeNull());
    expect(at.to('POST /api/auth/push')).toEqual([]);
  });

  it('tries again at the next visit where the exchange does not answer', async () => {
    testPush('granted', true);
    told.set('1');
    const at = server().on(route, problem(503, 'unavailable'));
    await show(<ToldBrowser />, { server: at });
    await waitFor(() => expect(at.to(route).length).toBeGreaterThan(0));
    expect(told.get()).toBe('1');
  });
});
