// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { LANGUAGES } from '../language/messages';
import { writeNumbersFor } from '../money/numerals';
import { server, show } from '../page-test/page';
import { score, scorePage } from '../risk/risk-sample';
import { ageText } from './age';
import { CoinPage } from './CoinPage';
import { CoinsPage } from './CoinsPage';
import { coin, coinDetail, coinHistory, coinPage, scored, source, whole } from './listings-sample';
import { LISTING_WORDS } from './words';

const LIST = 'GET /api/v1/cryptocurrencies';
const SCORES = 'GET /api/v1/risk/scores';
const TWO = [
  coin('bitcoin', 'btc', scored('XBT', 46.2)),
  coin('ether', 'eth', { market_cap_rank: null, current_price: '0.000012349' }),
];

const listings = (first: object = coinPage(TWO, 120)) =>
  server()
    .on(LIST, [200, first])
    .on(`${LIST}/global`, [200, whole])
    .on(`${LIST}/trending`, [200, coinPage([coin('pepe', 'pepe')])])
    .on(`${LIST}/categories`, [
      200,
      { items: [{ id: 'l1', name: 'Layer 1', known: 2 }], next_cursor: null, source: source() },
    ])
    .on(SCORES, [200, scorePage([score('BTC', 46.2)])]);

const queries = (at: ReturnType<typeof server>) => at.to(LIST).map(({ url }) => new URLSearchParams(url.split('?')[1]));

const barriers = async (container: HTMLElement) => {
  const found = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return found.violations.map(({ id }) => id);
};

describe('the coins of the world', () => {
  it('are shown with the whole market, the most searched ones, and the source', async () => {
    await show(<CoinsPage />, { server: listings(), isOut: true });
    const row = (await screen.findByRole('link', { name: /Bitcoin/ })).closest('tr');
    expect(row?.textContent).toBe('1BBitcoinBTC$650.12+1.44%-2.50%$1.29T$31.00B46.2 Medium');
    expect(screen.getByRole('link', { name: /Ether/ }).closest('tr')?.textContent).toContain('$0.00001234');
    expect(screen.getByText('From gecko, 30 s ago')).toBeTruthy();
    expect((await screen.findByText('BTC dominance')).closest('div')?.textContent).toBe('BTC dominance52.1%');
    expect(within(screen.getByRole('region', { name: 'Trending' })).getByText('PEPE')).toBeTruthy();
  });

  it('are searched, sorted, filtered and turned by the exchange', async () => {
    const at = listings();
    const { user } = await show(<CoinsPage />, { server: at, isOut: true });
    await user.click(await screen.findByRole('button', { name: 'Next page' }));
    await screen.findByText('Page 2 of 3, 120 coins');
    await user.click(screen.getByRole('button', { name: 'Sort by 24h volume' }));
    await screen.findByText('Page 1 of 3, 120 coins');
    expect(screen.getByRole('columnheader', { name: /24h volume/ }).getAttribute('aria-sort')).toBe('descending');
    await user.selectOptions(screen.getByLabelText('Category'), 'Layer 1');
    await user.type(screen.getByRole('searchbox'), 'bit');
    await waitFor(() => expect(queries(at).at(-1)?.get('search')).toBe('bit'));
    const last = Object.fromEntries(queries(at).at(-1) ?? []);
    expect(last).toEqual({
      ...{ search: 'bit', category: 'l1', page: '1', limit: '50', sparkline: 'true' },
      ...{ sort: 'total_volume', order: 'desc' },
    });
    expect(queries(at)[1]?.get('page')).toBe('2');
  });

  it('say plainly that they are a sample, and how old what is old is', async () => {
    const old = source({ sample: true, stale: true, age_seconds: 7_300 });
    const page = coinPage([coin('bitcoin', 'btc', { stale: true, sample: true })], 1, old);
    await show(<CoinsPage />, { server: listings(page), isOut: true });
    expect(await screen.findByText(/Sample figures: no provider is connected/)).toBeTruthy();
    expect(screen.getByText('No provider has answered lately: these figures are 2 h old.')).toBeTruthy();
    expect(screen.getAllByText('Sample data')).toHaveLength(1);
    expect(screen.getAllByText('Outdated')).toHaveLength(1);
  });

  it('may be none, or not to be had for now', async () => {
    const at = listings().on(LIST, problem(503, 'unavailable'), [200, coinPage([])]);
    const { user } = await show(<CoinsPage />, { server: at, isOut: true });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/No coins yet: no provider/)).toBeTruthy();
    await user.type(screen.getByRole('searchbox'), 'x');
    expect(await screen.findByText('No coins found')).toBeTruthy();
  });

  it('have the score of the asset that they are with its age, and are sorted by it, the riskiest first', async () => {
    const fake = coin('fake', 'btc', { name: 'Not the Bitcoin', market_cap_rank: 900 });
    const at = listings(coinPage([TWO[0]!, fake]));
    const { user } = await show(<CoinsPage />, { server: at });
    const link = await screen.findByRole('link', { name: /46.2 Medium/ });
    expect(link.getAttribute('href')).toBe('#/risk/scores/XBT');
    expect(link.title).toBe('Computed 2 h ago');
    expect(link.closest('tr')?.textContent).toContain('Bitcoin');
    expect(screen.getByRole('link', { name: /Not the/ }).closest('tr')?.textContent).toContain('—');
    await user.click(screen.getByRole('button', { name: 'Sort by Risk' }));
    await waitFor(() => expect(queries(at).at(-1)?.get('sort')).toBe('risk_score'));
    expect(queries(at).at(-1)?.get('order')).toBe('desc');
  });

  it.each(['en', 'fa'] as const)('are read without barriers in %s', async (language) => {
    const { container } = await show(<CoinsPage />, { server: listings(), language });
    await screen.findByText(language === 'en' ? '46.2' : '۴۶٫۲');
    expect(await barriers(container)).toEqual([]);
  });
});

