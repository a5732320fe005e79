// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { LANGUAGES } from '../language/messages';
import { server, show } from '../page-test/page';
import { RiskPage } from '../risk/RiskPage';
import { movesIn } from './moves';
import { report, run, runPage } from './portfolio-sample';
import { PORTFOLIO_WORDS } from './words';

const RUNS = 'GET /api/v1/risk/portfolios';
const ORDER = 'POST /api/v1/risk/portfolios';
const SCENARIOS = '/api/v1/risk/scenarios';
const ADMIN = { permissions: ['read', 'users_read', 'tenant_configure', 'analytics'] };

const page = (part: 'portfolio' | 'scenarios') => <RiskPage part={part} code={null} onLogin={() => undefined} />;

const done = () =>
  server()
    .on(RUNS, [200, runPage(run('2', 'done'), run('1', 'failed', { why: 'the database was away' }))])
    .on(`${RUNS}/2`, [200, run('2', 'done', { report: report() })])
    .on(`${RUNS}/1`, [200, run('1', 'failed', { why: 'the database was away' })]);

const scenarios = () =>
  server().on(`GET ${SCENARIOS}`, [
    200,
    {
      items: [
        { name: 'march_2020', built_in: true, shocks: { BTC: -0.37, '*': -0.45 } },
        { name: 'my_winter', built_in: false, shocks: { '*': -0.7 }, version: 'aa11' },
      ],
      next_cursor: null,
    },
  ]);

