// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { countingOf, type ColdAddress } from '../exchange/cold';
import { problem, type TestServer } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { AdminPage } from './AdminPage';
import { ADMIN_WORDS } from './words';

const ID = 'ab'.repeat(16);
const OTHER = 'cd'.repeat(16);
const AT = '2026-11-20T09:30:00Z';
const page = (items: readonly object[]) => [200, { items, next_cursor: null }] as const;
const terms = (currency: string, networks: readonly string[], hot_limit: string | null, hot_low: string) => ({
  ...{ currency, version: 3, networks, minimum: '0.0005', fee: '0.0001', approval_above: '0.5', daily_user: '2' },
  ...{ daily_vip: null, daily_tenant: '500', deposit_minimum: '0.00001', deposit_large: '1', hot_limit, hot_low },
  stopped: null,
});
const cold = (id: string, state: string, more: object = {}) => ({
  ...{ id, currency: 'BTC', network: 'simulated', address: `sim1${id.slice(0, 6)}`, state, asked_by: '9' },
  ...{ asked_at: AT, active_from: state === 'active' || state === 'locked' ? AT : null },
  ...more,
});
const TOP_UP = {
  ...{ id: ID, currency: 'BTC', network: 'simulated', chain_units: '700', cold: 'sim1cold', hot: 'sim1hot' },
  ...{ state: 'open', created_at: AT, updated_at: AT },
};
const OPENING = {
  ...{ id: ID, currency: 'BTC', network: 'simulated', address: 'sim1hot', chain_units: '900', height: 12 },
  ...{ opened_at: AT, acknowledged_by: null, acknowledged_at: null },
};
const RECONCILED = {
  ...{ currency: 'BTC', network: 'simulated', verdict: 'equal', chain_units: '500', expected_units: '500' },
  ...{ detail: '', checked_at: AT },
};

const hotCold = () =>
  server()
    .on(
      'GET /api/v1/terms',
      page([terms('BTC', ['simulated'], '50', '5'), terms('USDT', ['simulated', 'ethereum'], null, '0')]),
    )
    .on('GET /api/v1/reconciliation', page([RECONCILED]))
    .on('GET /api/v1/cold', page([]))
    .on('GET /api/v1/refills', page([]))
    .on('GET /api/v1/openings', page([]));
const see = (at: TestServer, language: 'en' | 'fa' = 'en') =>
  show(<AdminPage part="hot-cold" onLogin={() => undefined} />, {
    server: at,
    language,
    me: { permissions: ['custody_manage'] },
  });
const rowOf = (text: string) => within(screen.getByText(text).closest('tbody')!);

