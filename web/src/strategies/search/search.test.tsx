// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import { BACKTESTS, BUILT_IN, CANDLES, DONE, HEAT, SEARCHED, STRATEGIES } from '../strategies-sample';
import { StrategiesPage } from '../StrategiesPage';

const TESTS = '/api/v1/backtests';
const ME = { permissions: ['read', 'strategies'] };
const NO_RUNS = [404, { code: 'not_found', detail: '' }] as const;

const at = () =>
  server()
    .on('GET /api/v1/strategies/built-in', [200, BUILT_IN])
    .on('GET /api/v1/strategies', [200, STRATEGIES])
    .on('GET /api/v1/runs', NO_RUNS)
    .on(`GET ${TESTS}`, [200, BACKTESTS])
    .on(`GET ${TESTS}/2/result`, [200, SEARCHED])
    .on(`GET ${TESTS}/2/heat-map`, [200, HEAT])
    .on('GET /api/market-data/klines/BTC-USDT', [200, CANDLES]);

const page = (id: string | null) => <StrategiesPage part="backtests" id={id} onLogin={() => undefined} />;

describe('a search for parameters', () => {
  it('tries the values that were typed, and nothing where none were', async () => {
    const exchange = at().on(`POST ${TESTS}`, [202, DONE]);
    const { user } = await show(page(null), { server: exchange, me: ME });
    await user.click(await screen.findByText('Search for parameters'));
    await user.type(await screen.findByRole('textbox', { name: 'Values of fast' }), '5..9');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Combinations' }), 'Random ones');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Tests on other time' }), 'Walk forward, four parts');
    await user.click(screen.getByRole('button', { name: 'Run back-test' }));
    await waitFor(() => expect(exchange.to(`POST ${TESTS}`)).toHaveLength(1));
    expect(exchange.to(`POST ${TESTS}`)[0]?.body).toMatchObject({
      search: {
        ...{ method: 'random', values: { fast: '5..9' }, trials: 100, objective: 'sharpe' },
        validation: { method: 'walk_forward', parts: 4 },
      },
    });
  });

  it('shows its best trials first, its doubts, the heat map and the tests on unseen time', async () => {
    await show(page('2'), { server: at(), me: ME });
    const trials = within(await screen.findByRole('table', { name: 'Best trials' }));
    expect(trials.getAllByRole('row').map((row) => within(row).queryAllByRole('cell').at(-1)?.textContent)).toEqual([
      ...[undefined, '2.500', '1.500', '0.5000'],
    ]);
    expect(screen.getByText('Probability of skill (deflated Sharpe)').nextElementSibling?.textContent).toBe('62.00%');
    const map = within(await screen.findByRole('group', { name: 'Heat map' }));
    expect(map.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['1.500', '—', '2.500', '0.5000']);
    expect(screen.getByRole('table', { name: 'Tests on unseen time' })).toBeTruthy();
    expect(screen.getByText(/Of 1,000 random orders 25.00% end with a loss/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save trials (CSV)' })).toBeTruthy();
  });

  it.each(LANGUAGES)('has no two controls of one word in %s', async (language) => {
    const { container } = await show(page('2'), { server: at(), me: ME, language });
    await screen.findAllByRole('row');
    expect(repeatedWords(container)).toEqual([]);
  });
});
