// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import {
  BACKTESTS,
  BUILT_IN,
  DIVERGENCE,
  RUN,
  RUN_FILLS,
  RUN_LINES,
  RUN_ORDERS,
  RUNS,
  RUNS_OF_ALL,
  STRATEGIES,
} from '../strategies-sample';
import { StrategiesPage } from '../StrategiesPage';

const ROOT = '/api/v1/runs';
const ME = { permissions: ['read', 'trade', 'strategies'] };
const OPERATOR = { permissions: ['read', 'trade', 'strategies', 'halt'] };

const at = () =>
  server()
    .on('GET /api/v1/strategies/built-in', [200, BUILT_IN])
    .on('GET /api/v1/strategies', [200, STRATEGIES])
    .on('GET /api/v1/backtests', [200, BACKTESTS])
    .on(`GET ${ROOT}`, [200, RUNS])
    .on(`GET ${ROOT}/all`, [200, RUNS_OF_ALL])
    .on(`GET ${ROOT}/5`, [200, RUN])
    .on(`GET ${ROOT}/5/orders`, [200, RUN_ORDERS])
    .on(`GET ${ROOT}/5/fills`, [200, RUN_FILLS])
    .on(`GET ${ROOT}/5/log`, [200, RUN_LINES])
    .on(`GET ${ROOT}/5/divergence`, [200, DIVERGENCE]);

const page = (id: string | null = null) => <StrategiesPage part="runs" id={id} onLogin={() => undefined} />;

const LIMITS = { 'Loss a day': '100', Position: '5000', 'Value of an order': '1000', 'Orders a minute': '10' };

describe('runs of strategies', () => {
  it('start on paper without limits, with money that is not real', async () => {
    const exchange = at().on(`POST ${ROOT}`, [202, { ...RUN, id: '6' }]);
    const { user } = await show(page(), { server: exchange, me: ME });
    await user.click(await screen.findByRole('button', { name: 'Start on paper' }));
    await waitFor(() => expect(exchange.to(`POST ${ROOT}`)).toHaveLength(1));
    expect(exchange.to(`POST ${ROOT}`)[0]?.body).toMatchObject({
      ...{ mode: 'paper', built_in: 'moving-average-cross', symbols: ['BTC-USDT'], interval: '1m' },
      balances: { USDT: '10000' },
      limits: { daily_loss: null, position: null, order_notional: null, orders_per_minute: null },
    });
    expect(location.hash).toBe('#/strategies/runs/6');
  });

  it('start live only with every limit, the risk confirmed, and the code that the exchange asks for', async () => {
    const exchange = at().on(`POST ${ROOT}`, [403, { code: 'second_factor_required', detail: '' }]);
    const { user } = await show(page(), { server: exchange, me: ME });
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Money' }),
      'Live: real orders with my balances',
    );
    const start = screen.getByRole('button', { name: 'Start live' });
    await user.click(start);
    expect(exchange.to(`POST ${ROOT}`)).toHaveLength(0);
    for (const [name, value] of Object.entries(LIMITS)) {
      await user.type(screen.getByRole('textbox', { name }), value);
    }
    await user.click(start);
    expect(exchange.to(`POST ${ROOT}`)).toHaveLength(0);
    await user.click(screen.getByRole('checkbox', { name: /places real orders/ }));
    await user.click(start);
    await waitFor(() => expect(exchange.to(`POST ${ROOT}`)).toHaveLength(1));
    expect(exchange.to(`POST ${ROOT}`)[0]?.body).toMatchObject({
      mode: 'live',
      code: null,
      limits: RUN.request.limits,
    });
    expect(exchange.to(`POST ${ROOT}`)[0]?.body).not.toHaveProperty('balances');
    expect(await screen.findByRole('textbox', { name: /code/i })).toBeTruthy();
  });

  it('are watched: profit, limits, orders that were not sent and why, trades, log', async () => {
    await show(page('5'), { server: at(), me: ME });
    const head = within(await screen.findByRole('region', { name: 'Run 5' }));
    expect(head.getByText('Profit today').nextElementSibling?.textContent).toBe('-80.00 USDT');
    expect(within(screen.getByRole('region', { name: 'Limits' })).getByText('100.00 USDT')).toBeTruthy();
    expect(await screen.findByText('above 1000 USDT')).toBeTruthy();
    expect(await screen.findByText('bought')).toBeTruthy();
    expect(await within(screen.getByRole('table', { name: 'Trades of the run' })).findByText('160')).toBeTruthy();
  });

  it('stop after a second press', async () => {
    const exchange = at().on(`POST ${ROOT}/5/stop`, [200, { ...RUN, state: 'stopping' }]);
    const { user } = await show(page('5'), { server: exchange, me: ME });
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(exchange.to(`POST ${ROOT}/5/stop`)).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Stop and cancel its orders?' }));
    await waitFor(() => expect(exchange.to(`POST ${ROOT}/5/stop`)).toHaveLength(1));
  });

  it('are compared with their back-test when that is wanted', async () => {
    const exchange = at();
    const { user } = await show(page('5'), { server: exchange, me: ME });
    await user.click(await screen.findByRole('button', { name: 'Compare now' }));
    const pairs = within(await screen.findByRole('table', { name: 'Beside the back-test' }));
    expect(pairs.getByText('only in the run')).toBeTruthy();
    expect(screen.getByText('The book of the back-test is made of candles.')).toBeTruthy();
  });

  it('are stopped for all users by operators alone', async () => {
    const exchange = at().on(`POST ${ROOT}/stop-all`, [200, { stopped: 3 }]);
    const { user } = await show(page(), { server: exchange, me: OPERATOR });
    await user.type(await screen.findByRole('textbox', { name: 'Reason for the owners' }), 'Repair');
    await user.click(screen.getByRole('button', { name: 'Stop all runs now' }));
    expect(await screen.findByText('Runs that stop: 3')).toBeTruthy();
    expect(exchange.to(`POST ${ROOT}/stop-all`)[0]?.body).toEqual({ reason: 'Repair' });
  });

  it('are not offered by an exchange without them, nor the switch to users who are no operators', async () => {
    const without = at().on(`GET ${ROOT}`, [404, { code: 'not_found', detail: '' }]);
    await show(page(), { server: without, me: ME });
    expect(await screen.findByText('This exchange does not run strategies on paper or live.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Paper and live' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Stop all runs now' })).toBeNull();
  });

  it.each(LANGUAGES)('read without faults in %s', async (language) => {
    const { container } = await show(page(), { server: at(), me: OPERATOR, language });
    await screen.findAllByRole('row');
    expect(repeatedWords(container)).toEqual([]);
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});
