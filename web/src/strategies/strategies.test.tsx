// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { server, show } from '../page-test/page';
import { BACKTESTS, BUILT_IN, DONE, RESULT, SOURCE, STRATEGIES } from './strategies-sample';
import { StrategiesPage } from './StrategiesPage';

const ROOT = '/api/v1/strategies';
const TESTS = '/api/v1/backtests';
const ME = { permissions: ['read', 'strategies'] };

const at = () =>
  server()
    .on(`GET ${ROOT}/built-in`, [200, BUILT_IN])
    .on(`GET ${ROOT}`, [200, STRATEGIES])
    .on(`GET ${ROOT}/17`, [200, SOURCE])
    .on(`GET ${TESTS}`, [200, BACKTESTS])
    .on(`GET ${TESTS}/2/result`, [200, RESULT]);

const page = (part: 'backtests' | 'own' | 'built', id: string | null = null) => (
  <StrategiesPage part={part} id={id} onLogin={() => undefined} />
);

describe('strategies', () => {
  it('are tested on the recorded market with the parameters that they declare', async () => {
    const exchange = at().on(`POST ${TESTS}`, [202, DONE]);
    const { user } = await show(page('backtests', 'built:moving-average-cross'), { server: exchange, me: ME });
    const fast = await screen.findByRole('textbox', { name: 'fast' });
    await user.clear(fast);
    await user.type(fast, '12');
    await user.click(screen.getByRole('button', { name: 'Run back-test' }));
    await waitFor(() => expect(exchange.to(`POST ${TESTS}`)).toHaveLength(1));
    expect(exchange.to(`POST ${TESTS}`)[0]?.body).toMatchObject({
      built_in: 'moving-average-cross',
      parameters: { fast: '12', slow: '30' },
      symbols: ['BTC-USDT'],
      interval: '15m',
      balances: { USDT: '10000' },
      model: { name: 'candles' },
    });
  });

  it('show what came of a test: figures, curves, trades, and why orders were not filled', async () => {
    await show(page('backtests', '2'), { server: at(), me: ME });
    const whole = within(await screen.findByRole('region', { name: 'Result of back-test 2' }));
    expect(whole.getByText('Return').nextElementSibling?.textContent).toBe('+5.00%');
    expect(whole.getByText('Sharpe ratio').nextElementSibling?.textContent).toBe('not computable');
    expect(whole.getByText('Too few trades to judge by')).toBeTruthy();
    const trips = within(screen.getByRole('region', { name: 'Round trips' }));
    expect(trips.getByText('500.00')).toBeTruthy();
    const orders = within(screen.getByRole('region', { name: 'Orders that were not filled' }));
    expect(orders.getByText('The lowest ask was 64,900.')).toBeTruthy();
    expect(screen.getByRole('slider', { name: 'Equity' })).toBeTruthy();
  });

  it('are checked before they are saved, and each fault names its line', async () => {
    const fault = { line: 3, code: 'syntax', message: 'missing ) after argument list' };
    const exchange = at().on(`POST ${ROOT}/check`, [200, { valid: false, faults: [fault], parameters: [] }]);
    const { user } = await show(page('own', '17'), { server: exchange, me: ME });
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect((await screen.findByText('missing ) after argument list')).closest('li')?.textContent).toContain('Line 3');
  });

  it('say what would be here before there is anything', async () => {
    const empty = { items: [], next_cursor: null };
    await show(page('own'), { server: at().on(`GET ${ROOT}`, [200, empty]), me: ME });
    expect(await screen.findByText(/You have no strategy yet/)).toBeTruthy();
  });

  it.each(LANGUAGES)('read without faults in %s', async (language) => {
    const { container } = await show(page('backtests'), { server: at(), me: ME, language });
    await screen.findAllByRole('row');
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});
