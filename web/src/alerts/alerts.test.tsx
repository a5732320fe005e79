// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BTC_USDT } from '../exchange/sample';
import type { Ticker } from '../exchange/model';
import { price } from '../money/money';
import { server, show } from '../page-test/page';
import { AlertDialog } from './AlertDialog';
import { addAlert, alerts, ALERTS_MAX, due, takeAlert, type Alert } from './alerts';
import { AlertWatch } from './AlertWatch';
import { alert as kept, alertPage } from '../risk/alerts/alerts-sample';
import { LANGUAGES } from '../language/messages';
import { KEPT_WORDS } from './words';

const WEIGHTS = { volatility: 35, liquidity: 30, market_cap: 15, technical: 20 };

const alert = (id: string, way: Alert['way'], at: string): Alert => ({ id, symbol: 'BTC-USDT', way, price: at });
const ticker = (last: bigint | null): Ticker =>
  ({ symbol: 'BTC-USDT', last: last === null ? null : price(last) }) as Ticker;

describe('an alert', () => {
  it('is due once the last price has reached it, from its side', () => {
    const all = [alert('a', 'above', '650.01'), alert('b', 'above', '650'), alert('c', 'below', '650')];
    const ids = (last: bigint | null) => due(all, [BTC_USDT], [ticker(last)]).map(({ id }) => id);
    expect(ids(65_000n)).toEqual(['b', 'c']);
    expect(ids(65_001n)).toEqual(['a', 'b']);
    expect(ids(64_999n)).toEqual(['c']);
    expect(ids(null)).toEqual([]);
    expect(due(all, [], [ticker(65_000n)])).toEqual([]);
    expect(due([alert('d', 'above', '0.001')], [BTC_USDT], [ticker(65_000n)])).toEqual([]);
  });

  it('is taken by one tab alone, and there are never too many', () => {
    addAlert(alert('a', 'above', '1'));
    expect([takeAlert('a'), takeAlert('a')]).toEqual([true, false]);
    for (let at = 0; at <= ALERTS_MAX; at++) {
      addAlert(alert(String(at), 'above', '1'));
    }
    expect(alerts.get()).toHaveLength(ALERTS_MAX);
    expect(alerts.get()[0]?.id).toBe('1');
  });

  it('that no page wrote is left out', () => {
    localStorage.setItem('flowex.kept.alerts', JSON.stringify([{ id: 1 }, null, alert('a', 'below', '3')]));
    expect(alerts.get().map(({ id }) => id)).toEqual(['a']);
  });

  it('fires once, and is gone', async () => {
    await show(<AlertWatch />, { isOut: true });
    act(() => addAlert(alert('a', 'below', '650')));
    expect(await screen.findByText('BTC/USDT fell to 650; last 650.00')).toBeTruthy();
    await waitFor(() => expect(alerts.get()).toEqual([]));
  });

  it('is made of a price the market takes, and can be taken back', async () => {
    const { user } = await show(<AlertDialog market={BTC_USDT} onClose={() => undefined} />, { server: server() });
    const field = screen.getByLabelText('Price');
    await user.type(field, '640.001{Enter}');
    expect(screen.getByText('Must be a multiple of 0.01')).toBeTruthy();
    expect(alerts.get()).toEqual([]);
    await user.clear(field);
    await user.type(field, '640{Enter}');
    expect(await screen.findByText('At or below 640')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(alerts.get()).toEqual([]);
  });

  it('is kept by the exchange too where that is wanted, and of the asset that prices are in', async () => {
    const at = server()
      .on('GET /api/v1/risk/weights', [200, { ...WEIGHTS, reference: 'USDT' }])
      .on('GET /api/v1/risk/alerts', [
        200,
        alertPage(kept('1', { threshold: '700' }), kept('2', { asset: 'ETH' }), kept('3', { enabled: false })),
      ])
      .on('POST /api/v1/risk/alerts', [201, kept('4')])
      .on('DELETE /api/v1/risk/alerts/1', [204, null]);
    const { user } = await show(<AlertDialog market={BTC_USDT} onClose={() => undefined} />, { server: at });
    expect(await screen.findByText(/At or above 700/)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Remove' })).toHaveLength(1);
    await user.click(screen.getByRole('checkbox', { name: /while this page is closed/ }));
    await user.type(screen.getByLabelText('Price'), '640{Enter}');
    await waitFor(() => expect(at.to('POST /api/v1/risk/alerts')).toHaveLength(1));
    expect(at.to('POST /api/v1/risk/alerts')[0]?.body).toMatchObject({
      ...{ subject: 'price', asset: 'BTC', side: 'below', threshold: '640', mail: true, push: true, enabled: true },
    });
    expect(alerts.get().map(({ price: waits }) => waits)).toEqual(['640']);
    await user.click(screen.getAllByRole('button', { name: 'Remove' })[1] ?? document.body);
    await waitFor(() => expect(at.to('DELETE /api/v1/risk/alerts/1')).toHaveLength(1));
  });

  it('is dropped where prices are in another asset', async () => {
    const at = server()
      .on('GET /api/v1/risk/weights', [200, { ...WEIGHTS, reference: 'EUR' }])
      .on('GET /api/v1/risk/alerts', [200, alertPage(kept('1'))]);
    await show(<AlertDialog market={BTC_USDT} onClose={() => undefined} />, { server: at });
    await waitFor(() => expect(at.to('GET /api/v1/risk/alerts')).toHaveLength(1));
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
  });
});

describe('the words of kept alerts', () => {
  it('are said in every language, in its own words', () => {
    const names = Object.keys(KEPT_WORDS.en).sort();
    for (const language of LANGUAGES) {
      expect(Object.keys(KEPT_WORDS[language]).sort()).toEqual(names);
    }
    expect(new Set(LANGUAGES.map((language) => KEPT_WORDS[language].keep)).size).toBe(LANGUAGES.length);
  });
});
