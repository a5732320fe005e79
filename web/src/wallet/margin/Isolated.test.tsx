// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '../../page-test/page';
import { WalletPage } from '../WalletPage';
import { marginServer, OWING } from './margin-sample';

const see = (at: ReturnType<typeof marginServer>) =>
  show(<WalletPage part="margin" code={null} onLogin={() => undefined} />, { server: at });

describe('isolated accounts', () => {
  const server = () => marginServer().on('GET /api/v1/margin/isolated', [200, { items: [{ symbol: 'ETH-USDT' }] }]);

  it('are chosen by their markets, and shown and changed apart from the main account', async () => {
    const at = server().on('PUT /api/v1/margin/leverage', [200, { leverage: 2, sequence: 12 }]);
    const { user } = await see(at);
    const choice = await screen.findByLabelText('Margin account');
    const options = within(choice).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Main account',
      'BTC-USDT, isolated',
      'ETH-USDT, isolated',
    ]);
    at.on('GET /api/v1/margin/account', [200, { ...OWING, level: '2.5' }]);
    await user.selectOptions(choice, 'BTC-USDT');
    await waitFor(() => expect(screen.getByRole('meter').getAttribute('value')).toBe('2.5'));
    expect(at.to('GET /api/v1/margin/account').at(-1)?.url).toMatch(/\?isolated=BTC-USDT$/);
    await user.selectOptions(screen.getByLabelText('Highest leverage'), '2');
    await waitFor(() => expect(at.to('PUT /api/v1/margin/leverage')).toHaveLength(1));
    expect(at.to('PUT /api/v1/margin/leverage')[0]?.url).toMatch(/\?isolated=BTC-USDT$/);
  });

  it('get money from the main account, and give it back', async () => {
    const moved = { id: 'ab'.repeat(16), symbol: 'BTC-USDT', currency: 'USDT', amount: '25', sequence: 12 };
    const at = server()
      .on('POST /api/v1/margin/isolated/BTC-USDT/transfers-in', [201, moved])
      .on('POST /api/v1/margin/isolated/BTC-USDT/transfers-out', [201, { ...moved, currency: 'BTC', amount: '0.5' }]);
    const { user } = await see(at);
    await user.selectOptions(await screen.findByLabelText('Margin account'), 'BTC-USDT');
    await user.click(screen.getByRole('button', { name: 'Transfer in' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'To the isolated account BTC-USDT' }));
    await user.type(dialog.getByLabelText('Amount'), '25');
    await user.click(dialog.getByRole('button', { name: 'Transfer in' }));
    await screen.findByText('25 USDT transferred');
    expect(at.to('POST /api/v1/margin/isolated/BTC-USDT/transfers-in')[0]?.body).toEqual({
      currency: 'USDT',
      amount: '25',
    });
    await user.click(await screen.findByRole('button', { name: 'Transfer out' }));
    const out = within(await screen.findByRole('dialog', { name: 'From the isolated account BTC-USDT' }));
    await user.selectOptions(out.getByRole('combobox'), 'BTC');
    await user.click(await out.findByRole('button', { name: '0.5 BTC' }));
    await user.click(out.getByRole('button', { name: 'Transfer out' }));
    await screen.findByText('0.5 BTC transferred');
  });
});
