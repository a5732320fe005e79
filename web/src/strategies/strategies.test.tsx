// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { server, show } from '../page-test/page';
import {
  BACKTESTS,
  BUILT_IN,
  CANDLES,
  DIFFERENCE,
  DONE,
  RESULT,
  SOURCE,
  STRATEGIES,
  VERSIONS,
} from './strategies-sample';
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
    .on(`GET ${ROOT}/17/versions`, [200, VERSIONS])
    .on(`GET ${ROOT}/17/diff`, [200, DIFFERENCE])
    .on('GET /api/market-data/klines/BTC-USDT', [200, CANDLES])
    .on(`GET ${TESTS}/2/result`, [200, RESULT])
    .on('GET /api/v1/datasets', [200, { items: [], next_cursor: null }])
    .on(`GET ${TESTS}/4/result`, [200, RESULT]);

const OTHER = {
  ...{ ...DONE, id: '4' },
  request: { ...DONE.request, parameters: { fast: '5', slow: '30' } },
};
const TWO = { ...BACKTESTS, items: [OTHER, ...BACKTESTS.items] };

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

  it('are tested on an uploaded file in the place of a market', async () => {
    const manifest = {
      ...{
        kind: 'candles',
        format: 'csv',
        interval: '1h',
        rows: 300,
        from: '2023-11-14T22:00:00Z',
        to: '2023-11-27T10:00:00Z',
      },
      ...{ gaps: [], gap_count: 0, left_out: [{ line: 9, reason: 'has volume "NaN"' }], left_out_count: 1 },
      ...{ digest: 'ab', price_decimals: 2, quantity_decimals: 3 },
    };
    const file = {
      id: '5',
      name: 'Hours',
      symbol: 'ETH-USD',
      date: null,
      created_at: manifest.to,
      completed_at: manifest.to,
    };
    const exchange = at()
      .on(`POST ${TESTS}`, [202, DONE])
      .on('GET /api/v1/datasets', [200, { items: [{ ...file, manifest }], next_cursor: null }])
      .on('POST /api/v1/datasets', [201, { ...file, id: '6', manifest: null }])
      .on('PUT /api/v1/datasets/6/parts/1', [204, null])
      .on('POST /api/v1/datasets/6/complete', [200, { ...file, id: '6', manifest }]);
    const { user } = await show(page('backtests'), { server: exchange, me: ME });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Data' }), 'Hours (ETH-USD)');
    expect(screen.queryByRole('combobox', { name: 'Market' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Run back-test' }));
    await waitFor(() => expect(exchange.to(`POST ${TESTS}`)).toHaveLength(1));
    const { body } = exchange.to(`POST ${TESTS}`)[0]!;
    expect(body).toMatchObject({ datasets: ['5'], balances: { USD: '10000' } });
    expect(body).not.toHaveProperty('symbols');
    expect(body).not.toHaveProperty('interval');

    const data = within(screen.getByRole('region', { name: 'Own data' }));
    expect(data.getByTitle('Line 9: has volume "NaN"').textContent).toBe('1');
    await user.upload(data.getByLabelText('File'), new File(['time,open\n'], 'eth.csv'));
    await user.type(data.getByRole('textbox', { name: 'Name' }), 'Days');
    await user.type(data.getByRole('textbox', { name: /^Pair/ }), 'eth-usd');
    await user.click(data.getByRole('button', { name: 'Upload' }));
    await waitFor(() => expect(exchange.to('POST /api/v1/datasets/6/complete')).toHaveLength(1));
    expect(exchange.to('POST /api/v1/datasets')[0]?.body).toEqual({ name: 'Days', symbol: 'ETH-USD' });
  });

  it('are tested on recorded orders with bars of an interval and the queue of the recording', async () => {
    const manifest = {
      ...{ kind: 'orders', format: 'lobster', interval: null, rows: 90, from: '2012-06-21T09:30:00Z' },
      ...{ to: '2012-06-21T16:00:00Z', gaps: [], gap_count: 0, left_out: [], left_out_count: 0 },
      ...{ digest: 'ab', price_decimals: 4, quantity_decimals: 0 },
    };
    const file = { id: '5', name: 'Day', symbol: 'AAPL-USD', date: '2012-06-21', created_at: manifest.to };
    const exchange = at()
      .on(`POST ${TESTS}`, [202, DONE])
      .on('GET /api/v1/datasets', [
        200,
        { items: [{ ...file, completed_at: manifest.to, manifest }], next_cursor: null },
      ])
      .on('POST /api/v1/datasets', [
        400,
        { code: 'invalid_field', detail: '', errors: [{ field: 'date', rule: 'a day such as 2012-06-21' }] },
      ]);
    const { user } = await show(page('backtests'), { server: exchange, me: ME });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Data' }), 'Day (AAPL-USD)');
    expect(screen.getByRole('option', { name: 'Queue of the recorded orders' })).toBeTruthy();
    expect(screen.queryByRole('option', { name: 'Next open price, no slippage' })).toBeNull();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Candle' }), '5m');
    await user.click(screen.getByRole('button', { name: 'Run back-test' }));
    await waitFor(() => expect(exchange.to(`POST ${TESTS}`)).toHaveLength(1));
    const { body } = exchange.to(`POST ${TESTS}`)[0]!;
    expect(body).toMatchObject({ datasets: ['5'], interval: '5m', model: { name: 'order_by_order' } });

    const data = within(screen.getByRole('region', { name: 'Own data' }));
    expect(data.getByText('Recorded orders')).toBeTruthy();
    await user.upload(data.getByLabelText('File'), new File(['34200.1,1,1,1,1,1\n'], 'day.csv'));
    await user.type(data.getByRole('textbox', { name: 'Name' }), 'Day');
    await user.type(data.getByRole('textbox', { name: /^Pair/ }), 'aapl-usd');
    await user.type(data.getByLabelText('Day, for recorded orders'), '2012-06-21');
    await user.click(data.getByRole('button', { name: 'Upload' }));
    await waitFor(() => expect(exchange.to('POST /api/v1/datasets')).toHaveLength(1));
    expect(exchange.to('POST /api/v1/datasets')[0]?.body).toEqual({
      ...{ name: 'Day', symbol: 'AAPL-USD', date: '2012-06-21' },
    });
  });

  it('show what came of a test: figures, curves, trades, and why orders were not filled', async () => {
    await show(page('backtests', '2'), { server: at(), me: ME });
    const whole = within(await screen.findByRole('region', { name: 'Result of back-test 2' }));
    expect(whole.getByText('Return').nextElementSibling?.textContent).toBe('+5.00%');
    expect(whole.getByText('Sharpe ratio').nextElementSibling?.textContent).toBe('not computable');
    expect(whole.getByText('Too few trades to judge by')).toBeTruthy();
    expect(whole.getByText(/^1 positions were closed; fewer than 30 do not/)).toBeTruthy();
    expect(whole.getByText('A result from before its facts.').getAttribute('lang')).toBe('en');
    const trips = within(screen.getByRole('region', { name: 'Round trips' }));
    expect(trips.getByText('500.00')).toBeTruthy();
    const orders = within(screen.getByRole('region', { name: 'Orders that were not filled' }));
    expect(orders.getByText('The lowest ask was 64,900.')).toBeTruthy();
    expect(screen.getByRole('slider', { name: 'Equity' })).toBeTruthy();
    expect(screen.getByRole('img', { name: /Distribution of trades.*: 1$/ })).toBeTruthy();
    expect(within(screen.getByRole('region', { name: 'Daily returns' })).getAllByText('+5.00%')).toHaveLength(2);
  });

  it('show their trades and averages on the price', async () => {
    const { user } = await show(page('backtests', '2'), { server: at(), me: ME });
    const plot = await screen.findByRole('slider', { name: 'Trades on the price' });
    const card = within(screen.getByRole('region', { name: 'Trades on the price' }));
    expect(card.getByText('average')).toBeTruthy();
    expect(card.queryByText('index')).toBeNull();
    plot.focus();
    await user.keyboard('{ArrowLeft}');
    expect(card.getByText('bought 0.1 at 650.00')).toBeTruthy();
  });

  it('are compared: what differs in the request, the figures, and the growth', async () => {
    await show(page('backtests', 'beside:2,4'), {
      server: at().on(`GET ${TESTS}`, [200, TWO]),
      me: ME,
    });
    const differences = within(await screen.findByRole('group', { name: 'What differs' }));
    expect(differences.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['fast']);
    expect(differences.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['10', '5']);
    expect(await screen.findByRole('slider', { name: 'Growth compared' })).toBeTruthy();
  });

  it('are chosen in the list to be compared, and repeated with the same settings', async () => {
    const exchange = at().on(`GET ${TESTS}`, [200, TWO]);
    const { user } = await show(page('backtests', 'again:4'), { server: exchange, me: ME });
    expect((await screen.findByRole('textbox', { name: 'fast' })).getAttribute('value')).toBe('5');
    const compare = await screen.findByRole('button', { name: 'Compare' });
    expect(compare.hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: 'Choose Back-test 2' }));
    await user.click(screen.getByRole('checkbox', { name: 'Choose Back-test 4' }));
    expect(screen.getByRole('checkbox', { name: 'Choose Back-test 3' }).hasAttribute('disabled')).toBe(true);
    await user.click(compare);
    expect(decodeURIComponent(location.hash)).toBe('#/strategies/backtests/beside:4,2');
  });

  it('refuse a parameter at its field', async () => {
    const rule = 'as declared: parameter fast is within 2..500, was 9999';
    const exchange = at().on(`POST ${TESTS}`, [
      400,
      { code: 'invalid_field', detail: '', errors: [{ field: 'parameters.fast', rule }] },
    ]);
    const { user } = await show(page('backtests'), { server: exchange, me: ME });
    await user.click(await screen.findByRole('button', { name: 'Run back-test' }));
    expect(await screen.findByText(rule)).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'fast' }).getAttribute('aria-invalid')).toBe('true');
  });

  it('are checked before they are saved, and each fault names its line', async () => {
    const fault = { line: 3, code: 'syntax', message: 'missing ) after argument list' };
    const exchange = at().on(`POST ${ROOT}/check`, [200, { valid: false, faults: [fault], parameters: [] }]);
    const { user } = await show(page('own', '17'), { server: exchange, me: ME });
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect((await screen.findByText('missing ) after argument list')).closest('li')?.textContent).toContain('Line 3');
    expect(exchange.to(`PUT ${ROOT}/17`)).toHaveLength(0);
  });

  it('are written from an example beside the guide', async () => {
    const { user } = await show(page('own', 'new'), { server: at(), me: ME });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Begin with' }), 'Regular purchases');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Program' }).value).toContain('skipped a purchase');
    expect(screen.getByText('onBar(ctx, bar)')).toBeTruthy();
  });

  it('keep their versions, and show how an older one differs', async () => {
    const { user } = await show(page('own', '17'), { server: at(), me: ME });
    await user.click(await screen.findByRole('button', { name: 'Difference from the newest' }));
    expect((await screen.findByText('+strategy({});')).className).toBe('up');
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
