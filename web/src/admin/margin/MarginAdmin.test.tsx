// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { AT, OWING } from '../../wallet/margin/margin-sample';
import { page } from '../../wallet/wallet-sample';
import { ADMIN_WORDS } from '../words';
import {
  BASE,
  LEVELS,
  LOSS,
  RUNNING,
  TIERS,
  bodies,
  invalid,
  lending,
  part,
  pool,
  see,
  table,
  transfer,
} from './lending-sample';
import { LENDING_WORDS } from './words';

describe('lending pools', () => {
  it('show money and index price; one that is opened shows its sources, terms and debts', async () => {
    const at = lending().on(
      `GET ${BASE}/pools/BTC/debts`,
      page([{ account: '1005', principal: '12.5', interest: '0.01', owed_since: AT, charged_at: AT }]),
    );
    const { user, container } = await see(at);
    const pools = await table('Lending pools');
    expect(pools.getAllByRole('row')[1]?.textContent).toMatch(/^BTC650\.5 Uncertain12\.5of 1000\.015031\.5/);
    expect(at.to(`GET ${BASE}/pools/BTC/debts`)).toHaveLength(0);
    await user.click(pools.getByRole('button', { name: 'Details' }));
    const sources = await table('Sources of the index price');
    expect([sources.getByText('Counts'), sources.getByText('Late')]).toHaveLength(2);
    screen.getByText('≥ 50,000: 14.29% / 7%');
    expect((await table('Debts')).getAllByRole('row')[1]?.textContent).toMatch(/^100512\.50\.01/);
    expect(repeatedWords(container)).toEqual([]);
  });

  it('take a market of the exchange as a source, or none', async () => {
    const route = `PUT ${BASE}/pools/BTC/own-market`;
    const at = lending()
      .on(`GET ${BASE}/pools/BTC/debts`, page([]))
      .on(route, invalid('source'), [200, { version: 3, symbol: 'BTC-USDT', source: 4 }]);
    const { user } = await see(at);
    await user.click((await table('Lending pools')).getByRole('button', { name: 'Details' }));
    await user.type(await screen.findByLabelText('Own market as a source'), 'BTC-USDT{Enter}');
    await screen.findByText('1 to 16; not that of a feed');
    await user.type(screen.getByLabelText('Number of the source'), '4{Enter}');
    await screen.findByText('Saved');
    const market = { version: 2, symbol: 'BTC-USDT' };
    expect(bodies(at, route)).toEqual([null, 4].map((source) => ({ ...market, source })));
  });

  it('have terms that are changed at the version that was read', async () => {
    const route = `PUT ${BASE}/pools/BTC`;
    const at = lending()
      .on(`GET ${BASE}/pools`, page([pool(4)]), page([pool(5, { cap: '70' })]))
      .on(route, problem(409, 'version_changed'), [200, pool(6)]);
    const { user } = await see(at);
    await user.click((await table('Lending pools')).getByRole('button', { name: 'Change' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Terms of BTC' }));
    expect(dialog.queryByLabelText('Decimal places of the index price')).toBeNull();
    const cap = () => dialog.getByLabelText<HTMLInputElement>('Cap of all debts');
    const save = async (text: string) => {
      await user.clear(cap());
      await user.type(cap(), text);
      await user.click(dialog.getByRole('button', { name: 'Save' }));
    };
    await save('80');
    await user.click(await dialog.findByRole('button', { name: 'Reload' }));
    await waitFor(() => expect(cap().value).toBe('70'));
    await save('80');
    await screen.findByText('The terms of BTC are set');
    const terms = { price_scale: 2, haircut: '0.05', tiers: TIERS, cap: '80', hourly_rate: '0.00001' };
    expect(bodies(at, route)).toEqual([
      { ...terms, version: 4 },
      { ...terms, version: 5 },
    ]);
  });

  it('are added for an asset without terms, and a refused tier is said at the tiers', async () => {
    const route = `PUT ${BASE}/pools/ETH`;
    const at = lending().on(route, invalid('tiers.1.from'), problem(404, 'unknown_asset'), [200, pool(7)]);
    const { user } = await see(at);
    await user.click(await screen.findByRole('button', { name: 'Lend another asset' }));
    const dialog = within(screen.getByRole('dialog'));
    for (const [label, text] of [
      ['Asset', 'eth'],
      ['Decimal places of the index price', '۲'],
      ['Haircut', '۰٫۱'],
      ['Cap of all debts', '5'],
      ['Interest per hour', '0.0001'],
      ['Margin tiers', '0 0.2 0.1\n\n 0  0.3'],
    ] as const) {
      await user.type(dialog.getByLabelText(label), text);
    }
    const save = () => user.click(dialog.getByRole('button', { name: 'Save' }));
    await save();
    await waitFor(() => expect(dialog.getByLabelText('Margin tiers').getAttribute('aria-invalid')).toBe('true'));
    await save();
    await waitFor(() => expect(dialog.getByLabelText('Asset').getAttribute('aria-invalid')).toBe('true'));
    await save();
    await screen.findByText('The terms of ETH are set');
    const tiers = [
      { from: '0', initial: '0.2', maintenance: '0.1' },
      { from: '0', initial: '0.3', maintenance: '' },
    ];
    expect(bodies(at, route)[0]).toEqual({
      ...{ version: 0, price_scale: 2, haircut: '0.1', cap: '5', hourly_rate: '0.0001', tiers },
    });
  });
});

describe('the levels of an exchange', () => {
  it('keep the version that was read, and say what is wrong at its field', async () => {
    const route = `PUT ${BASE}/levels`;
    const at = lending()
      .on(`GET ${BASE}/levels`, [200, LEVELS], [200, { ...LEVELS, version: 12, call: '1.4' }])
      .on(route, invalid('call'), [200, LEVELS]);
    const { user } = await see(at);
    const call = await screen.findByLabelText<HTMLInputElement>('Margin call below');
    const save = () => user.click(part('Levels').getByRole('button', { name: 'Save' }));
    await user.clear(call);
    await user.type(call, '1.4');
    await save();
    await screen.findByText('Above liquidation, above 1 and the fee, at most 2');
    await save();
    await screen.findByText('Saved');
    await save();
    await waitFor(() => expect(bodies(at, route)).toHaveLength(3));
    expect(bodies(at, route).slice(1)).toEqual([
      { ...LEVELS, call: '1.4' },
      { ...LEVELS, call: '1.4', version: 12 },
    ]);
  });
});

describe('a liquidation that waits', () => {
  it('is closed by a second press', async () => {
    const route = `POST ${BASE}/accounts/1005/liquidation/close`;
    const at = lending().on(route, [200, OWING]);
    const { user } = await see(at);
    const rows = await table('Liquidations');
    await user.click(rows.getByRole('button', { name: 'Close' }));
    expect(at.to(route)).toHaveLength(0);
    at.on(`GET ${BASE}/all-liquidations`, page([{ ...RUNNING, ended_at: AT }]));
    await user.click(rows.getByRole('button', { name: 'Close it?' }));
    await screen.findByText('The liquidation is closed');
    expect(at.to(route)).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Close/ })).toBeNull());
    await user.selectOptions(part('Liquidations').getByLabelText('State'), 'All');
    await waitFor(() => expect(at.to(`GET ${BASE}/all-liquidations`).at(-1)?.url).toContain('state=all'));
  });
});

