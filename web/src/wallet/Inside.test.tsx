// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { problem, type TestServer } from '../exchange/test-server';
import { show } from '../page-test/page';
import { periodNamed } from './Statements';
import { page, savesFiles, TRANSACTION, walletServer } from './wallet-sample';
import { WalletPage } from './WalletPage';

const nothing = () => undefined;
const AT = '2026-11-20T09:30:00Z';
const ID = '01936f5e-7c1a-7b2d-9a3e-5b6c7d8e9f01';
const step = (name: string, status: string) => ({ name, status, note: '', updated_at: AT });
const QUOTE = {
  ...{ id: ID, status: 'quoted', code: null, from: 'USDT', to: 'BTC', symbol: 'BTC-USDT', price: '651.3' },
  ...{ amount: '651', receive: '0.999', fee: '0.001', converted: '0', received: '0', paid_fee: '0', order_id: null },
  ...{ created_at: AT, expires_at: '2026-11-20T09:31:30Z', steps: [] as object[] },
};
afterEach(() => vi.restoreAllMocks());

describe('a convert', () => {
  async function quoted(at: TestServer) {
    const shown = await show(<WalletPage part="convert" code={null} onLogin={nothing} />, { server: at });
    await shown.user.type(await screen.findByLabelText('Amount'), '651');
    await shown.user.click(screen.getByRole('button', { name: 'Get a quote' }));
    return { ...shown, quote: within(await screen.findByRole('region', { name: 'Price' })) };
  }

  it('says what it brings, is taken while that stands, and is followed to its end', async () => {
    const done = { ...QUOTE, status: 'completed', converted: '650', received: '0.9989', paid_fee: '0.001' };
    const at = walletServer()
      .on('POST /api/wallet/convert/quotes', [201, QUOTE])
      .on('POST /api/wallet/convert', [202, { ...QUOTE, status: 'running', steps: [step('execute', 'running')] }])
      .on(
        `GET /api/wallet/converts/${ID}`,
        [200, { ...QUOTE, status: 'running', steps: [step('execute', 'running')] }],
        [200, { ...done, steps: [step('execute', 'done'), step('settle', 'done')] }],
      );
    const { user, quote } = await quoted(at);
    expect(at.to('POST /api/wallet/convert/quotes')[0]?.body).toEqual({ from: 'USDT', to: 'BTC', amount: '651' });
    expect(quote.getByText('0.999 BTC')).toBeTruthy();
    expect(quote.getByText('1 BTC = 651.30 USDT')).toBeTruthy();
    expect(quote.getByRole('timer').textContent).toMatch(/The quote is valid for \d+ s/);
    await user.click(quote.getByRole('button', { name: 'Convert' }));
    await screen.findByText('0.9989 BTC');
    const steps = within(screen.getByRole('list', { name: 'Steps' })).getAllByRole('listitem');
    expect(steps.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Traded on the marketDone'),
      expect.stringContaining('SettledDone'),
    ]);
    expect(at.to('POST /api/wallet/convert')[0]?.body).toEqual({ quote_id: ID });
  });

  it('is not taken once the quote is over; the same sum is asked for again', async () => {
    const short = { ...QUOTE, expires_at: '2026-11-20T09:30:00.300Z' };
    const at = walletServer().on(
      'POST /api/wallet/convert/quotes',
      [201, short],
      [201, { ...QUOTE, id: ID.replace('1', '2') }],
    );
    const { user } = await quoted(at);
    await screen.findByText('The quote has expired.');
    expect(screen.queryByRole('button', { name: 'Convert' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Get a new quote' }));
    await screen.findByRole('button', { name: 'Convert' });
    expect(at.to('POST /api/wallet/convert/quotes').map(({ body }) => body)).toEqual([
      { from: 'USDT', to: 'BTC', amount: '651' },
      { from: 'USDT', to: 'BTC', amount: '651' },
    ]);
    expect(at.to('POST /api/wallet/convert')).toHaveLength(0);
  });

  it('is another quote once another sum is typed, and none where the exchange says it is over', async () => {
    const at = walletServer()
      .on('POST /api/wallet/convert/quotes', [201, QUOTE])
      .on('POST /api/wallet/convert', problem(409, 'quote_expired'));
    const { user, quote } = await quoted(at);
    await user.click(quote.getByRole('button', { name: 'Convert' }));
    await screen.findByRole('button', { name: 'Get a new quote' });
    await user.type(screen.getByLabelText('Amount'), '0');
    expect(screen.queryByRole('region', { name: 'Price' })).toBeNull();
    await screen.findByText('Insufficient USDT');
  });

  it('is turned round, and says what was not converted', async () => {
    const partly = { ...QUOTE, status: 'partly', from: 'BTC', to: 'USDT', converted: '0.5', received: '325' };
    const at = walletServer()
      .on('POST /api/wallet/convert/quotes', [201, { ...QUOTE, from: 'BTC', to: 'USDT', amount: '1', receive: '649' }])
      .on('POST /api/wallet/convert', [202, partly])
      .on(`GET /api/wallet/converts/${ID}`, [200, partly]);
    const { user } = await show(<WalletPage part="convert" code={null} onLogin={nothing} />, { server: at });
    await user.click(await screen.findByRole('button', { name: 'Swap' }));
    await user.type(screen.getByLabelText('Amount'), '1');
    await user.click(screen.getByRole('button', { name: 'Get a quote' }));
    await user.click(await screen.findByRole('button', { name: 'Convert' }));
    await screen.findByText('Partially completed');
    expect(screen.getByText(/The rest stays in your balance/)).toBeTruthy();
    expect(at.to('POST /api/wallet/convert/quotes')[0]?.body).toEqual({ from: 'BTC', to: 'USDT', amount: '1' });
  });
});

describe('money to another user', () => {
  const SENT = {
    ...{ id: 'ab'.repeat(16), type: 'internal', currency: 'USDT', amount: '-25', status: 'completed' },
    ...{ needs_approval: false, sequence: 7, code: null, detail: null, created_at: AT },
  };
  async function filled(at: TestServer) {
    const shown = await show(<WalletPage part="send" code="USDT" onLogin={nothing} />, { server: at });
    await shown.user.type(await screen.findByLabelText('Recipient'), 'bob@example.com');
    await shown.user.type(screen.getByLabelText('Amount'), '25');
    await shown.user.click(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText('25 USDT to bob@example.com: this cannot be reversed.');
    return { ...shown, send: () => shown.user.click(screen.getByRole('button', { name: 'Send now' })) };
  }

  it('is said once more before it goes, and goes under one key until that is answered', async () => {
    const at = walletServer().on('POST /api/wallet/transfers', problem(503, 'unavailable'));
    const { send } = await filled(at);
    expect(at.to('POST /api/wallet/transfers')).toHaveLength(0);
    await send();
    await screen.findByText(/The outcome is not known yet/);
    at.on('POST /api/wallet/transfers', [201, SENT]);
    await send();
    await screen.findByText('25 USDT sent to bob@example.com');
    const calls = at.to('POST /api/wallet/transfers');
    expect(new Set(calls.map(({ headers }) => headers['Idempotency-Key'])).size).toBe(1);
    expect(calls.at(-1)?.body).toEqual({ to: 'bob@example.com', currency: 'USDT', amount: '25' });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe(''));
  });

  it('that waits for a second person is not called sent, and can be canceled', async () => {
    const waits = { ...SENT, status: 'pending', needs_approval: true, sequence: 0 };
    const row = { ...TRANSACTION, ...waits, network: null, address: null, transaction: null };
    const at = walletServer()
      .on('POST /api/wallet/transfers', [201, waits])
      .on('GET /api/wallet/transactions', page([row]))
      .on(`DELETE /api/wallet/transfers/${SENT.id}`, [200, { ...waits, status: 'canceled' }]);
    const { send, user } = await filled(at);
    await send();
    await screen.findByText(/^25 USDT to bob@example.com is on hold until a second person has reviewed it/);
    await user.click(await screen.findByRole('button', { name: 'Cancel transfer' }));
    await user.click(screen.getByRole('button', { name: 'Cancel it?' }));
    await waitFor(() => expect(at.to(`DELETE /api/wallet/transfers/${SENT.id}`)).toHaveLength(1));
  });

  it('is said once more where something was changed', async () => {
    const at = walletServer();
    const { user } = await filled(at);
    await user.type(screen.getByLabelText('Recipient'), '.org');
    await user.click(screen.getByRole('button', { name: 'Send now' }));
    await screen.findByText('25 USDT to bob@example.com.org: this cannot be reversed.');
    expect(at.to('POST /api/wallet/transfers')).toHaveLength(0);
  });

  it('shows an unknown recipient at its field, and asks for a code once the exchange wants one', async () => {
    const at = walletServer().on(
      'POST /api/wallet/transfers',
      problem(404, 'not_found'),
      problem(403, 'second_factor_required'),
      [201, SENT],
    );
    const { send, user } = await filled(at);
    await send();
    await screen.findByText('No user with this address or account number receives transfers');
    expect(screen.getByLabelText('Recipient').getAttribute('aria-invalid')).toBe('true');
    await send();
    await user.type(await screen.findByLabelText('Code'), '123 456');
    await send();
    await screen.findByText('25 USDT sent to bob@example.com');
    expect(at.to('POST /api/wallet/transfers').at(-1)?.body).toMatchObject({ code: '123456' });
  });

  it('is not offered where the exchange has switched it off', async () => {
    const at = walletServer().on('GET /api/tenant', [
      200,
      { slug: 'flowex', name: 'FlowEx', branding: {}, locales: ['en'], features: { transfers: false } },
    ]);
    await show(<WalletPage part="balances" code={null} onLogin={nothing} />, { server: at });
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Send to a user' })).toBeNull());
    expect(screen.getByRole('link', { name: 'Convert' })).toBeTruthy();
  });
});

describe('the worth of all balances', () => {
  it('is a line in the asset that is chosen above, and says what it leaves out', async () => {
    const point = (day: number, worth: string, left: readonly string[] = []) => ({
      ...{ time: `2026-11-${day}T00:00:00Z`, worth, left_out: left, rate: null },
    });
    const at = walletServer().on('GET /api/wallet/worth', [
      200,
      {
        currency: 'USDT',
        priced_in: 'USDT',
        interval: '1d',
        points: [point(24, '1000', ['XYZ']), point(25, '1234.5')],
      },
    ]);
    const { user } = await show(<WalletPage part="balances" code={null} onLogin={nothing} />, { server: at });
    const line = await screen.findByRole('slider', { name: 'Worth over time' });
    expect(line.getAttribute('aria-valuetext')).toContain('1,234.50 USDT');
    expect(screen.getByText('Not included at some points, because no market had a price: XYZ')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Value in'), 'BTC');
    await user.selectOptions(screen.getByLabelText('Interval'), 'Hours');
    await waitFor(() => expect(at.to('GET /api/wallet/worth').at(-1)?.url).toContain('interval=1h&currency=BTC'));
  });
});

describe('gains by lot', () => {
  it('are sums on the page and every lot in the file; what has no known cost is named', async () => {
    const saved = savesFiles();
    const year = new Date().getUTCFullYear();
    const total = { asset: 'BTC', sold: '1.5', sold_without_cost: '0.5', cost: '1000', proceeds: '1500', gain: '500' };
    const report = {
      method: 'lifo',
      year,
      currency: 'USDT',
      sequence: 9,
      without_rate: [],
      without_price: [],
      totals: [total],
      items: [],
    };
    const at = walletServer().on('GET /api/wallet/tax-lots', [200, report], [200, 'type,asset\r\nsale,BTC\r\n']);
    const { user } = await show(<WalletPage part="statements" code={null} onLogin={nothing} />, { server: at });
    await user.selectOptions(await screen.findByLabelText('Method'), 'Last in, first out (LIFO)');
    await user.click(screen.getByRole('button', { name: 'Show totals' }));
    const table = within(await screen.findByRole('table', { name: 'Gains by lot' }));
    expect(table.getByText('1,000')).toBeTruthy();
    expect(screen.getByText(/Quantities without a known cost are in none of the sums/)).toBeTruthy();
    const query = new URLSearchParams(at.to('GET /api/wallet/tax-lots')[0]?.url.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({ method: 'lifo', year: String(year), currency: 'USDT' });
    await user.click(screen.getByRole('button', { name: 'Download lots (CSV)' }));
    await screen.findByText(`tax-lots-${year}-lifo.csv is saved`);
    expect(at.to('GET /api/wallet/tax-lots')[1]?.url).toContain('format=csv');
    expect(saved.map(({ name }) => name)).toEqual([`tax-lots-${year}-lifo.csv`]);
  });
});

describe('statements', () => {
  it('are of a named time in the own time zone', () => {
    const now = new Date(2027, 0, 15, 12);
    const at = (year: number, month: number) => new Date(year, month, 1).getTime();
    expect(periodNamed('this_month', now)).toEqual({ fromMillis: at(2027, 0), toMillis: null });
    expect(periodNamed('last_month', now)).toEqual({ fromMillis: at(2026, 11), toMillis: at(2027, 0) });
    expect(periodNamed('this_year', now)).toEqual({ fromMillis: at(2027, 0), toMillis: null });
    expect(periodNamed('last_year', now)).toEqual({ fromMillis: at(2026, 0), toMillis: at(2027, 0) });
    expect(periodNamed('ever', now)).toEqual({ fromMillis: null, toMillis: null });
  });

  it('are files: of movements, or of books as they are', async () => {
    const saved = savesFiles();
    const at = walletServer()
      .on('GET /api/wallet/statements', [200, 'time,type\r\n1,deposit\r\n'])
      .on('GET /api/wallet/export', [200, '; FlowEx\n']);
    const { user } = await show(<WalletPage part="statements" code={null} onLogin={nothing} />, { server: at });
    await user.selectOptions(await screen.findByLabelText('Period'), 'Custom…');
    await user.type(screen.getByLabelText('From'), '2026-11-01');
    await user.selectOptions(screen.getByLabelText('Asset'), 'BTC');
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await screen.findByText('1 rows saved');
    const query = new URLSearchParams(at.to('GET /api/wallet/statements')[0]?.url.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({
      ...{ currency: 'BTC', format: 'csv' },
      from: new Date(2026, 10, 1).toISOString(),
    });
    await user.selectOptions(screen.getByLabelText('Format'), 'Ledger for hledger');
    expect(screen.queryByLabelText('Asset')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await screen.findByText('flowex.journal is saved');
    expect(at.to('GET /api/wallet/export')[0]?.url).toContain('format=hledger');
    expect(saved.map(({ name }) => name)).toEqual(['statement.csv', 'flowex.journal']);
    expect(await saved[1]?.content.text()).toBe('; FlowEx\n');
  });
});