const onePage = () =>
  listings()
    .on(`${LIST}/bitcoin`, [200, coinDetail()])
    .on(`${LIST}/bitcoin/history`, [
      200,
      coinHistory([
        ['2026-11-18', '600'],
        ['2026-11-19', '650.129'],
      ]),
    ])
    .on(`${SCORES}/BTC`, [200, score('BTC', 46.2)]);

describe('one coin', () => {
  it('is shown with its past, its figures, its risk and the reasons, and is traded where there is a market', async () => {
    const at = onePage();
    const { user } = await show(<CoinPage id="bitcoin" />, { server: at });
    expect((await screen.findByRole('link', { name: 'Trade BTC/USDT' })).getAttribute('href')).toBe('#BTC-USDT');
    const card = within(await screen.findByRole('region', { name: 'Risk of BTC' }));
    expect(await card.findByText('42.2 – 51.2')).toBeTruthy();
    expect(card.getByText('the market cap is unknown')).toBeTruthy();
    expect(card.getByText('Volatility').closest('li')?.textContent).toContain('Points 26.1');
    const plot = await screen.findByRole('slider', { name: 'Daily closing prices' });
    expect(plot.getAttribute('aria-valuetext')).toBe('19 Nov 2026: $650.12');
    plot.focus();
    await user.keyboard('{ArrowLeft}');
    expect(plot.getAttribute('aria-valuetext')).toBe('18 Nov 2026: $600.00');
    await user.click(screen.getByRole('button', { name: '30 days' }));
    await waitFor(() =>
      expect(at.to(`${LIST}/bitcoin/history`).map(({ url }) => url.split('?')[1])).toEqual(['days=90', 'days=30']),
    );
    expect(screen.getByText('$900.00 · 2 Jan 2026')).toBeTruthy();
    expect(screen.getByText('Largest price difference: 0.4%')).toBeTruthy();
  });

  it('is not taken for the asset of which it has the symbol', async () => {
    const at = onePage().on(LIST, [200, coinPage([coin('other', 'btc')])]);
    await show(<CoinPage id="bitcoin" />, { server: at });
    await screen.findByText('Layer 1');
    await waitFor(() => expect(at.to(LIST)).toHaveLength(1));
    expect(screen.queryByRole('link', { name: /Trade/ })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Risk of BTC' })).toBeNull();
  });

  it('may be none, and may have no past', async () => {
    const at = onePage().on(`${LIST}/bitcoin/history`, [200, coinHistory([])]);
    await show(<CoinPage id="bitcoin" />, { server: at, isOut: true });
    expect(await screen.findByText('No history yet')).toBeTruthy();
    await show(<CoinPage id="nothing" />, { server: onePage().on(`${LIST}/nothing`, problem(404, 'not_found')) });
    expect(await screen.findByText('This coin does not exist')).toBeTruthy();
  });

  it.each(['en', 'fa'] as const)('is read without barriers in %s', async (language) => {
    const { container } = await show(<CoinPage id="bitcoin" />, { server: onePage(), language });
    await screen.findAllByText('BTC');
    await screen.findByRole('slider');
    expect(await barriers(container)).toEqual([]);
  });
});

describe('figures of coins', () => {
  it('has the same words in every language, none empty', () => {
    for (const language of LANGUAGES) {
      const words = LISTING_WORDS[language];
      expect(Object.values(words)).not.toContain('');
      expect(Object.values(words.columns)).not.toContain('');
    }
    for (const language of ['fa', 'zh'] as const) {
      const same = Object.entries(LISTING_WORDS[language]).filter(
        ([key, text]) => typeof text === 'string' && text === LISTING_WORDS.en[key as 'coins'],
      );
      expect(same).toEqual([]);
    }
  });

  it('has ages in units that say something', () => {
    const { en } = LISTING_WORDS;
    writeNumbersFor('en-GB');
    expect([0, 119, 120, 7_199, 7_200, 172_799, 172_800].map((seconds) => ageText(seconds, en))).toEqual([
      ...['0 s', '119 s', '2 min', '119 min', '2 h', '47 h', '2 days'],
    ]);
  });
});