describe('a portfolio', () => {
  it('is shown with the possible loss by each method, its back-test, and its causes', async () => {
    const { user } = await show(page('portfolio'), { server: done() });
    const of = async (name: string) => within(await screen.findByRole('region', { name }));
    const whole = await of('Report');
    expect(whole.getByText('Value').nextElementSibling?.textContent).toBe('72,345.67 USDT');
    expect(whole.getByText('Maximum drawdown').nextElementSibling?.textContent).toBe('71.00%');
    expect(whole.getByText(/up to 19 Nov 2026/)).toBeTruthy();
    expect(whole.getByText(/Assets with too few days count for the value/)).toBeTruthy();
    const losses = await of('Potential losses');
    expect(losses.getByText(/with 99.0% confidence, the loss within 1 day stays below it/)).toBeTruthy();
    const lines = losses.getAllByRole('row').map(({ textContent }) => textContent);
    expect(lines.slice(1)).toEqual([
      expect.stringContaining('6.00%60.00 USDT9.00%90.00 USDT'),
      expect.stringContaining('4.00%40.00 USDT'),
      expect.stringContaining('not applicable'),
      expect.stringContaining('5.00%'),
      expect.stringContaining('3.00%30.00 USDT4.50%45.00 USDTgreen'),
      expect.stringContaining('8.00%80.00 USDT12.00%120.00 USDT—'),
      expect.stringContaining('5.50%55.00 USDT8.25%82.50 USDT—'),
      expect.stringContaining('6.00%60.00 USDT9.00%90.00 USDT—'),
    ]);
    const slider = screen.getByRole('slider', { name: 'Drawdown over time' });
    slider.focus();
    await user.keyboard('{ArrowLeft}');
    expect(slider.getAttribute('aria-valuetext')).toBe('11 Feb 2026: -71.00%');
    const tried = await of('Backtest');
    expect(tried.getByText(/Kupiec/).nextElementSibling?.textContent).toBe('0.2%Doubtful: below 5 %');
    expect(tried.getByText(/Christoffersen/).nextElementSibling?.textContent).toBe('74.0%Passed');
    const positions = await of('Composition');
    expect(positions.getByText('ETH').closest('tr')?.textContent).toBe('ETH26,400.00 USDT9.00%80.00%-0.50%');
    expect(positions.getByText('NEW').closest('tr')?.textContent).toContain('too few days');
    const matrix = within(screen.getByRole('table', { name: 'Correlation of assets' }));
    expect(matrix.getAllByText('-0.83')).toHaveLength(2);
    const stress = await of('Stress test');
    expect(stress.getByText('All assets fall by 20 %').closest('tr')?.textContent).toContain('-19.70%-14,289.12 USDT');
    expect(stress.getByText('my_winter').closest('tr')?.textContent).toContain('+50.00%');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Report' }), '1');
    expect(await screen.findByText('the database was away')).toBeTruthy();
  });

  it('masks its sums while balances are hidden; those of others are not the reader’s', async () => {
    localStorage.setItem('flowex.settings', JSON.stringify({ hidden: true }));
    const of = (scope: string) => {
      const ended = run('2', 'done', { scope, report: report() });
      return server()
        .on(RUNS, [200, runPage(ended)])
        .on(`${RUNS}/2`, [200, ended]);
    };
    await show(page('portfolio'), { server: of('own') });
    const value = async () => (await screen.findByText('Value', { selector: 'dt' })).nextElementSibling?.textContent;
    expect(await value()).toBe('••••• USDT');
    expect(document.body.textContent).not.toMatch(/72,345|6,400\.00|14,289|60\.00 USDT/);
    cleanup();
    const { user } = await show(page('portfolio'), {
      server: of('tenant'),
      me: { permissions: ['read', 'analytics'] },
    });
    await user.click(await screen.findByRole('button', { name: PORTFOLIO_WORDS.en.scopes.tenant }));
    expect(await value()).toBe('72,345.67 USDT');
  });

  it('is computed when it is asked for, and shows itself when it is done', async () => {
    const at = server()
      .on(RUNS, [200, runPage()], [200, runPage(run('3', 'queued'))])
      .on(
        `${RUNS}/3`,
        [200, run('3', 'queued')],
        [200, run('3', 'done', { report: report({ risk: null, positions: [], notes: ['empty'] }) })],
      )
      .on(ORDER, [202, run('3', 'queued')]);
    const { user } = await show(page('portfolio'), { server: at });
    expect(await screen.findByText(/No report yet/)).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Confidence'), '97.5%');
    await user.selectOptions(screen.getByLabelText('Horizon'), '10 days');
    await user.click(screen.getByRole('button', { name: 'Compute' }));
    expect(await screen.findByText(/Queued: the report appears here/)).toBeTruthy();
    expect(at.to(ORDER)[0]?.body).toEqual({ confidence_per_mille: 975, horizon_days: 10 });
    expect(await screen.findByText('The portfolio is empty.')).toBeTruthy();
    expect(screen.queryByText('Potential losses')).toBeNull();
  });

  it('of all together is for analysts, who may not see that of a desk', async () => {
    const at = done().on(`${ORDER}/tenant`, [202, run('4', 'queued', { scope: 'tenant' })]);
    const { user } = await show(page('portfolio'), { server: at, me: { permissions: ['read', 'analytics'] } });
    await user.click(await screen.findByRole('button', { name: PORTFOLIO_WORDS.en.scopes.tenant }));
    await user.click(screen.getByRole('button', { name: 'Compute' }));
    await waitFor(() => expect(at.to(`${ORDER}/tenant`)).toHaveLength(1));
    expect(screen.queryByRole('button', { name: 'Group of accounts' })).toBeNull();
  });

  it('of a desk is for callers who may see users', async () => {
    const at = done().on(`${ORDER}/desk`, [202, run('4', 'queued', { scope: 'desk' })]);
    const { user } = await show(page('portfolio'), { server: at, me: ADMIN });
    await user.click(await screen.findByRole('button', { name: 'Group of accounts' }));
    expect(screen.getByText(/No report yet/)).toBeTruthy();
    const accounts = screen.getByLabelText('Accounts');
    await user.type(accounts, '1001, me');
    await user.click(screen.getByRole('button', { name: 'Compute' }));
    expect(await screen.findByText('Account numbers only')).toBeTruthy();
    await user.clear(accounts);
    await user.type(accounts, '1001, 1002');
    await user.click(screen.getByRole('button', { name: 'Compute' }));
    await waitFor(() =>
      expect(at.to(`${ORDER}/desk`)[0]?.body).toEqual({
        ...{ accounts: [1001, 1002], confidence_per_mille: 990, horizon_days: 1 },
      }),
    );
  });

  it('of others is not offered without the permission, and may be missing', async () => {
    const at = done().on(RUNS, problem(503, 'unavailable'), [200, runPage()]);
    const { user } = await show(page('portfolio'), { server: at });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText(/No report yet/);
    expect(screen.queryByRole('button', { name: 'Group of accounts' })).toBeNull();
  });
});

