// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PAIR, type TestServer } from '../../exchange/test-server';
import { LANGUAGES, type Language } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';
import { ADMIN_WORDS } from '../words';
import { TRADING_WORDS } from './words';

const PATH = '/api/trading/pairs/BTC-USDT';
const MARKET = {
  ...PAIR,
  fee_tiers: [{ volume_from: '0', maker_fee: '0.001', taker_fee: '0.002' }],
  version: 'aa11',
};
const STOPS = { on: false, pairs: [], accounts: ['1007'] };

const markets = () =>
  server()
    .on('GET /api/trading/pairs', [200, { items: [MARKET], next_cursor: null }])
    .on('GET /api/trading/assets', [200, { items: [], next_cursor: null }])
    .on('GET /api/trading/kill-switch', [200, STOPS]);

const see = (at: TestServer, language: Language = 'en') =>
  show(<AdminPage part="markets" onLogin={() => undefined} />, {
    ...{ server: at, language },
    me: { permissions: ['markets_manage', 'tenant_configure'] },
  });

describe('the controls of an operator', () => {
  it.each(LANGUAGES)('carry a word of their own each (%s)', async (language) => {
    const words = TRADING_WORDS[language];
    const { container } = await see(markets(), language);
    await screen.findAllByRole('button', { name: words.stop });
    await screen.findByRole('button', { name: ADMIN_WORDS[language].halt });
    expect(repeatedWords(container)).toEqual([]);
  });
});

describe('kill switches', () => {
  it('stop a market and everything at a second press, and let a stopped account go on', async () => {
    const at = markets()
      .on(`PUT ${PATH}/kill-switch`, [200, STOPS])
      .on('PUT /api/trading/kill-switch', [200, STOPS])
      .on('PUT /api/trading/accounts/1007/kill-switch', [200, {}]);
    const { user } = await see(at);
    const stops = within(await screen.findByRole('table', { name: 'Kill switches' }));
    const market = within(await screen.findByRole('table', { name: 'Trading pairs' }));
    for (const [where, first, sure, route, on] of [
      [stops, 'Stop and cancel all orders', 'Cancel all its orders now?', '/api/trading/kill-switch', true],
      [market, 'Stop and cancel all orders', 'Cancel all its orders now?', `${PATH}/kill-switch`, true],
      [stops, 'Allow trading again', 'Allow trading?', '/api/trading/accounts/1007/kill-switch', false],
    ] as const) {
      await user.click(where.getByRole('button', { name: first }));
      expect(at.to(`PUT ${route}`)).toHaveLength(0);
      await user.click(where.getByRole('button', { name: sure }));
      await waitFor(() => expect(at.to(`PUT ${route}`)[0]?.body).toEqual({ on }));
    }
  });
});
