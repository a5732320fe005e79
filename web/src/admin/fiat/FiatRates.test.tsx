// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import { fiatRates } from '../../wallet/wallet-sample';
import { AdminPage } from '../AdminPage';
import { FIAT_WORDS } from './words';

const RATES = fiatRates({ EUR: ['0.92', 'operator'], GBP: [null, 'provider'], JPY: ['150', 'sample'] });
const DAYS = {
  ...{ asset: 'USDT', counted_as: 'USD', currency: 'EUR' },
  items: [
    { day: '2026-11-20', rate: '0.92', rate_day: '2026-11-20', source: 'operator', made_up: false },
    { day: '2026-11-19', rate: '0.9', rate_day: '2026-11-18', source: 'provider', made_up: false },
    { day: '2026-11-18', rate: null, rate_day: null, source: null, made_up: false },
  ],
};
const see = (at: ReturnType<typeof server>) =>
  show(<AdminPage part="fiat-rates" onLogin={() => undefined} />, {
    server: at,
    me: { permissions: ['tenants_manage'] },
  });

describe('fiat rates', () => {
  it('have source and state, and are changed only as they were read', async () => {
    const newer = { ...RATES, items: RATES.items.map((item) => ({ ...item, rate: '0.93', version: 'bb22' })) };
    const at = server()
      .on('GET /api/v1/fiat-rates', [200, RATES], [200, newer])
      .on('GET /api/v1/fiat-rates/EUR/history', [200, DAYS])
      .on('PUT /api/v1/fiat-rates/EUR', problem(409, 'version_changed'), [204, null])
      .on('DELETE /api/v1/fiat-rates/EUR', [204, null]);
    const { user, container } = await see(at);
    const rows = within(await screen.findByRole('table', { name: 'Fiat rates' }));
    expect([rows.getByText('Too old'), rows.getByText('Made up')]).toHaveLength(2);
    await user.click(within(rows.getByRole('row', { name: /^EUR/ })).getByRole('button', { name: 'Details' }));
    const days = within(await screen.findByRole('table', { name: 'Rates of EUR by day' }));
    expect([days.getByText('No rate'), ...days.getAllByText(/18/)]).toHaveLength(3);
    expect(repeatedWords(container)).toEqual([]);

    const send = async (rate: string) => {
      await user.clear(screen.getByLabelText('New rate'));
      await user.type(screen.getByLabelText('New rate'), `${rate}{Enter}`);
    };
    await send('0.95');
    await user.click(await screen.findByRole('button', { name: 'Reload' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('New rate').value).toBe('0.93'));
    await send('0.95');
    await screen.findByText('The rate of EUR is set; it is shown within seconds');
    expect(at.to('PUT /api/v1/fiat-rates/EUR').map(({ headers, body }) => [headers['If-Match'], body])).toEqual([
      ['aa11', { rate: '0.95' }],
      ['bb22', { rate: '0.95' }],
    ]);
    await user.click(rows.getByRole('button', { name: 'Take back' }));
    await user.click(rows.getByRole('button', { name: 'Take it back?' }));
    await waitFor(() => expect(at.to('DELETE /api/v1/fiat-rates/EUR')[0]?.headers['If-Match']).toBe('bb22'));
  });

  it('are added for a currency that has none by then', async () => {
    const at = server().on('GET /api/v1/fiat-rates', [200, RATES]).on('PUT /api/v1/fiat-rates/CHF', [204, null]);
    const { user } = await see(at);
    await user.type(await screen.findByLabelText('Code of the currency'), 'chf');
    await user.type(screen.getByLabelText('For 1 USDT'), '0.85{Enter}');
    await screen.findByText(/^The rate of CHF is set/);
    expect(at.to('PUT /api/v1/fiat-rates/CHF')[0]?.headers['If-None-Match']).toBe('*');
  });

  it('are off where no asset is counted as a currency', async () => {
    await see(server().on('GET /api/v1/fiat-rates', [200, { ...RATES, asset: null, counted_as: null, items: [] }]));
    await screen.findByText(/^No asset is counted as a currency/);
  });

  it.each(LANGUAGES)('have all their words (%s)', (language) => {
    expect(Object.keys(FIAT_WORDS[language]).sort()).toEqual(Object.keys(FIAT_WORDS.en).sort());
    expect(Object.values(FIAT_WORDS[language])).not.toContain('');
  });
});