describe('scenarios', () => {
  it('are seen by all, and made and removed by administrators', async () => {
    const at = scenarios()
      .on(`PUT ${SCENARIOS}/my_crash`, [200, { name: 'my_crash', built_in: false, shocks: { BTC: -0.5 } }])
      .on(`DELETE ${SCENARIOS}/my_winter`, [204, '']);
    const { user } = await show(page('scenarios'), { server: at, me: ADMIN });
    const table = within(await screen.findByRole('table', { name: 'Stress test' }));
    expect(table.getByText('12 March 2020 again').closest('tr')?.textContent).toContain(
      'BTC -37.00%all others -45.00%',
    );
    expect(table.getAllByRole('button')).toHaveLength(1);
    await user.type(screen.getByLabelText('Name'), 'my_crash');
    await user.type(screen.getByLabelText('Price moves'), 'BTC{Enter}');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Each line needs a code/)).toBeTruthy();
    await user.type(screen.getByLabelText('Price moves'), '{Backspace} -50{Enter}* -70');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('my_crash is saved');
    expect(at.to(`PUT ${SCENARIOS}/my_crash`)[0]?.body).toEqual({ shocks: { BTC: -0.5, '*': -0.7 } });
    expect(at.to(`PUT ${SCENARIOS}/my_crash`)[0]?.headers['If-None-Match']).toBe('*');
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await user.click(screen.getByRole('button', { name: 'Remove this scenario?' }));
    await screen.findByText('my_winter is removed');
  });

  it('that were changed meanwhile are not changed unseen', async () => {
    const at = scenarios().on(`PUT ${SCENARIOS}/my_winter`, problem(409, 'version_changed'));
    const { user } = await show(page('scenarios'), { server: at, me: ADMIN });
    await screen.findByText('my_winter');
    await user.type(screen.getByLabelText('Name'), 'my_winter');
    await user.type(screen.getByLabelText('Price moves'), '* -80');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/This was changed elsewhere in the meantime/);
    expect(at.to(`PUT ${SCENARIOS}/my_winter`)[0]?.headers['If-Match']).toBe('aa11');
    await waitFor(() => expect(at.to(`GET ${SCENARIOS}`)).toHaveLength(2));
  });

  it('are only read by others', async () => {
    await show(page('scenarios'), { server: scenarios() });
    await screen.findByText('my_winter');
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
    expect(screen.queryByLabelText('Name')).toBeNull();
  });

  it('are moves in percent, a line each', () => {
    expect(movesIn('btc -37\r\n * : +12.5 %\n\n')).toEqual({ BTC: -0.37, '*': 0.125 });
    for (const wrong of ['', 'BTC', 'BTC -101', 'BTC 1001', 'B/C -5', '* x', 'BTC -5\n7']) {
      expect(movesIn(wrong)).toBeNull();
    }
  });
});

describe('the pages of portfolios', () => {
  it.each([
    ['en', 'portfolio'],
    ['fa', 'portfolio'],
    ['fa', 'scenarios'],
  ] as const)('are read without barriers in %s: %s', async (language, part) => {
    const at = part === 'portfolio' ? done() : scenarios();
    const { container } = await show(page(part), { server: at, me: ADMIN, language });
    await screen.findAllByRole('table');
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });

  it('have the same words in every language, none empty', () => {
    for (const language of LANGUAGES) {
      const words = PORTFOLIO_WORDS[language];
      for (const texts of [words, words.scopes, words.title, words.methods, words.noteNames]) {
        expect(Object.values(texts)).not.toContain('');
      }
      expect(Object.keys(words.scenarioNames).sort()).toEqual(Object.keys(PORTFOLIO_WORDS.en.scenarioNames).sort());
    }
  });
});