describe('hot and cold', () => {
  it('is shown of each asset and network: marks, what there is, and where the rest goes', async () => {
    await see(hotCold().on('GET /api/v1/cold', page([cold(ID, 'active'), cold(OTHER, 'asked', { currency: 'USDT' })])));
    const marks = within(await screen.findByRole('table', { name: 'Hot and cold wallets' }));
    await marks.findByText('sim1ababab');
    const texts = [...marks.getAllByRole('row')].slice(1).map(({ textContent }) => textContent);
    expect(texts).toEqual([
      expect.stringMatching(/^BTC, simulated550500 smallest units.*sim1ababab$/),
      'USDT, simulated0no limit—No cold address: everything stays hot',
      'USDT, ethereum0no limit—No cold address: everything stays hot',
    ]);
    expect(screen.getByRole('link', { name: 'Change limits' }).getAttribute('href')).toBe('#/admin/terms');
    screen.getByText('No top-ups needed');
    screen.getByText('No opening balances');
  });

  it('shows nothing of a comparison that came to nothing', async () => {
    const unknown = { ...RECONCILED, verdict: 'unknown', chain_units: '0', expected_units: '0' };
    await see(hotCold().on('GET /api/v1/reconciliation', page([unknown])));
    await screen.findByText('BTC, simulated');
    expect(screen.queryByText('0 smallest units')).toBeNull();
  });

  it('says why a list did not come, and asks again', async () => {
    const { user } = await see(hotCold().on('GET /api/v1/refills', problem(503, 'unavailable'), page([TOP_UP])));
    const part = within(await screen.findByRole('region', { name: 'Top-ups from cold wallets' }));
    await user.click(await part.findByRole('button', { name: 'Try again' }));
    await screen.findByText('700 smallest units');
  });

  it.each(['en', 'fa'] as const)('is read without barriers in %s', async (language) => {
    const words = ADMIN_WORDS[language];
    const at = hotCold()
      .on('GET /api/v1/cold', page([cold(ID, 'active'), cold(OTHER, 'asked')]))
      .on('GET /api/v1/refills', page([TOP_UP]))
      .on('GET /api/v1/openings', page([OPENING]))
      .on('POST /api/v1/cold', [422, invalid('network', 'one that carries BTC')]);
    const { user, container } = await see(at, language);
    await screen.findByText(words.topUpStates.open);
    await user.click(await screen.findByRole('button', { name: words.newCold }));
    await user.type(screen.getByLabelText(words.address), 'x');
    await user.click(screen.getByRole('button', { name: words.ask }));
    await waitFor(() => expect(screen.getByLabelText(words.assetAndNetwork).getAttribute('aria-invalid')).toBe('true'));
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});

const invalid = (field: string, rule: string) => ({
  ...{ code: 'invalid_field', detail: 'not as it has to be', errors: [{ field, rule }] },
});

describe('a cold address', () => {
  it('is asked for, and what is wrong with it is said where it was typed', async () => {
    const at = hotCold()
      .on('GET /api/v1/cold', page([]), page([cold(ID, 'asked', { asked_by: '1', network: 'ethereum' })]))
      .on(
        'POST /api/v1/cold',
        [422, invalid('address', 'not the one from which this exchange pays')],
        [422, invalid('network', 'one that carries USDT: simulated')],
        problem(422, 'unknown_asset'),
        problem(422, 'withdrawal_limit'),
        [201, cold(ID, 'asked')],
      );
    const { user } = await see(at);
    await user.click(await screen.findByRole('button', { name: 'New cold address' }));
    const dialog = within(screen.getByRole('dialog'));
    const ask = () => user.click(dialog.getByRole('button', { name: 'Request' }));
    const faultOf = (label: string) =>
      document.getElementById(dialog.getByLabelText(label).getAttribute('aria-describedby') ?? '')?.textContent;
    await ask();
    expect(at.to('POST /api/v1/cold')).toHaveLength(0);
    await user.selectOptions(dialog.getByLabelText('Asset and network'), 'USDT, ethereum');
    await user.type(dialog.getByLabelText('Address'), ' 0xc01d ');
    await ask();
    await waitFor(() => expect(dialog.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true'));
    expect(faultOf('Address')).toBe(ADMIN_WORDS.en.coldAddressRule);
    await ask();
    await dialog.findByText('one that carries USDT: simulated');
    expect(faultOf('Asset and network')).toBe('one that carries USDT: simulated');
    expect(dialog.getByLabelText('Address').getAttribute('aria-invalid')).toBe('false');
    await ask();
    await waitFor(() => expect(faultOf('Asset and network')).toBeTruthy());
    await ask();
    await dialog.findByText('This exchange has the maximum number of cold addresses');
    await ask();
    await screen.findByText('Requested; a second person decides');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(at.to('POST /api/v1/cold')[4]?.body).toEqual({ currency: 'USDT', network: 'ethereum', address: '0xc01d' });
    await screen.findByText('Your request: a second person decides');
  });

  it('is approved by another person, refused, and retired', async () => {
    const at = hotCold()
      .on('GET /api/v1/cold', page([cold(ID, 'asked'), cold(OTHER, 'locked')]))
      .on(`POST /api/v1/cold/${ID}/approve`, problem(409, 'already_decided'), [200, cold(ID, 'locked')])
      .on(`POST /api/v1/cold/${ID}/refuse`, [200, cold(ID, 'refused')])
      .on(`POST /api/v1/cold/${OTHER}/retire`, [200, cold(OTHER, 'retired')]);
    const { user } = await see(at);
    await screen.findByText('sim1ababab');
    const requestedRow = () => rowOf('sim1ababab');
    const decide = async (name: string, sure: string) => {
      await user.click(requestedRow().getByRole('button', { name }));
      await user.click(requestedRow().getByRole('button', { name: sure }));
    };
    expect(rowOf('sim1cdcdcd').queryByRole('button', { name: 'Approve' })).toBeNull();
    await decide('Approve', 'Approve this?');
    await screen.findByText('This has already been decided');
    await decide('Approve', 'Approve this?');
    await screen.findByText('Approved: active after the time lock');
    await decide('Reject', 'Reject this?');
    await screen.findByText('Address rejected');
    await user.click(screen.getByRole('button', { name: 'Retire' }));
    expect(at.to(`POST /api/v1/cold/${OTHER}/retire`)).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Stop sending to this address?' }));
    await screen.findByText('Address retired');
  });

  it('is not approved by its proposer, who may take it back', async () => {
    const at = hotCold()
      .on('GET /api/v1/cold', page([cold(ID, 'asked', { asked_by: '1' })]))
      .on(`POST /api/v1/cold/${ID}/refuse`, [200, cold(ID, 'refused')]);
    const { user } = await see(at);
    await screen.findByText('Your request: a second person decides');
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Withdraw request' }));
    await user.click(screen.getByRole('button', { name: 'Withdraw this request?' }));
    await waitFor(() => expect(at.to(`POST /api/v1/cold/${ID}/refuse`)).toHaveLength(1));
  });

  it('that is over has nothing to decide; of several that are active the last counts', async () => {
    const rows = [
      cold(ID, 'active', { active_from: '2026-11-21T09:30:00Z', address: 'sim1last' }),
      cold(OTHER, 'active', { address: 'sim1before' }),
      cold('12'.repeat(16), 'refused', { address: 'sim1refused' }),
      cold('34'.repeat(16), 'retired', { address: 'sim1retired', active_from: '2026-11-22T09:30:00Z' }),
    ];
    await see(hotCold().on('GET /api/v1/cold', page(rows)));
    await screen.findByText('Replaced by a later one');
    const inList = (text: string) =>
      within(screen.getByRole('table', { name: 'Cold addresses' }))
        .getByText(text)
        .closest('tbody')!;
    expect(inList('sim1last').textContent).toContain('Active');
    expect(inList('sim1before').textContent).toContain('Replaced by a later one');
    for (const over of ['sim1refused', 'sim1retired']) {
      expect(within(inList(over)).queryByRole('button')).toBeNull();
    }
    const marks = within(screen.getByRole('table', { name: 'Hot and cold wallets' }));
    expect(marks.getByText('sim1last')).toBeTruthy();
    expect(marks.queryByText('sim1before')).toBeNull();
  });

  it('counts for its own asset and network only', () => {
    const of = (id: string, more: Partial<ColdAddress>): ColdAddress => ({
      ...{ id, code: 'BTC', network: 'bitcoin', address: 'x', state: 'active', requestedBy: '1', requestedMillis: 0 },
      activeMillis: 5,
      ...more,
    });
    const all = [of('a', {}), of('b', { activeMillis: 9 }), of('c', { state: 'locked', activeMillis: 99 })];
    expect(countingOf(all, 'BTC', 'bitcoin')?.id).toBe('b');
    expect(countingOf(all, 'BTC', 'simulated')).toBeNull();
    expect(countingOf(all, 'ETH', 'bitcoin')).toBeNull();
  });
});

describe('requests to bring money back', () => {
  it('says how much, from where and to where, and is taken back', async () => {
    const at = hotCold()
      .on('GET /api/v1/refills', page([TOP_UP, { ...TOP_UP, id: OTHER, state: 'arrived', chain_units: '31' }]))
      .on(`POST /api/v1/refills/${ID}/cancel`, problem(409, 'already_decided'), [200, TOP_UP]);
    const { user } = await see(at);
    await screen.findByText('700 smallest units');
    expect(rowOf('700 smallest units').getByText('sim1cold')).toBeTruthy();
    expect(rowOf('700 smallest units').getByText('sim1hot')).toBeTruthy();
    expect(rowOf('31 smallest units').getByText('Arrived')).toBeTruthy();
    expect(rowOf('31 smallest units').queryByRole('button')).toBeNull();
    const cancel = async () => {
      await user.click(screen.getByRole('button', { name: 'Withdraw request' }));
      await user.click(screen.getByRole('button', { name: /^Cancel it\? It is requested again/ }));
    };
    await cancel();
    await screen.findByText('This has already been decided');
    await cancel();
    await screen.findByText('Top-up canceled');
  });
});

describe('opening balances', () => {
  it('are acknowledged once, and say by whom', async () => {
    const by = { ...OPENING, acknowledged_by: '9', acknowledged_at: AT };
    const at = hotCold()
      .on('GET /api/v1/openings', page([OPENING]), page([OPENING]), page([by]))
      .on(`POST /api/v1/openings/${ID}/acknowledge`, problem(409, 'already_decided'), [200, by]);
    const { user } = await see(at);
    const acknowledge = async () => {
      await user.click(await screen.findByRole('button', { name: 'Acknowledge' }));
      await user.click(screen.getByRole('button', { name: 'Do these funds belong to the exchange?' }));
    };
    await screen.findByText('900 smallest units');
    await acknowledge();
    await screen.findByText('This has already been decided');
    await acknowledge();
    await screen.findByText('User 9');
    expect(screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
  });
});
