// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../exchange/test-server';
import { server, show } from '../page-test/page';
import { CoinPage } from './CoinPage';
import { CoinsPage } from './CoinsPage';
import { coin, coinDetail, coinHistory, coinPage, source, whole } from './listings-sample';
import { figuresOf, scaleOf, supplyOf } from './opening';

const LIST = 'GET /api/v1/cryptocurrencies';
const OPEN = 'POST /api/v1/cryptocurrencies/dogecoin/market';
const SHOWN = 'PUT /api/v1/cryptocurrencies/dogecoin/shown';
const HIDDEN = 'GET /api/v1/cryptocurrencies/hidden';
const ADMIN = { permissions: ['read', 'markets_manage'] };
const ASSETS = [
  { code: 'USDT', scale: 6, supply: '100000000000' },
  { code: 'BTC', scale: 8, supply: '21000000' },
];
const OPENED = {
  ...{ coin: 'dogecoin', symbol: 'DOGE-USDT', base: 'DOGE', quote: 'USDT', scale: 5, supply: '92233720368' },
  ...{ price_scale: 6, price_tick: '0.000001', quantity_lot: '0.1', maker_fee: '0.001', taker_fee: '0.001' },
  ...{ new_asset: true, new_market: true },
};

const doge = (changed: object = {}) => {
  const detail = coinDetail(changed);
  const named = { id: 'dogecoin', symbol: 'doge', name: 'Dogecoin', current_price: '0.1234', max_supply: null };
  return { ...detail, coin: { ...detail.coin, ...named, total_supply: '150000000000', ...changed } };
};

const coins = (changed: object = {}) =>
  server()
    .answers(LIST, ({ url }) => {
      const isQuote = new URLSearchParams(url.split('?')[1]).get('search') === 'USDT';
      return [
        200,
        coinPage([isQuote ? coin('tether', 'usdt', { current_price: '0.9998' }) : coin('dogecoin', 'doge')]),
      ];
    })
    .on(`${LIST}/dogecoin`, [200, doge(changed)])
    .on(`${LIST}/dogecoin/history`, [200, coinHistory([['2026-11-19', '0.12']])])
    .on(`${LIST}/global`, [200, whole])
    .on(`${LIST}/trending`, [200, coinPage([])])
    .on(`${LIST}/categories`, [200, { items: [], next_cursor: null, source: source() }])
    .on('GET /api/v1/risk/scores', problem(404, 'not_found'))
    .on('GET /api/trading/assets', [200, { items: ASSETS, next_cursor: null }]);

const opening = async (at: ReturnType<typeof coins>) => {
  const seen = await show(<CoinPage id="dogecoin" />, { server: at, me: ADMIN });
  await seen.user.click(await screen.findByRole('button', { name: 'Open for trading' }));
  return { ...seen, dialog: within(screen.getByRole('dialog')) };
};

const valuesIn = (dialog: Pick<typeof screen, 'getByLabelText'>, ...labels: readonly string[]) =>
  labels.map((label) => dialog.getByLabelText<HTMLInputElement>(label).value);

