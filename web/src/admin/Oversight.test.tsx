// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AdminPart } from '../app/place';
import { problem, type TestServer } from '../exchange/test-server';
import { LANGUAGES } from '../language/messages';
import { repeatedWords } from '../page-test/controls';
import { server, show } from '../page-test/page';
import { ADJUSTMENT_WORDS } from './adjustments/words';
import { AdminPage } from './AdminPage';
import { PAUSE_WORDS } from './pauses/words';

const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const TERMS = {
  ...{ currency: 'BTC', version: 3, networks: ['simulated'], minimum: '0.0005', fee: '0.0001', approval_above: '0.5' },
  ...{ daily_user: '2', daily_vip: null, daily_tenant: '500', deposit_minimum: '0.00001', deposit_large: '1' },
  ...{ hot_limit: '50', hot_low: '5' },
  stopped: null as string | null,
};
const RECONCILED = {
  ...{ currency: 'BTC', network: 'simulated', verdict: 'equal', chain_units: '500', expected_units: '500' },
  ...{ detail: '', checked_at: AT },
};
const see = (part: AdminPart, at: TestServer, permissions = ['custody_manage']) =>
  show(<AdminPage part={part} onLogin={() => undefined} />, { server: at, me: { permissions } });

describe('reconciliation', () => {
  const DIFFERS = {
    ...RECONCILED,
    verdict: 'differs',
    chain_units: '400',
    detail: 'the addresses have 400 units; the ledger has a posting that no chain knows',
  };
  const differing = () =>
    server()
      .on('GET /api/v1/reconciliation', page([RECONCILED]), page([DIFFERS]))
      .on('GET /api/v1/terms', page([TERMS]), page([{ ...TERMS, stopped: 'the addresses have 400 units' }]))
      .on('POST /api/v1/reconciliation', page([DIFFERS]));

  it('is run, says which postings differ, and what has stopped', async () => {
    const { user } = await see('reconciliation', differing());
    await screen.findByText('Match');
    expect(screen.queryByText('Withdrawals paused')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Compare now' }));
    await screen.findByText('Balances that do not match: 1');
    await screen.findByText('Difference');
    await screen.findByText('Withdrawals paused');
    await user.click(screen.getByRole('button', { name: '2 differences' }));
    await screen.findByText('the ledger has a posting that no chain knows');
  });

  it('lets withdrawals go on only where all say the same by now', async () => {
    const at = differing()
      .on('GET /api/v1/terms', page([{ ...TERMS, stopped: 'the addresses have 400 units' }]))
      .on('POST /api/v1/reconciliation/BTC/resume', problem(422, 'withdrawals_stopped'), page([RECONCILED]));
    const { user } = await see('reconciliation', at);
    const resume = async () => {
      await user.click(await screen.findByRole('button', { name: 'Resume withdrawals' }));
      await user.click(screen.getByRole('button', { name: 'Compare and resume?' }));
    };
    await resume();
    await screen.findByText('Withdrawals of this asset are paused');
    await resume();
    await screen.findByText('Withdrawals of BTC resumed');
  });
});

describe('terms', () => {
  it('are changed all at once, by the version that was seen', async () => {
    const at = server()
      .on('GET /api/v1/terms', page([TERMS]), page([{ ...TERMS, version: 4, fee: '0.0003' }]))
      .on('PUT /api/v1/terms/BTC', problem(409, 'version_changed'), [200, { ...TERMS, version: 5 }]);
    const { user } = await see('terms', at);
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.clear(dialog.getByLabelText('Withdrawal fee'));
    await user.type(dialog.getByLabelText('Withdrawal fee'), '0.0002');
    await user.clear(dialog.getByLabelText('Daily limit, user'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await dialog.findByText(/This was changed elsewhere in the meantime/);
    await user.click(dialog.getByRole('button', { name: 'Reload' }));
    await dialog.findByDisplayValue('0.0003');
    await user.clear(dialog.getByLabelText('Daily limit, user'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await screen.findByText('Limits and fees of BTC changed');
    expect(at.to('PUT /api/v1/terms/BTC')[1]?.body).toEqual({
      ...{ version: 4, minimum: '0.0005', fee: '0.0003', approval_above: '0.5', daily_user: null, daily_vip: null },
      ...{ daily_tenant: '500', deposit_minimum: '0.00001', deposit_large: '1' },
      ...{ hot_limit: '50', hot_low: '5' },
    });
  });
});

describe('messages that no consumer could take', () => {
  const LETTER = {
    ...{ id: '7', consumer: 'somebody', topic: 'users', number: '12', key: '42', payload: '{"a":1}', at: AT },
    ...{ dead_at: AT, state: 'dead', why: 'cannot take it', asked_by: null },
  };
  const TENANT = {
    ...{ number: 2, slug: 'acme', name: 'Acme', status: 'active', hosts: [], locales: ['en'], features: {} },
    ...{ rate_limits: {}, failure: null, created_at: AT, branding: {}, config: {}, version: 1 },
  };
  const letters = () =>
    server()
      .on('GET /api/v1/sagas', page([]))
      .on('GET /api/v1/tenants', page([{ ...TENANT, number: 1, slug: 'flowex', name: 'FlowEx' }, TENANT]))
      .on('GET /api/v1/tenants/1/events/dead', page([LETTER]), page([{ ...LETTER, state: 'redriven' }]))
      .on('GET /api/v1/tenants/2/events/dead', page([]))
      .on('POST /api/v1/tenants/1/events/dead/7/redrive', [200, LETTER]);

  it('are looked into and tried again, in any exchange', async () => {
    const at = letters();
    const { user } = await see('dead-letters', at, ['custody_manage', 'tenants_manage']);
    await user.click(await screen.findByRole('button', { name: 'Details' }));
    await screen.findByText('{"a":1}');
    await user.click(screen.getByRole('button', { name: 'Restart' }));
    await user.click(screen.getByRole('button', { name: 'Restart it now?' }));
    await screen.findByText('Restarted');
    expect(at.to('POST /api/v1/tenants/1/events/dead/7/redrive')).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull());
    await user.selectOptions(screen.getByLabelText('Exchange'), 'Acme');
    await screen.findByText('All messages were delivered');
  });

  it('are for operators of all exchanges', async () => {
    await see('dead-letters', letters());
    await screen.findByText('No stopped workflows');
    expect(screen.queryByText('Undeliverable messages')).toBeNull();
  });
});

describe('adjustments', () => {
  const ID = 'ab'.repeat(16);
  const ADJUSTMENT = {
    ...{ id: ID, currency: 'BTC', network: 'simulated', chain_units: '-40', posting: null, fault: null, account: null },
    ...{ amount: null, settled_by: 'own_funds', reason: 'paid by hand', state: 'proposed', proposed_by: '9' },
    ...{ proposed_at: AT, decided_by: null, booked_at: null },
  };
  const PATH = '/api/v1/reconciliation/adjustments';
  const adjusting = () =>
    server()
      .on('GET /api/v1/reconciliation', page([RECONCILED]))
      .on('GET /api/v1/terms', page([TERMS]))
      .on(`GET ${PATH}`, page([ADJUSTMENT, { ...ADJUSTMENT, id: 'cd'.repeat(16), proposed_by: '1' }]))
      .on(`POST ${PATH}`, problem(409, 'already_decided'), [201, ADJUSTMENT])
      .on(`POST ${PATH}/${ID}/approve`, [200, { ...ADJUSTMENT, state: 'booked' }]);

  it('are proposed, and approved by another person only', async () => {
    const at = adjusting();
    const { user, container } = await see('reconciliation', at);
    const rows = within(await screen.findByRole('table', { name: 'Adjustments' }));
    expect(rows.getAllByRole('button', { name: 'Reject' })).toHaveLength(2);
    await user.click(rows.getByRole('button', { name: 'Approve and book' }));
    await user.click(rows.getByRole('button', { name: 'Book it now?' }));
    await waitFor(() => expect(at.to(`POST ${PATH}/${ID}/approve`)).toHaveLength(1));
    expect(repeatedWords(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Propose an adjustment' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.type(dialog.getByLabelText('Reason'), 'paid by hand');
    const send = () => user.click(dialog.getByRole('button', { name: 'Propose an adjustment' }));
    await send();
    await dialog.findByText('This difference does not exist now, or has a pending adjustment');
    await send();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(at.to(`POST ${PATH}`)[1]?.body).toEqual({
      ...{ currency: 'BTC', network: 'simulated', settled_by: 'fee_account', reason: 'paid by hand' },
    });
  });
});

describe('pauses', () => {
  const PAUSE = { currency: 'BTC', network: null, flow: 'withdrawals', reason: 'upgrade', set_by: '9', set_at: AT };
  it('are set for an asset on one network or on all, and lifted at a second press', async () => {
    const at = server()
      .on('GET /api/v1/pauses', page([PAUSE]))
      .on('GET /api/v1/terms', page([TERMS]))
      .on('PUT /api/v1/pauses/BTC', page([PAUSE]))
      .on('POST /api/v1/pauses/BTC/lift', page([]));
    const { user, container } = await see('pauses', at);
    const rows = within(await screen.findByRole('table', { name: 'Pauses' }));
    expect(rows.getByText('All networks')).toBeTruthy();
    await user.selectOptions(await screen.findByLabelText('Flow'), 'Deposits');
    await user.selectOptions(screen.getByLabelText('Network'), 'simulated');
    await user.type(screen.getByLabelText('Reason'), 'node maintenance{Enter}');
    await screen.findByText('Deposits BTC simulated is paused');
    expect(at.to('PUT /api/v1/pauses/BTC')[0]?.body).toEqual({
      ...{ flow: 'deposits', network: 'simulated', reason: 'node maintenance' },
    });
    expect(repeatedWords(container)).toEqual([]);
    await user.click(rows.getByRole('button', { name: 'Resume' }));
    await user.click(rows.getByRole('button', { name: 'Resume now?' }));
    await waitFor(() => expect(at.to('POST /api/v1/pauses/BTC/lift')[0]?.body).toEqual({ flow: 'withdrawals' }));
  });

  it.each(LANGUAGES)('and adjustments have all their words (%s)', (language) => {
    expect(Object.keys(PAUSE_WORDS[language]).sort()).toEqual(Object.keys(PAUSE_WORDS.en).sort());
    expect(Object.keys(ADJUSTMENT_WORDS[language]).sort()).toEqual(Object.keys(ADJUSTMENT_WORDS.en).sort());
    expect([...Object.values(PAUSE_WORDS[language]), ...Object.values(ADJUSTMENT_WORDS[language])]).not.toContain('');
  });
});
