// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccountPage } from '../account/AccountPage';
import { AdminPage } from '../admin/AdminPage';
import { problem } from '../exchange/test-server';
import { LANGUAGES } from '../language/messages';
import { server, show } from '../page-test/page';
import { REPORT_WORDS } from './words';

const HEAD = 'time,sequence,account,price\r\n';
const line = (at: number): string => `2026-11-20T09:30:00.000000001Z,${at},"101, they",0.100000000000000001\r\n`;
const lines = (count: number): string => HEAD + Array.from({ length: count }, (_, at) => line(at)).join('');

afterEach(() => vi.unstubAllGlobals());

const admin = (at = server(), permissions = ['audit_read', 'analytics']) =>
  show(<AdminPage part="reports" onLogin={() => undefined} />, { server: at, me: { permissions } });

/** Saved files, in place of the browser's. */
function files(): Blob[] {
  const saved: Blob[] = [];
  URL.createObjectURL = (blob) => {
    saved.push(blob as Blob);
    return 'blob:';
  };
  URL.revokeObjectURL = () => undefined;
  return saved;
}

describe('a report of the exchange', () => {
  it('is shown as it begins, digit by digit, with the stretch of events that it is of', async () => {
    const headers = { 'X-From-Sequence': '190', 'X-To-Sequence': '609' };
    const at = server().on('GET /api/v1/reports/executions', [200, lines(30), headers]);
    const { user } = await admin(at);
    await user.type(await screen.findByLabelText('From day'), '2026-11-19');
    await user.type(screen.getByLabelText('To day'), '2026-11-20');
    await user.type(screen.getByLabelText('Account'), '101');
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    const table = within(await screen.findByRole('table', { name: 'Preview of the report' }));
    expect(table.getAllByText('101, they')).toHaveLength(20);
    expect(table.getAllByText('0.100000000000000001')).toHaveLength(20);
    expect(screen.getByText(/First 20 lines; the file contains all. Events 190 to 609./)).toBeTruthy();
    expect(new URL(at.to('GET /api/v1/reports/executions')[0]?.url ?? '', 'http://x').search).toBe(
      '?from=2026-11-19T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z&account=101&format=csv',
    );
  });

  it('for analysts is the sums of fees, and of no account', async () => {
    const at = server().on('GET /api/v1/reports/fees', [200, lines(1)]);
    const { user } = await admin(at, ['read', 'analytics']);
    const optionsOf = (label: string) =>
      [...screen.getByLabelText<HTMLSelectElement>(label).options].map(({ value }) => value);
    await screen.findByText(/The fees of all accounts together/);
    expect([optionsOf('Report'), optionsOf('Group by')]).toEqual([['fees'], ['day', 'market']]);
    expect(screen.queryByLabelText('Account')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    await screen.findByRole('table', { name: 'Preview of the report' });
    expect(at.to('GET /api/v1/reports/fees')[0]?.url).toContain('by=day');
  });

  it('of fees is by days and lines, and saved as JSON only where it is whole', async () => {
    const saved = files();
    const route = 'GET /api/v1/reports/fees';
    const at = server().on(
      route,
      [200, '{"sequence":7,"items":[{"fee":"1"}'],
      [200, '{"sequence":7,"items":[{"fee":"1"}]}'],
    );
    const { user } = await admin(at);
    await user.selectOptions(await screen.findByLabelText('Report'), 'fees');
    await user.selectOptions(screen.getByLabelText('Group by'), 'day,user');
    await user.selectOptions(screen.getByLabelText('Format'), 'json');
    await user.type(screen.getByLabelText('From day'), '2026-11-19');
    const get = screen.getByRole('button', { name: 'Download' });
    await user.click(get);
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    expect(saved).toHaveLength(0);
    await user.click(get);
    await screen.findByText('fees_2026-11-19.json is saved');
    expect(saved.map(({ type }) => type)).toEqual(['application/json;charset=utf-8']);
    expect(at.to(route)[1]?.url).toContain('from_day=2026-11-19&by=day%2Cuser&format=json');
  });

  it('says at the field what the exchange refuses', async () => {
    const refused = problem(400, 'invalid_field');
    const errors = [{ field: 'account', rule: 'must be a number' }];
    const at = server().on('GET /api/v1/reports/executions', [400, { ...(refused[1] as object), errors }]);
    const { user } = await admin(at);
    await user.type(await screen.findByLabelText('Account'), 'me{Enter}');
    expect(await screen.findByText('must be a number')).toBeTruthy();
  });
});

describe("a report of one's own", () => {
  it('is of trades or orders, without the choices of an operator', async () => {
    const saved = files();
    const at = server().on('GET /api/trading/exports/orders', [200, lines(2)]);
    const { user } = await show(<AccountPage part="reports" onLogin={() => undefined} />, { server: at });
    await user.selectOptions(await screen.findByLabelText('Report'), 'own_orders');
    expect(screen.queryByRole('textbox', { name: 'Account' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Preview' }));
    expect(await screen.findByText(/This is the complete report/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(at.to('GET /api/trading/exports/orders')[1]?.url).toBe('/api/trading/exports/orders');
  });

  it('is spoken of in every language', () => {
    for (const language of LANGUAGES) {
      expect(Object.values(REPORT_WORDS[language])).not.toContain('');
    }
  });
});
