// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../exchange/test-server';
import { show } from '../page-test/page';
import { LANGUAGES } from '../language/messages';
import { ADDRESS, ID, page, step, TRANSACTION, walletServer, WITHDRAWAL, fiatRates } from './wallet-sample';
import { WalletPage } from './WalletPage';
import { WALLET_WORDS } from './words';

const nothing = () => undefined;

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

const PARTS = [
  ...(['stepNames', 'stepStates', 'types', 'statuses', 'problems'] as const),
  ...(['convertStatuses', 'convertSteps', 'periods', 'formats'] as const),
];

describe("the wallet's words", () => {
  it('have the same entries in every language, none empty, all translated', () => {
    for (const language of LANGUAGES) {
      const words = WALLET_WORDS[language];
      expect(Object.keys(words).sort()).toEqual(Object.keys(WALLET_WORDS.en).sort());
      for (const part of PARTS) {
        expect(Object.keys(words[part]).sort()).toEqual(Object.keys(WALLET_WORDS.en[part]).sort());
      }
      expect(Object.values(words)).not.toContain('');
      const same = Object.entries(words).filter(
        ([key, found]) => typeof found === 'string' && found === WALLET_WORDS.en[key as 'fee'],
      );
      expect(same).toEqual(language === 'en' ? same : []);
    }
  });
});

describe('balances', () => {
  it('are worth something in any currency, by the markets either way', async () => {
    const { user } = await show(<WalletPage part="balances" code={null} onLogin={nothing} />, {
      server: walletServer(),
    });
    await screen.findByText('≈ 2,300.00');
    await user.selectOptions(screen.getByLabelText('Value in'), 'BTC');
    await screen.findByText('≈ 3.538461');
    expect(localStorage.getItem('flowex.kept.valued-in')).toBe('"BTC"');
  });

  it('are worth something in a fiat currency, with the source of its rate, and not by one that is too old', async () => {
    const rates = fiatRates({ EUR: ['0.92', 'operator'], GBP: [null, 'provider'], JPY: ['150', 'sample'] });
    const at = walletServer().on('GET /api/v1/fiat-rates', [200, rates]);
    const { user } = await show(<WalletPage part="balances" code={null} onLogin={nothing} />, { server: at });
    await screen.findByRole('option', { name: 'EUR' });
    const choose = (code: string) => user.selectOptions(screen.getByLabelText('Value in'), code);
    await choose('EUR');
    await screen.findByText('≈ 2,116.00');
    screen.getByText(/rate set by the exchange .* 1 USDT is counted as 1 USD$/);
    await choose('JPY');
    await screen.findByText('≈ 345,000');
    screen.getByText(/made-up rate of the demo/);
    await choose('GBP');
    await screen.findByText('≈ 2,300.00 USDT');
    screen.getByText(/^There is no rate of GBP since .*; shown in USDT\.$/);
  });

  it('are marked where no market says what they are worth', async () => {
    const owned = [
      { currency: 'USDT', available: '1000', locked: '0', total: '1000' },
      { currency: 'XYZ', available: '2', locked: '0', total: '2' },
    ];
    const at = walletServer().on('GET /api/wallet/balances', [200, { items: owned }]);
    await show(<WalletPage part="balances" code={null} onLogin={nothing} />, { server: at });
    await screen.findByText('Without XYZ: no market price');
    expect(screen.getAllByText('No price')).toHaveLength(1);
  });
});

describe('a deposit', () => {
  it('shows where to pay to, as a picture too, and warns of what is lost', async () => {
    await show(<WalletPage part="deposit" code="BTC" onLogin={nothing} />, { server: walletServer() });
    expect((await screen.findByText(ADDRESS)).tagName).toBe('CODE');
    expect(screen.getByRole('img', { name: 'QR code of the address' })).toBeTruthy();
    expect(screen.getByRole('note').textContent).toBe(
      'Send only BTC to this address, and only over Simulated chain. Anything else may be lost.',
    );
    expect(screen.getByText('2 confirmations')).toBeTruthy();
    expect(screen.getByText('0.00001 BTC')).toBeTruthy();
  });

  it('asks for no amount on a real chain', async () => {
    const real = {
      currency: 'BTC',
      network: 'bitcoin',
      network_title: 'Bitcoin',
      address: 'bc1q',
      confirmations: 3,
      minimum: '0.001',
      withdrawal_minimum: '0.001',
      withdrawal_fee: '0.0001',
    };
    const at = walletServer().on('GET /api/wallet/addresses', page([real]));
    await show(<WalletPage part="deposit" code="BTC" onLogin={nothing} />, { server: at });
    await screen.findByText('bc1q');
    expect(screen.queryByLabelText('Amount')).toBeNull();
  });

  it('is followed while the network confirms it', async () => {
    const paid = { ...TRANSACTION, type: 'deposit', amount: '1', confirmations: 1 };
    const at = walletServer().on(
      'GET /api/wallet/transactions',
      page([{ ...paid, status: 'confirming' }]),
      page([{ ...paid, status: 'completed', confirmations: 2 }]),
    );
    await show(<WalletPage part="deposit" code="BTC" onLogin={nothing} />, { server: at });
    expect((await screen.findByText('Confirming')).textContent).toBe('Confirming 1/2');
    await screen.findByText('Completed');
  });
});