describe('shortfalls', () => {
  it('are losses and payments for them', async () => {
    const booked = { ...LOSS, account: '5', booked: true, total: '0', sequence: 9 };
    await see(lending().on(`GET ${BASE}/shortfalls`, page([booked, LOSS])));
    const rows = (await table('Shortfalls')).getAllByRole('row').slice(1);
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/51\.5 BTCBooked0$/),
      expect.stringMatching(/10061\.5 BTCLoss1\.5$/),
    ]);
  });
});

describe('the money of pools', () => {
  it('is moved by two people: the proposer only takes it back', async () => {
    const rows = [transfer('a'), transfer('b', { proposed_by: '1', account: '1007', to: '5' })];
    const late = transfer('c', { state: 'approved' });
    const at = lending()
      .on(`GET ${BASE}/transfers`, page([...rows, late]))
      .on(`POST ${BASE}/transfers/${'a'.repeat(32)}/approve`, [200, transfer('a', { state: 'posted' })])
      .on(`POST ${BASE}/transfers/${'b'.repeat(32)}/reject`, [200, transfer('b', { state: 'rejected' })]);
    const { user } = await see(at);
    const [, other, own, again] = (await table('Money of the pools')).getAllByRole('row');
    const buttons = (row: HTMLElement) =>
      within(row)
        .getAllByRole('button')
        .map(({ textContent }) => textContent);
    expect(other?.textContent).toContain('Fee accountLending accountLend fees');
    expect(own?.textContent).toContain('Account 1007Insurance account');
    expect([other, own, again].map((row) => (row === undefined ? [] : buttons(row)))).toEqual([
      ['Approve', 'Reject'],
      ['Reject'],
      ['Approve'],
    ]);
    const press = async (row: HTMLElement | undefined, name: string, sure: string) => {
      await user.click(within(row ?? document.body).getByRole('button', { name }));
      await user.click(within(row ?? document.body).getByRole('button', { name: sure }));
    };
    await press(other, 'Approve', 'Approve this?');
    await screen.findByText('Approved');
    await press(own, 'Reject', 'Reject this?');
    await waitFor(() => expect(at.to(`POST ${BASE}/transfers/${'b'.repeat(32)}/reject`)).toHaveLength(1));
    expect(at.to(`POST ${BASE}/transfers/${'a'.repeat(32)}/approve`)).toHaveLength(1);
  });

  it('is proposed once, and what is wrong is said at its field', async () => {
    const route = `POST ${BASE}/transfers`;
    const at = lending().on(route, invalid('to'), problem(503, 'unavailable'));
    const { user } = await see(at);
    await user.click(await screen.findByRole('button', { name: 'Propose a transfer' }));
    const dialog = within(screen.getByRole('dialog'));
    await user.selectOptions(dialog.getByLabelText('From'), 'My own account');
    await user.selectOptions(dialog.getByLabelText('To'), 'Insurance account');
    await user.type(dialog.getByLabelText('Amount'), '۲٫۵');
    await user.type(dialog.getByLabelText('Reason'), 'Cover losses');
    const send = () => user.click(dialog.getByRole('button', { name: 'Request' }));
    await send();
    await waitFor(() => expect(dialog.getByLabelText('To').getAttribute('aria-invalid')).toBe('true'));
    await send();
    await dialog.findByText(/The outcome is not known yet/);
    at.on(route, [201, transfer('d')]);
    await send();
    await screen.findByText('Requested; a second person decides');
    const [, ...sent] = at.to(route);
    expect(new Set(sent.map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
    expect(sent.at(-1)?.body).toEqual({
      ...{ from: 'own', to: 'insurance', currency: 'BTC', amount: '2.5', reason: 'Cover losses' },
    });
  });
});

describe('the margin account of a customer', () => {
  it('is shown for its number, without loans', async () => {
    const at = lending()
      .on(`GET ${BASE}/accounts/1`, problem(404, 'unknown_account'))
      .on(`GET ${BASE}/accounts/1005`, [200, OWING]);
    const { user } = await see(at);
    const find = async (number: string) => {
      await user.clear(await screen.findByLabelText('Account number'));
      await user.type(screen.getByLabelText('Account number'), `${number}{Enter}`);
    };
    await find('1');
    await screen.findByText('This account does not exist');
    await find('۱۰۰۵');
    await screen.findByRole('meter', { name: 'Margin level' });
    expect(screen.queryByRole('button', { name: 'Repay' })).toBeNull();
  });
});

describe('the words of lending', () => {
  it.each(LANGUAGES)('are all there, and are read without faults (%s)', async (language) => {
    const words = LENDING_WORDS[language];
    for (const [name, text] of Object.entries(LENDING_WORDS.en)) {
      const other = words[name as 'pools'] as unknown;
      expect(other).not.toBe('');
      expect(typeof text === 'object' ? Object.keys(other as object) : []).toEqual(
        typeof text === 'object' ? Object.keys(text) : [],
      );
      expect(language !== 'en' && typeof text === 'string' && other === text).toBe(false);
    }
    const at = lending().on(`GET ${BASE}/transfers`, page([transfer('a')]));
    const { container, user } = await see(at, language);
    await user.click(await screen.findByRole('button', { name: ADMIN_WORDS[language].change }));
    await screen.findByRole('dialog', { name: words.termsOf('BTC') });
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});
