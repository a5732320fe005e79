// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem, type TestServer } from '../../exchange/test-server';
import { LANGUAGES, type Language } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { show } from '../../page-test/page';
import { page } from '../wallet-sample';
import { WalletPage } from '../WalletPage';
import { AT, CLEAR, LOAN, marginServer, OWING } from './margin-sample';
import { MARGIN_WORDS } from './words';

const see = (at: TestServer, language: Language = 'en', me: object = {}) =>
  show(<WalletPage part="margin" code={null} onLogin={() => undefined} />, { server: at, language, me });
const table = async (name: string) => within(await screen.findByRole('table', { name }));

describe('a margin account', () => {
  it('shows its level between the levels of call and liquidation, its debts and prices', async () => {
    const { container } = await see(marginServer());
    const gauge = await screen.findByRole('meter', { name: 'Margin level' });
    const bands = ['value', 'low', 'high'].map((name) => gauge.getAttribute(name));
    expect(bands).toEqual(['1.85', '1.1', '1.3']);
    expect(gauge.getAttribute('aria-valuetext')).toBe('1.85, Above the margin call');
    screen.getByText('Certain');
    const debts = await table('Debts');
    expect(debts.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      expect.any(String),
      expect.stringMatching(/^USDT1,000\.50\.0100050\.001%.*Repay$/),
    ]);
    const assets = await table('Collateral and loans');
    const [, bitcoin, tether] = assets.getAllByRole('row').map(({ textContent }) => textContent);
    expect(bitcoin).toMatch(/^BTCHaircut 5%650 Uncertain200\.5≤ 23\.08Sold first: 1,960\.71$/);
    expect(tether).toMatch(/^USDTHaircut 0%1 3,0002500—Borrow$/);
    expect(repeatedWords(container)).toEqual([]);
  });

  it.each([
    [{ level: '1.2', certain: false }, 'Below the margin call', /^Too few sources give the price of an owed asset/],
    [{ level: '1.05', liquidating: true }, 'Being liquidated', /^Orders are canceled and assets are sold/],
  ] as const)('says in which state it is: %o', async (changed, state, notice) => {
    await see(marginServer({ ...OWING, ...changed }));
    await screen.findByText(state);
    screen.getByText(notice);
  });

  it('has no gauge while nothing is owed, and leads to a deposit where nothing can be borrowed', async () => {
    const none = { ...CLEAR, items: CLEAR.items.map((item) => ({ ...item, borrowable: '0' })) };
    const { user } = await see(marginServer(none));
    await screen.findByText('Nothing is owed. The level appears with the first loan.');
    screen.getByText('No debts');
    expect(screen.queryByRole('meter')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Borrow' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Make a deposit' }));
    expect(location.hash).toBe('#/wallet/deposit');
  });

  it('is hidden where the exchange does not lend, but not from an account with debts, which only repays', async () => {
    await see(marginServer(OWING, { margin: false }));
    await screen.findByRole('button', { name: 'Repay' });
    screen.getByRole('link', { name: 'Margin' });
    expect(screen.queryByRole('button', { name: 'Borrow' })).toBeNull();
  });

  it('is not offered without debts where the exchange does not lend', async () => {
    const at = marginServer(CLEAR, { margin: false });
    await see(at);
    await waitFor(() => expect(at.to('GET /api/v1/margin/account')).toHaveLength(1));
    expect(screen.queryByRole('link', { name: 'Margin' })).toBeNull();
  });

  it('is only read by a person who may not trade', async () => {
    await see(marginServer(), 'en', { permissions: ['read'] });
    await table('Debts');
    expect(screen.queryByRole('button', { name: 'Repay' })).toBeNull();
  });
});