describe('opening a coin for trading', () => {
  it('shows the figures before it is done, and sends what is shown', async () => {
    const at = coins().on(OPEN, [201, OPENED]);
    const { user, dialog } = await opening(at);
    await dialog.findByText(/The values below follow from the price of \$0\.1234/);
    const labels = ['Code', 'Decimal places', 'Maximum supply', 'Price step', 'Quantity step'];
    expect(valuesIn(dialog, ...labels)).toEqual(['DOGE', '5', '9223372036854', '0.000001', '0.1']);
    await user.clear(dialog.getByLabelText('Quantity step'));
    await user.type(dialog.getByLabelText('Quantity step'), '1');
    await user.type(dialog.getByLabelText('Taker fee rate'), '0.002');
    await user.click(dialog.getByRole('button', { name: 'Open against USDT' }));
    await screen.findByText('DOGE/USDT is open for trading');
    expect(at.to(OPEN)[0]?.body).toEqual({
      ...{ quote: 'USDT', code: 'DOGE', scale: 5, supply: '9223372036854', price_tick: '0.000001' },
      ...{ quantity_lot: '1', taker_fee: '0.002' },
    });
  });

  it('asks for the price step where the price is unknown, and shows faults at their field', async () => {
    const wrong = [{ field: 'price_tick', rule: 'a decimal above 0' }];
    const at = coins({ sample: true }).on(
      OPEN,
      [400, { code: 'invalid_field', detail: '', errors: wrong }],
      problem(409, 'asset_exists'),
      [200, { ...OPENED, new_market: false }],
    );
    const { user, dialog } = await opening(at);
    await dialog.findByText(/No provider has a recent price/);
    const press = () => user.click(dialog.getByRole('button', { name: 'Open against USDT' }));
    await press();
    expect(at.to(OPEN)).toHaveLength(0);
    await user.type(dialog.getByLabelText('Price step'), '0');
    await press();
    await dialog.findByText(/A number above zero, such as 0.01/);
    await user.clear(dialog.getByLabelText('Price step'));
    await user.type(dialog.getByLabelText('Price step'), '0.00001');
    await user.clear(dialog.getByLabelText('Decimal places'));
    await user.type(dialog.getByLabelText('Decimal places'), 'x');
    await press();
    await dialog.findByText('A whole number from 0 to 18');
    await user.clear(dialog.getByLabelText('Decimal places'));
    await user.type(dialog.getByLabelText('Decimal places'), '4');
    await press();
    await dialog.findByText(/Another coin has this code/);
    await press();
    await screen.findByText('DOGE/USDT was already open');
    expect(at.to(OPEN)[2]?.body).toEqual({
      ...{ quote: 'USDT', code: 'DOGE', scale: 4, supply: '9223372036854', price_tick: '0.00001' },
    });
  });

  it('leaves an asset that is listed as it is', async () => {
    const at = coins().on(OPEN, problem(409, 'instrument_exists'));
    const { user, dialog } = await opening(at);
    await dialog.findByLabelText('Decimal places');
    await user.clear(dialog.getByLabelText('Code'));
    await user.type(dialog.getByLabelText('Code'), 'btc');
    await dialog.findByText(/BTC is listed already, with 8 decimal places and a supply of 21000000\./);
    expect(dialog.queryByLabelText('Decimal places')).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Open against USDT' }));
    await dialog.findByText('This market already exists');
    expect(at.to(OPEN)[0]?.body).toEqual({
      ...{ quote: 'USDT', code: 'BTC', price_tick: '0.000001', quantity_lot: '0.1' },
    });
  });

  it('is for administrators', async () => {
    await show(<CoinPage id="dogecoin" />, { server: coins() });
    await screen.findByRole('heading', { name: /Dogecoin/ });
    expect(screen.queryByRole('button', { name: 'Open for trading' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Hide' })).toBeNull();
  });

  it('is read without barriers', async () => {
    const { container, dialog } = await opening(coins());
    await dialog.findByLabelText('Price step');
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('a coin', () => {
  it('is hidden by administrators, who get back to the list', async () => {
    const at = coins().on(SHOWN, [200, { id: 'dogecoin', shown: false }]);
    const { user } = await show(<CoinPage id="dogecoin" />, { server: at, me: ADMIN });
    await user.click(await screen.findByRole('button', { name: 'Hide' }));
    await user.click(screen.getByRole('button', { name: 'Hide it from all users?' }));
    await screen.findByText(/dogecoin is hidden/);
    expect(at.to(SHOWN)[0]?.body).toEqual({ shown: false });
    expect(location.hash).toBe('#/coins');
  });

  it('that is hidden is shown again', async () => {
    const at = coins()
      .on(HIDDEN, [200, { items: ['dogecoin'], next_cursor: null }], [200, { items: [], next_cursor: null }])
      .on(SHOWN, [200, { id: 'dogecoin', shown: true }]);
    const { user } = await show(<CoinsPage />, { server: at, me: ADMIN });
    await user.click(await screen.findByRole('button', { name: 'Hidden coins' }));
    await user.click(await screen.findByRole('button', { name: 'Show again' }));
    await screen.findByText('dogecoin is shown again');
    await waitFor(() => expect(screen.getByText('No hidden coins')).toBeTruthy());
    expect(at.to(SHOWN)[0]?.body).toEqual({ shown: true });
  });
});

describe('the figures of a coin', () => {
  it('follow from its price in the quote asset: six digits of price, a lot worth about a cent', () => {
    expect(figuresOf('65000', '1', 8)).toEqual({ tick: '0.1', lot: '0.000001' });
    expect(figuresOf('0.1234', '0.9998', 8)).toEqual({ tick: '0.000001', lot: '0.1' });
    expect(figuresOf('1000', '1', 8)).toEqual({ tick: '0.01', lot: '0.00001' });
    expect(figuresOf('0.000012', '1', 5)).toEqual({ tick: '0.0000000001', lot: '1000' });
    expect(figuresOf('100000000', '1', 5)).toEqual({ tick: '1000', lot: '0.00001' });
  });

  it('are missing where the price is unknown, or no tick is that small', () => {
    expect([figuresOf(null, '1', 8), figuresOf('1', null, 8), figuresOf('0', '1', 8)]).toEqual([null, null, null]);
    expect(figuresOf('0.000000000000001', '1', 8)).toBeNull();
  });

  it('hold as many as there may ever be', () => {
    expect([scaleOf('21000000', null), scaleOf(null, null), scaleOf(null, '150000000000')]).toEqual([8, 8, 5]);
    expect([supplyOf('21000000.5', 8), supplyOf(null, 8), supplyOf('0', 8)]).toEqual([
      ...['21000001', '9223372036', '9223372036'],
    ]);
  });
});
