// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';
import { OVERVIEW_WORDS } from './words';

const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const part = (name: string, state: string, figures: object = {}, why: string | null = null) => ({
  ...{ name, state, why, figures, since: AT },
});
const HEALTH = {
  status: 'limited',
  parts: { views: 'ok', database: 'impaired' },
  components: [
    part('views', 'up', { trading_lag_events: 7, wallet_lag_events: 0 }),
    part('engine', 'up', { sequence: 40 }),
    part('database', 'impaired', {}, 'answers slowly'),
  ],
};
const VIEW = { name: 'trading', sequence: 41, stopped_tenants: [], rebuild: { stage: 'none', at: AT, why: null } };
const ALERT = { id: '1', name: 'part cpu', why: 'busy for a minute', since: AT, ended_at: null };

const exchange = () =>
  server()
    .on('GET /health', [200, HEALTH])
    .on('GET /api/v1/views', [
      200,
      {
        items: [{ ...VIEW, stopped_tenants: [{ tenant: 2, shown: 3, event: 4, why: 'a bad event' }] }],
        skipped_events: [],
      },
    ])
    .on('GET /api/tasks/alerts', page([ALERT, { ...ALERT, id: '2', name: 'part disk', ended_at: AT }]))
    .on('GET /api/tasks/queues', page([{ kind: 'report', state: 'dead', tasks: 2, first_due_at: AT }]))
    .on('GET /api/v1/surveillance/cases', page([]))
    .on('GET /api/v1/role-requests', page([]))
    .on('GET /api/v1/withdrawals', page([]))
    .on('GET /api/v1/transfers', page([]))
    .on('GET /api/v1/arrivals', page([]))
    .on('GET /api/v1/sagas', page([]))
    .on('GET /api/v1/refills', page([]))
    .on('GET /api/v1/reconciliation', page([]))
    .on('GET /api/v1/tenants/1/events/dead', page([]));

const ALL = ['users_read', 'markets_manage', 'custody_manage', 'tenant_configure', 'tenants_manage'];
const see = (permissions: readonly string[], at = exchange(), language: (typeof LANGUAGES)[number] = 'en') =>
  show(<AdminPage part="overview" onLogin={() => undefined} />, {
    ...{ server: at, language },
    me: { permissions: [...permissions] },
  });

const tile = async (name: string): Promise<string | null> => {
  const tiles = () => [...document.querySelectorAll('.tile')];
  const found = () => tiles().find((each) => each.querySelector('span')?.textContent === name);
  await waitFor(() => expect(found()).toBeTruthy());
  const link = found()!;
  await waitFor(() => expect(link.querySelector('b')?.textContent).not.toBe('—'));
  return `${link.querySelector('b')?.textContent ?? ''} ${link.getAttribute('href') ?? ''}`;
};

describe("the operators' overview", () => {
  it('shows each figure with a link to the page where it is mended', async () => {
    await see(ALL);
    expect(await tile('Health')).toBe('Degraded #/admin/overview/parts');
    expect(await tile('Largest lag')).toBe('7 events #/admin/overview/parts');
    expect(await tile('Alerts')).toBe('1 #/admin/overview/alerts');
    expect(await tile('Stopped views')).toBe('1 #/admin/overview/views');
    expect(await tile('Failed tasks')).toBe('2 #/admin/tasks');
    expect(await tile('Open cases')).toBe('0 #/admin/surveillance');
    expect(await tile('Withdrawals to review')).toBe('0 #/admin/custody');
    expect(await tile('Reconciliation')).toBe('0 compared #/admin/reconciliation');
    expect(await tile('Dead letters')).toBe('0 #/admin/dead-letters');
  });

  it('lists system alerts, parts that are not well, and views that have stopped', async () => {
    await see(ALL);
    const alerts = within(await screen.findByRole('table', { name: 'System alerts' }));
    expect(alerts.getAllByText('busy for a minute')).toHaveLength(2);
    expect(alerts.getAllByText('Active')).toHaveLength(1);
    expect(alerts.getByText('part disk')).toBeTruthy();
    expect(await screen.findByText('answers slowly')).toBeTruthy();
    expect(await screen.findByText('a bad event')).toBeTruthy();
  });

  it('asks for nothing that its reader may not see', async () => {
    const at = exchange();
    await see(['users_read'], at);
    expect(await tile('Open cases')).toBe('0 #/admin/surveillance');
    expect(screen.queryByText('Withdrawals to review')).toBeNull();
    expect(at.to('GET /api/v1/withdrawals')).toEqual([]);
    expect(at.to('GET /api/tasks/alerts')).toEqual([]);
  });

  it.each(LANGUAGES)('carries a word of its own on each control (%s)', async (language) => {
    const { container } = await see(ALL, exchange(), language);
    await screen.findByRole('table', { name: OVERVIEW_WORDS[language].systemAlerts });
    expect(repeatedWords(container)).toEqual([]);
  });
});

describe("the overview's words", () => {
  it('are the same in every language, none empty', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(OVERVIEW_WORDS[language]).sort()).toEqual(Object.keys(OVERVIEW_WORDS.en).sort());
      expect(Object.values(OVERVIEW_WORDS[language])).not.toContain('');
    }
  });
});
