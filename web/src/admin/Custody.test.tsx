// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AdminPart } from '../app/place';
import type { Call, TestServer } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { AdminPage } from './AdminPage';

const ID = 'ab'.repeat(16);
const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const toDecide = (userId: string, id = ID) => ({
  account: '1001',
  user_id: userId,
  risk: 75,
  reasons: ['new_address', 'first_withdrawal'],
  withdrawal: {
    ...{ id, currency: 'BTC', amount: '0.5', fee: '0.0001', receives: '0.4999', network: 'simulated', memo: '' },
    ...{ address: 'sim1x', status: 'pending', transaction: null, confirmations: 0, confirmations_needed: 2 },
    ...{ code: null, detail: null, needs_approval: true, created_at: AT, updated_at: AT, steps: [] },
  },
});
const ARRIVAL = {
  ...{ id: ID, network: 'simulated', transaction: 'f00d', account: null, token: '', chain_units: '12', memo: '' },
  ...{ state: 'kept', why: 'less than the minimum', arrived_at: AT },
};
const SAGA = {
  ...{ id: ID, kind: 'withdrawal', state: 'stopped', step: 2, attempts: 9, committed: false, code: null },
  ...{ failure: null, why: 'the signer is gone', created_at: AT, updated_at: AT, steps: [] },
};

const KEPT =
  (rows: readonly object[], reversed: readonly object[] = []) =>
  (call: Call) =>
    page(call.url.includes('which=reversed') ? reversed : rows);

function custody() {
  return server()
    .on('GET /api/v1/withdrawals', page([]))
    .on('GET /api/v1/transfers', page([]))
    .answers('GET /api/v1/arrivals', KEPT([]))
    .on('GET /api/v1/sagas', page([]));
}
const see = (at: TestServer, part: AdminPart = 'custody', permissions = ['custody_manage']) =>
  show(<AdminPage part={part} onLogin={() => undefined} />, { server: at, me: { permissions } });

describe('withdrawals that wait', () => {
  it('are shown with their risk and its reasons, and decided by another person', async () => {
    const at = custody()
      .on('GET /api/v1/withdrawals', page([toDecide('1', 'cd'.repeat(16)), toDecide('9')]))
      .on(`POST /api/v1/withdrawals/${ID}/approve`, [200, {}]);
    const { user } = await see(at);
    const rows = within(await screen.findByRole('table', { name: 'Withdrawals to review' }));
    expect(rows.getAllByText('75')).toHaveLength(2);
    expect(rows.getAllByText('First withdrawal')).toHaveLength(2);
    expect(rows.getByText('Your request: a second person decides')).toBeTruthy();
    await user.click(rows.getByRole('button', { name: 'Approve' }));
    await user.click(rows.getByRole('button', { name: 'Approve this?' }));
    await waitFor(() => expect(at.to(`POST /api/v1/withdrawals/${ID}/approve`)).toHaveLength(1));
  });
});

describe('transfers that wait', () => {
  const transferOf = (userId: string, id: string) => ({
    ...{ account: '1001', receiver: '1002', user_id: userId, risk: 80, reasons: ['password_changed'] },
    transfer: {
      ...{ id, type: 'internal', currency: 'USDT', amount: '-25', status: 'pending', needs_approval: true },
      ...{ sequence: 0, code: null, detail: null, created_at: AT },
    },
  });
  it('are decided by another person than the sender', async () => {
    const at = custody()
      .on('GET /api/v1/transfers', page([transferOf('1', 'cd'.repeat(16)), transferOf('9', ID)]))
      .on(`POST /api/v1/transfers/${ID}/refuse`, [200, {}]);
    const { user } = await see(at);
    const rows = within(await screen.findByRole('table', { name: 'Transfers to review' }));
    expect(rows.getAllByText('25 USDT')).toHaveLength(2);
    expect(rows.getByText('Your request: a second person decides')).toBeTruthy();
    await user.click(rows.getByRole('button', { name: 'Reject' }));
    await user.click(rows.getByRole('button', { name: 'Reject this?' }));
    await waitFor(() => expect(at.to(`POST /api/v1/transfers/${ID}/refuse`)).toHaveLength(1));
  });
});

describe('payments that wait', () => {
  it('are credited to an account, or marked as unowned with a reason', async () => {
    const at = custody()
      .answers('GET /api/v1/arrivals', KEPT([ARRIVAL]))
      .on(`POST /api/v1/arrivals/${ID}/credit`, [200, ARRIVAL])
      .on(`POST /api/v1/arrivals/${ID}/ignore`, [200, ARRIVAL]);
    const { user } = await see(at);
    await user.click(await screen.findByRole('button', { name: 'Credit' }));
    const dialog = () => within(screen.getByRole('dialog'));
    await user.type(dialog().getByLabelText('Account to credit'), '1001');
    await user.click(dialog().getByRole('button', { name: 'Credit' }));
    await screen.findByText('Being credited');
    expect(at.to(`POST /api/v1/arrivals/${ID}/credit`)[0]?.body).toEqual({ account: '1001' });
    await user.click(screen.getByRole('button', { name: 'No customer’s deposit' }));
    await user.type(dialog().getByLabelText('Reason'), 'our own test');
    await user.click(dialog().getByRole('button', { name: 'No customer’s deposit' }));
    await screen.findByText('Set aside; it needs no decision');
    expect(at.to(`POST /api/v1/arrivals/${ID}/ignore`)[0]?.body).toEqual({ reason: 'our own test' });
  });
});

describe('payments whose block vanished', () => {
  it('show their state, and the debts', async () => {
    const gone = { ...ARRIVAL, account: '1001', state: 'gone', why: '0.5 of it had been spent and are owed' };
    await see(custody().answers('GET /api/v1/arrivals', KEPT([], [gone])));
    const rows = within(await screen.findByRole('table', { name: 'Deposits in orphaned blocks' }));
    expect(rows.getByText('Did not return')).toBeTruthy();
    expect(rows.getByText('0.5 of it had been spent and are owed')).toBeTruthy();
  });
});

describe('work that has stopped', () => {
  it('shows its steps, is set going, or abandoned with a reason', async () => {
    const step = { name: 'sign', state: 'stopped', attempts: 9, note: 'no signer', started_at: AT, updated_at: AT };
    const at = custody()
      .on('GET /api/v1/sagas', page([SAGA]))
      .on(`GET /api/v1/sagas/withdrawal/${ID}`, [200, { ...SAGA, steps: [step] }])
      .on(`POST /api/v1/sagas/withdrawal/${ID}/redrive`, [200, SAGA])
      .on(`POST /api/v1/sagas/withdrawal/${ID}/abandon`, [200, SAGA]);
    const { user } = await see(at, 'dead-letters');
    await user.click(await screen.findByRole('button', { name: 'Steps' }));
    await screen.findByText('no signer');
    await user.click(screen.getByRole('button', { name: 'Restart' }));
    await user.click(screen.getByRole('button', { name: 'Restart it now?' }));
    await screen.findByText('Restarted');
    await user.click(screen.getByRole('button', { name: 'Abandon' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.type(dialog.getByLabelText('Reason'), 'never signed');
    await user.click(dialog.getByRole('button', { name: 'Abandon' }));
    await screen.findByText('Being reversed');
    expect(at.to(`POST /api/v1/sagas/withdrawal/${ID}/abandon`)[0]?.body).toEqual({ reason: 'never signed' });
    expect(new URLSearchParams(at.to('GET /api/v1/sagas')[0]?.url.split('?')[1]).get('state')).toBe('stopped');
  });
});
