// @vitest-environment happy-dom
import { render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { LANGUAGES } from '../language/messages';
import { server, show } from '../page-test/page';
import { gradeOf } from './grades';
import { Markdown } from './Markdown';
import { RiskPage } from './RiskPage';
import { score, scorePage } from './risk-sample';
import { RISK_WORDS } from './words';

const SCORES = 'GET /api/v1/risk/scores';
const WEIGHTS = { volatility: 35, liquidity: 30, market_cap: 15, technical: 20, reference: 'USDT' };
const READ = { ...WEIGHTS, version: 'aa11' };
const METHOD = '# Risk\n\nA *score* is `x`.\n\n| a | b |\n|---|---|\n| **1** | \\|r\\| |\n\n- one\n- two\n';

const risks = () =>
  server()
    .on(SCORES, [200, scorePage([score('PEPE', 91), score('BTC', 46.2), score('NEW', null)])])
    .on(`${SCORES}/BTC`, [200, score('BTC', 46.2)])
    .on(`${SCORES}/BTC/history`, [
      200,
      { items: [score('BTC', 46.2), score('BTC', 41, { day: '2026-11-18' })], next_cursor: 'c' },
    ])
    .on('GET /api/v1/risk/weights', [200, READ])
    .on('GET /api/v1/risk/methodology', [200, { method: 'asset-score-1', markdown: METHOD }]);

const page = (part: 'scores' | 'methodology' | 'weights', code: string | null = null) => (
  <RiskPage part={part} code={code} onLogin={() => undefined} />
);
const ADMIN = { permissions: ['read', 'tenant_configure'] };

describe('the scores', () => {
  it('are listed with how many are of each grade, which shows those alone', async () => {
    const { user } = await show(page('scores'), { server: risks() });
    const list = within(await screen.findByRole('table', { name: 'Scores' }));
    expect(list.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['PEPE', 'BTC', 'NEW']);
    expect(list.getByText('BTC').closest('tr')?.textContent).toBe('BTC46.2 Medium42.2 – 51.285Volatility (26.1)');
    expect(list.getByText('NEW').closest('tr')?.textContent).toBe('NEWNo score—85—');
    expect(screen.getByText(/As of the end of 19 Nov 2026.*3 of 3 assets have a score/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /^Severe/ }));
    expect(screen.getByRole('button', { name: /^Severe/ }).textContent).toBe('Severe80 to 1001');
    expect(within(screen.getByRole('table')).getAllByRole('link')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: /^High/ }));
    expect(screen.getByText('No assets in this grade')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'All grades' }));
    expect(within(screen.getByRole('table')).getAllByRole('link')).toHaveLength(3);
  });

  it('may not be there yet, or not to be had', async () => {
    const none = { ...scorePage([]), day: null, made_at: null, age_seconds: null };
    const at = risks().on(SCORES, problem(503, 'unavailable'), [200, none]);
    const { user } = await show(page('scores'), { server: at });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/No scores yet/)).toBeTruthy();
  });

  it('are for logged-in users; the method is public', async () => {
    await show(page('scores'), { server: risks(), isOut: true });
    expect(screen.getByText('Log in to see the risk of assets')).toBeTruthy();
    await show(page('methodology'), { server: risks(), isOut: true });
    expect(await screen.findByRole('heading', { name: 'Risk', level: 2 })).toBeTruthy();
  });
});

