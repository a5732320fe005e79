import { describe, expect, it, vi } from 'vitest';
import { Problem } from './problem';
import { exchangeOf, OtherTab, problem, TestServer, tokens } from './test-server';

const DEMO = { id: '1', email: 'demo@flowex.com', first_name: 'Demo', last_name: 'User', permissions: [] };
const OTHER = { ...DEMO, id: '2', email: 'other@flowex.com' };

async function loggedIn() {
  const server = new TestServer();
  const stored = new Map<string, string>();
  const tab = new OtherTab(stored);
  const exchange = await exchangeOf(DEMO, server, stored, tab);
  return { server, stored, tab, session: exchange.session };
}

/** Closes finding P4: after a logout in another tab, or an end elsewhere, balances stayed on the page. */
describe('a session', () => {
  it('ends at once when another tab logs out, and says why', async () => {
    const { server, session, tab } = await loggedIn();
    const heard = vi.fn();
    session.onChange(heard);
    const calls = server.calls.length;
    tab.stores('flowex.session', null);
    expect(heard).toHaveBeenCalledOnce();
    expect(session.state).toEqual({ kind: 'out', why: 'another tab' });
    expect(server.calls).toHaveLength(calls);
  });

  it('that ended elsewhere is over with the next request', async () => {
    const { server, session, stored } = await loggedIn();
    server.on('GET /api/wallet/balances', problem(401, 'unauthorized'));
    server.on('POST /api/auth/refresh', problem(401, 'unauthorized'));
    const ask = session.authorized(() => Promise.reject(new Problem('unauthorized', 401, '')));
    await expect(ask).rejects.toMatchObject({ status: 401 });
    expect(session.state).toEqual({ kind: 'out', why: 'elsewhere' });
    expect(stored.size).toBe(0);
  });

  it('left by its own button needs no reason', async () => {
    const { server, session } = await loggedIn();
    server.on('POST /api/auth/logout', [204, null]);
    await session.logout();
    expect(session.state).toEqual({ kind: 'out', why: 'here' });
  });

  it('goes on as the one who logged in in another tab', async () => {
    const { server, session, tab } = await loggedIn();
    server.on('GET /api/auth/me', [200, OTHER]);
    server.on('POST /api/auth/refresh', [200, tokens('b2', 'r9')]);
    const states: string[] = [];
    session.onChange(() => states.push(session.state.kind));
    tab.stores('flowex.session', 'another login');
    expect(session.state.kind).toBe('in');
    tab.stores('flowex.user', '2');
    expect(session.state.kind).toBe('restoring');
    await vi.waitFor(() => expect(session.state).toMatchObject({ kind: 'in', user: { id: '2' } }));
    expect(states).toEqual(['restoring', 'in']);
  });

  it('takes no notice of what else is stored', async () => {
    const { session, tab } = await loggedIn();
    tab.stores('flowex.theme', 'light');
    expect(session.state.kind).toBe('in');
  });
});