describe('a loan', () => {
  async function opened(at: TestServer) {
    const shown = await see(at);
    await shown.user.click(await screen.findByRole('button', { name: 'Borrow' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Borrow USDT' }));
    const send = () => shown.user.click(dialog.getByRole('button', { name: 'Borrow' }));
    return { ...shown, dialog, send };
  }
  const loans = (at: TestServer) => at.to('POST /api/v1/margin/loans');

  it('is sent under one key until its outcome is known', async () => {
    const at = marginServer(CLEAR).on('POST /api/v1/margin/loans', problem(503, 'unavailable'));
    const { dialog, send, user } = await opened(at);
    await user.type(dialog.getByLabelText('Amount'), '25');
    await send();
    await dialog.findByText(/The outcome is not known yet/);
    at.on('POST /api/v1/margin/loans', [201, LOAN]).on('GET /api/v1/margin/account', [200, OWING]);
    await send();
    await screen.findByText('25 USDT borrowed');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await table('Debts');
    expect(new Set(loans(at).map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
    expect(loans(at).at(-1)?.body).toEqual({ currency: 'USDT', amount: '25' });
    expect(at.to('GET /api/v1/margin/account').at(-1)?.headers['X-Min-Sequence']).toBe('11');
  });

  it('is at most what the exchange shows', async () => {
    const at = marginServer(CLEAR);
    const { dialog, send, user } = await opened(at);
    await user.type(dialog.getByLabelText('Amount'), '251');
    await dialog.findByText('Maximum 250 USDT');
    await send();
    expect(loans(at)).toHaveLength(0);
    await user.clear(dialog.getByLabelText('Amount'));
    await user.click(dialog.getByRole('button', { name: '250 USDT' }));
    expect(dialog.getByLabelText<HTMLInputElement>('Amount').value).toBe('250');
  });

  it.each([
    ['lending_cap_reached', 'The pool has lent all it may; try a smaller amount', true],
    ['insufficient_funds', 'The pool has less than that', true],
    ['lending_pool_missing', 'This asset cannot be borrowed', false],
    ['index_price_uncertain', 'Not enough reliable prices at the moment; try again later', false],
    ['margin_level_too_low', 'Too little collateral: repay or deposit first', false],
    ['account_killed', 'Trading is stopped for your account', false],
    ['tenant_killed', 'Trading is stopped', false],
    ['feature_off', 'This exchange does not offer that', false],
  ] as const)('that is refused says why: %s', async (code, text, isOfAmount) => {
    const { dialog, send, user } = await opened(
      marginServer(CLEAR).on('POST /api/v1/margin/loans', problem(code === 'feature_off' ? 403 : 422, code)),
    );
    await user.type(dialog.getByLabelText('Amount'), '25');
    await send();
    await dialog.findByText(text);
    expect(dialog.getByLabelText('Amount').getAttribute('aria-invalid')).toBe(String(isOfAmount));
  });
});

describe('a repayment', () => {
  async function opened(at: TestServer) {
    const shown = await see(at);
    await shown.user.click(await screen.findByRole('button', { name: 'Repay' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Repay USDT' }));
    return { ...shown, dialog };
  }
  const repaid = { ...LOAN, amount: '1000.510005', principal: '0', interest: '0' };
  const bodies = (at: TestServer) => at.to('POST /api/v1/margin/repayments').map(({ body }) => body);

  it('is of a part or of all', async () => {
    const at = marginServer().on('POST /api/v1/margin/repayments', [201, LOAN], [201, repaid]);
    const { dialog, user } = await opened(at);
    await user.type(dialog.getByLabelText('Amount'), '25');
    await user.click(dialog.getByRole('button', { name: 'Repay' }));
    await screen.findByText('25 USDT repaid');
    await user.click(await screen.findByRole('button', { name: 'Repay' }));
    await user.click(await screen.findByRole('button', { name: 'Repay all' }));
    await screen.findByText('1,000.510005 USDT repaid');
    expect(bodies(at)).toEqual([
      { currency: 'USDT', amount: '25' },
      { currency: 'USDT', all: true },
    ]);
  });

  it.each([
    ['repays_more_than_owed', 'You owe less than that'],
    ['insufficient_funds', 'Insufficient funds'],
  ] as const)('that is refused says why at its amount: %s', async (code, text) => {
    const { dialog, user } = await opened(marginServer().on('POST /api/v1/margin/repayments', problem(422, code)));
    await user.type(dialog.getByLabelText('Amount'), '999');
    await user.click(dialog.getByRole('button', { name: 'Repay' }));
    await dialog.findByText(text);
    expect(dialog.getByLabelText('Amount').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('the highest leverage', () => {
  it('is set at once', async () => {
    const at = marginServer().on('PUT /api/v1/margin/leverage', [200, { leverage: 3, sequence: 12 }]);
    const { user } = await see(at);
    const choice = await screen.findByLabelText('Highest leverage');
    expect([...choice.querySelectorAll('option')].map(({ text }) => text)).toEqual([
      'As the tiers allow',
      '1×',
      '2×',
      '3×',
      '5×',
    ]);
    await user.selectOptions(choice, '3×');
    await waitFor(() =>
      expect(at.to('PUT /api/v1/margin/leverage').map(({ body }) => body)).toEqual([{ leverage: 3 }]),
    );
  });

  it('that is refused says why', async () => {
    const at = marginServer().on('PUT /api/v1/margin/leverage', problem(422, 'leverage_too_high'));
    const { user } = await see(at);
    await user.selectOptions(await screen.findByLabelText('Highest leverage'), '5×');
    await screen.findByText('This exchange lends at a lower leverage');
  });
});

describe('the history of a margin account', () => {
  it('has charged interest, margin calls and liquidations, page by page', async () => {
    const charge = { currency: 'USDT', amount: '0.01', hours: 2, hourly_rate: '0.00001', charged_at: AT, sequence: 7 };
    const at = marginServer()
      .on(
        'GET /api/v1/margin/interest',
        [200, { items: [charge], next_cursor: 'c1' }],
        page([{ ...charge, hourly_rate: null, sequence: 3 }]),
      )
      .on('GET /api/v1/margin/calls', page([{ level: '1.29', at: AT, ended_at: AT, sequence: 5 }]))
      .on('GET /api/v1/margin/liquidations', page([{ level: '1.09', at: AT, ended_at: null, sequence: 6 }]));
    const { user } = await see(at);
    const rows = async (name: string) => (await table(name)).getAllByRole('row').slice(1);
    expect((await rows('Interest')).map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/USDT0\.0120\.001%$/),
    ]);
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await rows('Interest')).toHaveLength(2));
    expect((await rows('Interest'))[1]?.textContent).toMatch(/2—$/);
    expect(at.to('GET /api/v1/margin/interest').at(-1)?.url).toContain('cursor=c1');
    await user.selectOptions(screen.getByLabelText('Type'), 'Margin calls');
    expect((await rows('Margin calls'))[0]?.textContent).toMatch(/1\.29$/);
    await user.selectOptions(screen.getByLabelText('Type'), 'Liquidations');
    expect((await rows('Liquidations'))[0]?.textContent).toMatch(/1\.09In progress$/);
  });
});

describe('the words of margin', () => {
  it.each(LANGUAGES)('are all there, and are read without faults (%s)', async (language) => {
    const words = MARGIN_WORDS[language];
    for (const [name, text] of Object.entries(MARGIN_WORDS.en)) {
      const other = words[name as 'level'] as unknown;
      expect(other).not.toBe('');
      expect(typeof text === 'object' ? Object.keys(other as object) : []).toEqual(
        typeof text === 'object' ? Object.keys(text) : [],
      );
      expect(language !== 'en' && typeof text === 'string' && other === text).toBe(false);
    }
    const { container, user } = await see(marginServer(), language);
    await user.click(await screen.findByRole('button', { name: words.repay }));
    await screen.findByRole('button', { name: words.repayAll });
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});
