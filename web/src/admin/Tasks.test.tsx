// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { server, show } from '../page-test/page';
import { AdminPage } from './AdminPage';

const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const STEP = { name: 'report', state: 'failed', attempts: 8, note: 'attempt 8 failed', started_at: AT, ended_at: AT };
const TASK = {
  ...{ id: '7', kind: 'report', state: 'dead', priority: 5, key: null, attempts: 8, progress: 0, note: 'it failed' },
  ...{ why: 'report: the view is away', cancel_asked: false, requested_by: 'its schedule', created_at: AT, due_at: AT },
  ...{ started_at: AT, ended_at: AT, steps: [STEP] },
};
const SCHEDULE = {
  ...{ kind: 'report', cron: '15 0 * * *', zone: 'UTC', enabled: true, next_at: AT, changed_by: 'the exchange' },
  version: 'aa11',
};
const WORKER = { name: '12-ab', here: true, threads: 4, busy: 1, started_at: AT, seen_at: AT };

const tasks = () =>
  server()
    .on('GET /api/tasks', page([TASK]), page([{ ...TASK, state: 'queued', why: null }]))
    .on(
      'GET /api/tasks/schedules',
      page([SCHEDULE]),
      page([{ ...SCHEDULE, enabled: false, next_at: null, version: 'bb22' }]),
    )
    .on('GET /api/tasks/workers', page([WORKER]))
    .on('POST /api/tasks', [202, TASK])
    .on('POST /api/tasks/7/retry', [200, TASK])
    .on('PUT /api/tasks/kinds/report/schedule', [200, { ...SCHEDULE, enabled: false, next_at: null }]);

const see = (permissions: readonly string[], at = tasks()) =>
  show(<AdminPage part="tasks" onLogin={() => undefined} />, { server: at, me: { permissions: [...permissions] } });

describe('tasks', () => {
  it('are looked into, tried again and ordered', async () => {
    const at = tasks();
    const { user } = await see(['tenant_configure', 'tenants_manage'], at);
    await user.click(await screen.findByRole('button', { name: 'Details' }));
    await screen.findByText('report: the view is away');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await user.click(screen.getByRole('button', { name: 'Retry this task?' }));
    await screen.findByText('The task is retried');
    expect(at.to('POST /api/tasks/7/retry')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Run now' }));
    await screen.findByText('The task is queued');
    await screen.findByRole('button', { name: 'Switch on' });
    await user.click(screen.getByRole('button', { name: 'Switch on' }));
    await screen.findByText('Schedule changed');
    const [switched] = at.to('PUT /api/tasks/kinds/report/schedule');
    expect([switched?.headers['If-Match'], switched?.body]).toEqual(['bb22', { enabled: true }]);
    await screen.findByText('1 / 4');
  });

  it('hide processes from operators of one exchange', async () => {
    await see(['tenant_configure']);
    await screen.findByText('15 0 * * *');
    expect(screen.queryByText('Workers')).toBeNull();
  });
});