describe('one score', () => {
  it('is shown with its bounds, each factor and figure, and its past', async () => {
    const { user } = await show(page('scores', 'BTC'), { server: risks() });
    const card = within(await screen.findByRole('region', { name: 'Risk of BTC' }));
    expect(await card.findByText('42.2 – 51.2')).toBeTruthy();
    expect(card.getByText('Annual volatility, Yang-Zhang').closest('tr')?.textContent).toContain('60.00%67.4');
    expect(card.getByText(/Amihud/).closest('tr')?.textContent).toContain('0.002000informative only');
    expect(card.getByText('brand_new')).toBeTruthy();
    expect(card.getByText('Market cap').closest('li')?.textContent).toContain('Factor risk unknown');
    expect(card.getByText(/360 of 365 days available/)).toBeTruthy();
    const plot = await screen.findByRole('slider', { name: 'Score by day' });
    expect(plot.getAttribute('aria-valuetext')).toBe('19 Nov 2026: 46.2');
    plot.focus();
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByText(/37.0 – 46.0/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Earlier days' })).toBeTruthy();
  });

  it('of a new listing says how much of it is that of other assets', async () => {
    const listed = score('BTC', 40, { notes: ['new_listing'], peers: { assets: 6, share: 0.7667 } });
    await show(page('scores', 'BTC'), { server: risks().on(`${SCORES}/BTC`, [200, listed]) });
    const note = 'New listing: 77% of volatility and liquidity is that of 6 other assets, not its own.';
    expect(await screen.findByText(note)).toBeTruthy();
    expect(screen.getByText('new on this exchange: less than 30 days')).toBeTruthy();
  });

  it('may not be there', async () => {
    const at = risks()
      .on(`${SCORES}/X`, problem(404, 'not_found'))
      .on(`${SCORES}/X/history`, [200, { items: [], next_cursor: null }]);
    await show(page('scores', 'X'), { server: at });
    expect(await screen.findByText('This asset has no score yet')).toBeTruthy();
    expect(await screen.findByText('No scores of past days yet')).toBeTruthy();
  });

  it('is named by bands of twenty', () => {
    expect([0, 19.99, 20, 59.9, 60, 80, 100].map(gradeOf)).toEqual([
      ...['minimal', 'minimal', 'low', 'middle', 'high', 'severe', 'severe'],
    ]);
  });
});

describe('the weights', () => {
  it('are changed by administrators, who may have scores computed now', async () => {
    const at = risks()
      .on('PUT /api/v1/risk/weights', [200, WEIGHTS])
      .on('POST /api/v1/risk/scores', [202, { task: '1', state: 'queued' }]);
    const { user } = await show(page('weights'), { server: at, me: ADMIN });
    const field = await screen.findByLabelText('Liquidity');
    await user.clear(field);
    await user.type(field, 'x');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    expect(at.to('PUT /api/v1/risk/weights')).toHaveLength(0);
    await user.clear(field);
    await user.type(field, '40');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Weights saved');
    const [saved] = at.to('PUT /api/v1/risk/weights');
    expect(saved?.body).toEqual({ ...WEIGHTS, liquidity: 40 });
    expect(saved?.headers['If-Match']).toBe('aa11');
    await user.click(screen.getByRole('button', { name: 'Compute now' }));
    await waitFor(() => expect(at.to('POST /api/v1/risk/scores')).toHaveLength(1));
  });

  it('are not for others', async () => {
    await show(page('weights'), { server: risks() });
    expect(await screen.findByRole('table', { name: 'Scores' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Weights' })).toBeNull();
  });
});

describe('how it is computed', () => {
  it('is set as it is written, without any HTML', () => {
    const { container } = render(<Markdown text={`${METHOD}\n<b>no</b>`} language="en" />);
    expect(container.querySelector('table')?.textContent).toBe('ab1|r|');
    expect(container.querySelectorAll('li')).toHaveLength(2);
    expect(container.querySelector('code')?.textContent).toBe('x');
    expect(container.querySelector('b')).toBeNull();
    expect(container.firstElementChild?.getAttribute('dir')).toBe('ltr');
  });
});

describe('the pages of risk', () => {
  it.each([
    ['en', 'scores', null],
    ['fa', 'scores', 'BTC'],
    ['fa', 'weights', null],
    ['fa', 'methodology', null],
  ] as const)('are read without barriers in %s: %s %s', async (language, part, code) => {
    const { container } = await show(page(part, code), { server: risks(), me: ADMIN, language });
    await waitFor(() => expect(container.querySelector('[aria-busy]')).toBeNull());
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });

  it('have the same words in every language, none empty', () => {
    for (const language of LANGUAGES) {
      const words = RISK_WORDS[language];
      for (const texts of [words, words.parts, words.grades, words.factors, words.factorsAbout, words.notes]) {
        expect(Object.values(texts)).not.toContain('');
      }
      expect(Object.keys(words.measures).sort()).toEqual(Object.keys(RISK_WORDS.en.measures).sort());
    }
  });
});