describe('a withdrawal', () => {
  async function filled(at: ReturnType<typeof walletServer>) {
    const shown = await show(<WalletPage part="withdraw" code="BTC" onLogin={nothing} />, { server: at });
    await shown.user.type(await screen.findByLabelText('To address'), ADDRESS);
    await shown.user.type(screen.getByLabelText('Amount'), '0.5');
    const press = (name: string) => shown.user.click(screen.getByRole('button', { name }));
    return { ...shown, review: () => press('Review withdrawal'), send: () => press('Confirm withdrawal') };
  }
  const keys = (at: ReturnType<typeof walletServer>) =>
    at.to('POST /api/wallet/withdraw').map(({ headers }) => headers['Idempotency-Key']);

  it('says what arrives before it is asked for, then how each step goes', async () => {
    const at = walletServer()
      .on('POST /api/wallet/withdraw', [201, WITHDRAWAL])
      .on(`GET /api/wallet/withdrawals/${ID}`, [200, WITHDRAWAL]);
    const { review, send } = await filled(at);
    expect(screen.getByText('0.4999 BTC')).toBeTruthy();
    await review();
    await send();
    const steps = await screen.findByRole('list', { name: 'Steps' });
    const found = within(steps).getAllByRole('listitem');
    expect(found[0]?.textContent).toContain('Reserved from your balanceDone');
    expect(found[1]?.textContent).toContain('ReviewedWaiting');
    expect(found[2]?.textContent).toContain('SignedPending');
    expect(screen.getByText('Waiting for review by a second person.')).toBeTruthy();
  });

  it('is not asked for with less than the least, or more than there is', async () => {
    const at = walletServer();
    const { user } = await show(<WalletPage part="withdraw" code="BTC" onLogin={nothing} />, { server: at });
    await user.type(await screen.findByLabelText('To address'), ADDRESS);
    await user.type(screen.getByLabelText('Amount'), '0.0004');
    await screen.findByText('Minimum 0.0005 BTC');
    await user.clear(screen.getByLabelText('Amount'));
    await user.type(screen.getByLabelText('Amount'), '2.00000001');
    await screen.findByText('Insufficient BTC');
    await user.clear(screen.getByLabelText('Amount'));
    await user.type(screen.getByLabelText('Amount'), '1.6');
    await screen.findByText('Maximum 1.5 BTC');
    expect(screen.getByText('1.5 BTC of 2 BTC')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Review withdrawal' }));
    expect(screen.queryByRole('button', { name: 'Confirm withdrawal' })).toBeNull();
    expect(at.to('POST /api/wallet/withdraw')).toHaveLength(0);
  });

  it('is reviewed before it leaves: amount, fee, network, address in groups of four', async () => {
    const at = walletServer().on('GET /api/auth/2fa', [
      200,
      { totp: false, email: false, recovery_codes_left: 0, passkeys: 0 },
    ]);
    const { review, user } = await filled(at);
    await review();
    const found = within(screen.getByRole('region', { name: 'Check the withdrawal' }));
    for (const text of ['0.5 BTC', '0.0001 BTC', '0.4999 BTC', 'Simulated chain', 'On your allow-list: my own']) {
      expect(found.getByText(text)).toBeTruthy();
    }
    const groups = found.getAllByText((_, element) => element?.parentElement?.className === 'grouped');
    expect(groups.map(({ textContent }) => textContent)).toEqual(ADDRESS.match(/.{1,4}/g));
    await found.findByText(/You have no second factor/);
    expect(at.to('POST /api/wallet/withdraw')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByLabelText<HTMLInputElement>('To address').value).toBe(ADDRESS);
  });

  it('asks for the code with the review where an authenticator is set', async () => {
    const at = walletServer().on('GET /api/auth/2fa', [
      200,
      { totp: true, email: false, recovery_codes_left: 8, passkeys: 0 },
    ]);
    const { review } = await filled(at);
    await review();
    await screen.findByLabelText('Code');
    expect(at.to('POST /api/wallet/withdraw')).toHaveLength(0);
  });

  it('asks for a code of the second factor once the exchange wants one', async () => {
    const at = walletServer()
      .on('POST /api/wallet/withdraw', problem(403, 'second_factor_required'), [201, WITHDRAWAL])
      .on(`GET /api/wallet/withdrawals/${ID}`, [200, WITHDRAWAL]);
    const { review, send, user } = await filled(at);
    await review();
    await send();
    const code = await screen.findByLabelText('Code');
    await waitFor(() => expect(document.activeElement).toBe(code));
    await user.keyboard('123 456');
    await send();
    await screen.findByRole('list', { name: 'Steps' });
    expect(at.to('POST /api/wallet/withdraw')[1]?.body).toMatchObject({ code: '123456', amount: '0.5' });
  });

  it('is confirmed by a code that is mailed for it alone where there is no second factor', async () => {
    const at = walletServer()
      .on('GET /api/auth/2fa', [
        200,
        { totp: false, email: false, recovery_codes_left: 0, passkeys: 0, payment_codes: true },
      ])
      .on('POST /api/wallet/withdraw', problem(403, 'second_factor_required'), problem(403, 'second_factor_required'), [
        201,
        WITHDRAWAL,
      ])
      .on(`GET /api/wallet/withdrawals/${ID}`, [200, WITHDRAWAL]);
    const { review, send, user } = await filled(at);
    await review();
    await screen.findByText(/We mail you a code when you confirm/);
    await send();
    await screen.findByText(/We mailed it to you just now/);
    await user.click(screen.getByRole('button', { name: 'Mail another code' }));
    await screen.findByText('Another code was mailed; only the newest one works.');
    await user.type(screen.getByLabelText('Code'), '123456');
    await send();
    await screen.findByRole('list', { name: 'Steps' });
    expect(at.to('POST /api/wallet/withdraw').map(({ body }) => (body as { code: unknown }).code)).toEqual([
      null,
      null,
      '123456',
    ]);
  });

  it('is asked for under the same key until that is answered', async () => {
    const at = walletServer().on('POST /api/wallet/withdraw', problem(503, 'unavailable'));
    const { review, send } = await filled(at);
    await review();
    await send();
    await screen.findByText(/The outcome is not known yet/);
    at.on('POST /api/wallet/withdraw', problem(422, 'withdrawals_stopped'));
    await send();
    await screen.findByText('Withdrawals of this asset are paused');
    expect(new Set(keys(at)).size).toBe(1);
    await review();
    await send();
    await waitFor(() => expect(new Set(keys(at)).size).toBe(2));
  });

  it('says what is wrong at its field', async () => {
    const errors = [{ field: 'address', rule: 'a checksum that fits' }];
    const at = walletServer().on(
      'POST /api/wallet/withdraw',
      [400, { code: 'invalid_field', detail: 'x', errors }],
      problem(422, 'withdrawal_limit'),
    );
    const { review, send } = await filled(at);
    await review();
    await send();
    await screen.findByText('a checksum that fits');
    expect(screen.getByLabelText('To address').getAttribute('aria-invalid')).toBe('true');
    await review();
    await send();
    await screen.findByText('said by the server');
    expect(screen.getByLabelText('Amount').getAttribute('aria-invalid')).toBe('true');
  });

  it('is canceled from the history, until it is signed', async () => {
    const signed = { ...WITHDRAWAL, steps: [...WITHDRAWAL.steps, step('sign', 'done')] };
    const at = walletServer()
      .on('GET /api/wallet/transactions', page([TRANSACTION]))
      .on(`GET /api/wallet/withdrawals/${ID}`, [200, WITHDRAWAL], [200, signed])
      .on(`DELETE /api/wallet/withdrawals/${ID}`, [200, WITHDRAWAL]);
    const { user } = await show(<WalletPage part="history" code={null} onLogin={nothing} />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Steps' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel withdrawal' }));
    await user.click(screen.getByRole('button', { name: 'Cancel it?' }));
    await screen.findByText('The amount is returned to your balance');
    expect(at.to(`DELETE /api/wallet/withdrawals/${ID}`)).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel withdrawal' })).toBeNull());
  });

  it('is not offered without the permission', async () => {
    await show(<WalletPage part="withdraw" code={null} onLogin={nothing} />, {
      server: walletServer(),
      me: { permissions: ['read', 'trade'] },
    });
    await screen.findByRole('link', { name: 'History' });
    expect(screen.queryByRole('link', { name: 'Withdraw' })).toBeNull();
  });
});
