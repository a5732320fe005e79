// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../exchange/test-server';
import { show } from '../page-test/page';
import { ADDRESS, LIST, page, savesFiles, TRANSACTION, walletServer } from './wallet-sample';
import { WalletPage } from './WalletPage';

const nothing = () => undefined;

afterEach(() => vi.restoreAllMocks());

describe('the history', () => {
  it('is of the kind, currency, state and days that are wanted, and says why', async () => {
    const frozen = {
      ...TRANSACTION,
      type: 'deposit',
      amount: '1',
      status: 'frozen',
      code: 'dust',
      detail: 'too little',
    };
    const at = walletServer().on('GET /api/wallet/transactions', page([frozen]));
    const { user } = await show(<WalletPage part="history" code={null} onLogin={nothing} />, { server: at });
    await screen.findByText('too little');
    await user.selectOptions(screen.getByLabelText('Type'), 'Deposit');
    await user.selectOptions(screen.getByLabelText('Status'), 'Completed');
    await user.selectOptions(screen.getByLabelText('Asset'), 'BTC');
    await waitFor(() => {
      const query = new URLSearchParams(at.to('GET /api/wallet/transactions').at(-1)?.url.split('?')[1]);
      expect(Object.fromEntries(query)).toEqual({ type: 'deposit', status: 'completed', currency: 'BTC', limit: '50' });
    });
  });

  it('masks its amounts while balances are hidden', async () => {
    localStorage.setItem('flowex.settings', JSON.stringify({ hidden: true }));
    const at = walletServer().on('GET /api/wallet/transactions', page([TRANSACTION]));
    await show(<WalletPage part="history" code={null} onLogin={nothing} />, { server: at });
    expect(await screen.findByText('••••• BTC')).toBeTruthy();
    expect(screen.queryByText(/0\.5/)).toBeNull();
  });

  it('is a file of what is listed, page after page', async () => {
    const saved = savesFiles();
    const at = walletServer().on('GET /api/wallet/transactions', page([TRANSACTION]));
    const { user } = await show(<WalletPage part="history" code={null} onLogin={nothing} />, { server: at });
    await user.selectOptions(await screen.findByLabelText('Type'), 'Withdrawal');
    at.answers('GET /api/wallet/transactions', ({ url }) =>
      url.includes('cursor=more')
        ? page([{ ...TRANSACTION, id: 'ef'.repeat(16) }])
        : [200, { items: [TRANSACTION], next_cursor: 'more' }],
    );
    await user.click(screen.getByRole('button', { name: 'Export CSV' }));
    await screen.findByText('2 rows saved');
    const [names = '', first = '', second = ''] = ((await saved[0]?.content.text()) ?? '').split('\r\n');
    expect(saved[0]?.name).toBe('transactions.csv');
    expect(names).toContain('Time,Type,Asset,Amount,Fee,Status');
    expect(first).toContain(`Withdrawal,BTC,-0.5,0.0001,Pending,simulated,${ADDRESS}`);
    expect(second).toContain('efef');
    expect(at.to('GET /api/wallet/transactions').at(-1)?.url).toContain('type=withdrawal');
  });
});

describe('the allow-list', () => {
  it('says what counts from when; addresses come and go, and it is switched off after a while', async () => {
    const at = walletServer()
      .on('POST /api/wallet/allow-list', [201, LIST])
      .on('POST /api/wallet/allow-list/remove', [200, LIST])
      .on('POST /api/wallet/allow-list/mode', problem(403, 'second_factor_required'), [200, LIST]);
    const { user } = await show(<WalletPage part="allow-list" code={null} onLogin={nothing} />, { server: at });
    await screen.findByText('my own');
    await user.type(screen.getByLabelText('Address'), 'sim1other');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await screen.findByText('Added; active after the waiting period');
    expect(at.to('POST /api/wallet/allow-list')[0]?.body).toMatchObject({ network: 'simulated', address: 'sim1other' });
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    await user.click(screen.getByRole('button', { name: 'Remove this address?' }));
    await waitFor(() =>
      expect(at.to('POST /api/wallet/allow-list/remove')[0]?.body).toMatchObject({ address: ADDRESS }),
    );
    await user.click(screen.getByRole('button', { name: 'Turn off' }));
    await user.type(await screen.findByLabelText('Code'), '123456');
    await user.click(screen.getByRole('button', { name: 'Turn off' }));
    await screen.findByText('It turns off after the waiting period');
    expect(at.to('POST /api/wallet/allow-list/mode').map(({ body }) => body)).toEqual([
      { enabled: false, code: null },
      { enabled: false, code: '123456' },
    ]);
  });
});
