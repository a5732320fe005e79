// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';
import { repeatedWords } from '../page-test/controls';
import { show } from '../page-test/page';
import { problem } from '../exchange/test-server';
import { P2pPage } from './P2pPage';
import { CHAT, DETAILS, OWN_OFFER, TRADE, TRADE_ID, details } from './p2p-sample';
import { at, NONE, ROOT } from './p2p-server';

type Part = Parameters<typeof P2pPage>[0]['part'];
const page = (part: Part, id: string | null = null) => <P2pPage part={part} id={id} onLogin={() => undefined} />;

describe('reports that a person made', () => {
  it('stand below the trades, with what moderators decided', async () => {
    await show(page('trades'), { server: at() });
    const reports = within(await screen.findByRole('region', { name: 'My reports' }));
    expect(reports.getByText('Wants to trade elsewhere')).toBeTruthy();
    expect(reports.getByText('Confirmed')).toBeTruthy();
    expect(reports.getByRole('link', { name: 'Trade' }).getAttribute('href')).toBe(`#/p2p/trades/${TRADE_ID}`);
  });

  it('are not there for a person who has made none', async () => {
    await show(page('trades'), { server: at().on(`GET ${ROOT}/reports`, NONE) });
    await screen.findByRole('region', { name: 'My trades' });
    expect(screen.queryByRole('region', { name: 'My reports' })).toBeNull();
  });
});

describe('a trade whose payment was taken back', () => {
  it('says so, with the reason', async () => {
    const chargeback = { reason: 'bounced', recorded_at: TRADE.created_at } as const;
    const ended = details({ state: 'released', deadline: null, may_now: [] }, { chargeback });
    await show(page('trades', TRADE_ID), { server: at().on(`GET ${ROOT}/trades/${TRADE_ID}`, [200, ended]) });
    expect((await screen.findByText(/payment was taken back/)).textContent).toContain('it bounced');
  });
});

describe('the market of offers', () => {
  it('ranks offers, says why each is where it is, and leads to one', async () => {
    const { user } = await show(page('market'), { server: at() });
    const rows = within(await screen.findByRole('table', { name: 'Offers of people' })).getAllByRole('row');
    expect(rows[1]?.textContent).toContain('Best price');
    expect(rows[2]?.textContent).toContain('1% from the best price');
    expect(rows[1]?.textContent).toContain('at least 90%');
    await user.click(within(rows[1]!).getByRole('button', { name: 'Buy BTC' }));
    expect(location.hash).toBe('#/p2p/market/1');
  });

  it('offers to make the first offer where there is none, and names pairs that have some', async () => {
    const exchange = at().on(`GET ${ROOT}/offers`, [200, { items: [], ranked_by: ['price'] }]);
    const { user } = await show(page('market'), { server: exchange });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'CHF');
    expect(await screen.findByText('No one sells BTC for CHF now.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Make the first offer' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'BTC / EUR' })).toBeTruthy();
  });

  it('takes an offer by the sum to be paid, after a review, with the version that was seen', async () => {
    const exchange = at().on(`POST ${ROOT}/trades`, [201, TRADE]);
    const { user } = await show(page('market', '1'), { server: exchange });
    await user.type(await screen.findByRole('textbox', { name: 'You pay' }), '30000');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'You get' }).value).toBe('0.5');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    const review = within(screen.getByRole('region', { name: 'Check the trade' }));
    expect(review.getByText('30,000 EUR')).toBeTruthy();
    expect(review.getByText('0.0005 BTC')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take the offer' }));
    await waitFor(() => expect(exchange.to(`POST ${ROOT}/trades`)).toHaveLength(1));
    expect(exchange.to(`POST ${ROOT}/trades`)[0]?.body).toMatchObject({
      ...{ offer_id: '1', offer_version: 3, asset: 'BTC', quantity: '0.5', method: 'bank_transfer' },
    });
    expect(location.hash).toBe(`#/p2p/trades/${TRADE_ID}`);
  });

  it('says the limits in what was typed, and that an offer was changed meanwhile', async () => {
    const exchange = at().on(`POST ${ROOT}/trades`, problem(409, 'version_changed'));
    const { user } = await show(page('market', '1'), { server: exchange });
    const pays = await screen.findByRole('textbox', { name: 'You pay' });
    await user.type(pays, '1');
    expect(screen.getByText('Minimum 600 EUR')).toBeTruthy();
    await user.clear(pays);
    await user.type(pays, '600');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    await user.click(screen.getByRole('button', { name: 'Take the offer' }));
    expect(await screen.findByRole('button', { name: 'Reload' })).toBeTruthy();
  });

  it('is not there on an exchange without it', async () => {
    await show(page('market'), { server: at().on(`GET ${ROOT}/overview`, problem(404, 'not_found')) });
    expect(await screen.findByText('This exchange has no trades between people.')).toBeTruthy();
  });
});

describe('own offers', () => {
  it('are posted after a review, with plain numbers', async () => {
    const exchange = at().on(`POST ${ROOT}/own-offers`, [201, OWN_OFFER]);
    const { user } = await show(page('offers', 'new'), { server: exchange });
    await user.type(await screen.findByRole('textbox', { name: 'Price in USD' }), '61,000.5');
    await user.type(screen.getByRole('textbox', { name: 'Quantity in total (BTC)' }), '2');
    await user.type(screen.getByRole('textbox', { name: 'Minimum per trade (BTC)' }), '0.1');
    await user.type(screen.getByRole('textbox', { name: 'Maximum per trade (BTC)' }), '1');
    await user.type(screen.getByRole('textbox', { name: 'Where the buyer pays you' }), 'DE89');
    await user.click(screen.getByRole('button', { name: 'Review' }));
    expect(within(screen.getByRole('region', { name: 'Check the offer' })).getByText('61,000.5 USD')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Post the offer' }));
    await waitFor(() => expect(exchange.to(`POST ${ROOT}/own-offers`)).toHaveLength(1));
    expect(exchange.to(`POST ${ROOT}/own-offers`)[0]?.body).toMatchObject({
      ...{ side: 'sell', asset: 'BTC', currency: 'USD', price: '61000.5', quantity: '2', min_quantity: '0.1' },
      ...{ methods: ['bank_transfer'], window_minutes: 15, payment_details: 'DE89', min_trades: 0 },
    });
  });

  it('are paused, renewed and closed with the version that was seen', async () => {
    const exchange = at()
      .on(`PUT ${ROOT}/own-offers/12/state`, [200, OWN_OFFER])
      .on(`POST ${ROOT}/own-offers/12/renewal`, [200, OWN_OFFER]);
    const { user } = await show(page('offers'), { server: exchange });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('The offer is paused')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Renew' }));
    await waitFor(() => expect(exchange.to(`POST ${ROOT}/own-offers/12/renewal`)).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Close' }).ariaDisabled).not.toBe('true'));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.click(screen.getByRole('button', { name: 'Close for good?' }));
    await waitFor(() =>
      expect(exchange.to(`PUT ${ROOT}/own-offers/12/state`).map(({ body }) => body)).toEqual([
        { state: 'paused', version: 2 },
        { state: 'closed', version: 2 },
      ]),
    );
  });
});

const room = () => page('trades', TRADE_ID);
const of = (trade: Parameters<typeof details>[0], more: Parameters<typeof details>[1] = {}) =>
  at().on(`GET ${ROOT}/trades/${TRADE_ID}`, [200, details(trade, more)]);

describe('the room of a trade', () => {
  it('shows a buyer the payee and the next step, and hides the rest in a menu', async () => {
    const exchange = at().on(`POST ${ROOT}/trades/${TRADE_ID}/paid`, [200, TRADE]);
    const { user } = await show(room(), { server: exchange });
    const next = within(await screen.findByRole('region', { name: 'What to do now' }));
    expect(next.getByText('DE89 3704 0044 0532 0130 00')).toBeTruthy();
    expect(next.getByText('30,000.00 EUR')).toBeTruthy();
    await user.click(next.getByRole('button', { name: 'I have paid' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'I have paid' }));
    await user.click(dialog.getByRole('button', { name: 'I have paid' }));
    expect(exchange.to(`POST ${ROOT}/trades/${TRADE_ID}/paid`)).toHaveLength(0);
    await user.click(dialog.getByRole('checkbox'));
    await user.click(dialog.getByRole('button', { name: 'I have paid' }));
    await waitFor(() => expect(exchange.to(`POST ${ROOT}/trades/${TRADE_ID}/paid`)[0]?.body).toEqual({ version: 2 }));
  });

  it('asks a seller for the code that the exchange wants before coins move', async () => {
    const path = `POST ${ROOT}/trades/${TRADE_ID}/release`;
    const exchange = of({ role: 'seller', state: 'paid', version: 3, may_now: ['release', 'dispute'] }).on(
      path,
      problem(403, 'second_factor_required'),
      [200, TRADE],
    );
    const { user } = await show(room(), { server: exchange });
    await user.click(await screen.findByRole('button', { name: 'Release the coins' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('checkbox'));
    await user.click(dialog.getByRole('button', { name: 'Release the coins' }));
    await user.type(await dialog.findByRole('textbox', { name: 'Code' }), '123456');
    await user.click(dialog.getByRole('button', { name: 'Release the coins' }));
    await waitFor(() => expect(exchange.to(path)).toHaveLength(2));
    expect(exchange.to(path).map(({ body }) => body)).toEqual([
      { version: 3, code: null },
      { version: 3, code: '123456' },
    ]);
  });

  it('says that a trade has moved on, and reads it anew', async () => {
    const exchange = at()
      .on(`GET ${ROOT}/trades/${TRADE_ID}`, [200, DETAILS], [200, details({ state: 'canceled', may_now: [] })])
      .on(`POST ${ROOT}/trades/${TRADE_ID}/paid`, problem(409, 'version_changed'));
    const { user } = await show(room(), { server: exchange });
    await user.click(await screen.findByRole('button', { name: 'I have paid' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('checkbox'));
    await user.click(dialog.getByRole('button', { name: 'I have paid' }));
    expect(await screen.findByText(/has moved on in the meantime/)).toBeTruthy();
    expect(await screen.findByText('The trade was given up. The coins went back to the seller.')).toBeTruthy();
  });

  it('opens a dispute with a reason of the own side and a statement', async () => {
    const path = `POST ${ROOT}/trades/${TRADE_ID}/dispute`;
    const exchange = of({ role: 'seller', state: 'paid', version: 3, may_now: ['release', 'dispute'] }).on(path, [
      200,
      TRADE,
    ]);
    const { user } = await show(room(), { server: exchange });
    await user.click(await screen.findByText('Other actions'));
    await user.click(screen.getByRole('button', { name: 'Ask for a moderator' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.queryByRole('option', { name: 'I paid, and the coins are not released' })).toBeNull();
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Reason' }), 'Someone else has paid');
    await user.type(dialog.getByRole('textbox', { name: 'Your side of it' }), 'Another name');
    await user.click(dialog.getByRole('button', { name: 'Ask for a moderator' }));
    await waitFor(() =>
      expect(exchange.to(path)[0]?.body).toEqual({ version: 3, reason: 'other_payer', statement: 'Another name' }),
    );
  });

  it('says who ended a trade and why, and where the coins are', async () => {
    const [taken] = DETAILS.history;
    const ended = { ...taken, version: 3, role: 'moderator', message: 'decide', state: 'settling', note: 'Half came' };
    const exchange = of(
      {
        ...{ state: 'split', role: 'seller', may_now: [], deadline: null },
        settlement: { end: 'split', buyer_quantity: '0.2', fee: '0.0002', seller_quantity: '0.3003' },
      },
      { history: [...DETAILS.history, ended] as typeof DETAILS.history },
    );
    await show(room(), { server: exchange });
    const next = within(await screen.findByRole('region', { name: 'What to do now' }));
    expect(next.getByText('A moderator decided')).toBeTruthy();
    expect(next.getByText('Half came')).toBeTruthy();
    expect(next.getByText('0.3003 BTC')).toBeTruthy();
  });

  it('has a chat whose texts stay texts, and sends a message once', async () => {
    const path = `POST ${ROOT}/trades/${TRADE_ID}/messages`;
    const exchange = at().on(path, [201, CHAT.items[1]]);
    const { user } = await show(room(), { server: exchange });
    const chat = within(await screen.findByRole('region', { name: 'Chat' }));
    expect(chat.getByText('<b>Hello</b>')).toBeTruthy();
    expect(chat.getByText('You took the offer')).toBeTruthy();
    expect(chat.getByText(/after the evidence was frozen · Read/)).toBeTruthy();
    await waitFor(() => expect(exchange.to(`PUT ${ROOT}/trades/${TRADE_ID}/messages/read`)).toHaveLength(1));
    await user.type(chat.getByRole('textbox', { name: 'Message' }), 'I have sent it');
    await user.click(chat.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(exchange.to(path)[0]?.body).toMatchObject({ text: 'I have sent it' }));
  });

  it('translates a message of the other side when it is asked to, below the original', async () => {
    const path = `POST ${ROOT}/trades/${TRADE_ID}/messages/2/translation`;
    const translated = { number: 2, language: 'en', text: 'Good day', from_language: 'de' };
    const exchange = at()
      .on(`GET ${ROOT}/trades/${TRADE_ID}/messages`, [200, { ...CHAT, may_translate: true }])
      .on(path, problem(503, 'unavailable'), [200, translated]);
    const { user } = await show(room(), { server: exchange });
    const chat = within(await screen.findByRole('region', { name: 'Chat' }));
    await user.click(await chat.findByRole('button', { name: 'Translate: <b>Hello</b>' }));
    await waitFor(() => expect(exchange.to(path)).toHaveLength(1));
    await user.click(chat.getByRole('button', { name: 'Translate: <b>Hello</b>' }));
    expect(await chat.findByText('Good day')).toBeTruthy();
    expect(chat.getByText('<b>Hello</b>')).toBeTruthy();
    expect(exchange.to(path)[1]?.body).toEqual({ language: 'en' });
  });

  it('sends a file in pieces, and refuses what the exchange would', async () => {
    const files = `POST ${ROOT}/trades/${TRADE_ID}/files`;
    const begun = { file: 2, bytes: 5, piece_bytes: 3, received: 0, message: null };
    const exchange = at().on(files, [201, begun]).on(`${files}/2/pieces`, [200, begun]);
    const { user } = await show(room(), { server: exchange });
    const attach = await screen.findByLabelText('Attach a file');
    await user.upload(attach, new File(['%PDF-'], 'receipt.pdf', { type: 'application/pdf' }));
    await waitFor(() => expect(exchange.to(`${files}/2/pieces`)).toHaveLength(2));
    expect(exchange.to(files)[0]?.body).toMatchObject({ name: 'receipt.pdf', bytes: 5 });
    expect(exchange.to(`${files}/2/pieces`).map(({ body }) => body)).toEqual([
      { number: 1, content: btoa('%PD') },
      { number: 2, content: btoa('F-') },
    ]);
    await user.upload(attach, new File([], 'nothing.png', { type: 'image/png' }));
    expect(await screen.findByText('The file is empty')).toBeTruthy();
  });
});

describe('every page of P2P', () => {
  const PAGES = [
    ['market', null],
    ['market', '1'],
    ['offers', null],
    ['offers', 'new'],
    ['trades', null],
    ['trades', TRADE_ID],
    ['methods', null],
    ['reliability', null],
  ] as const;

  it.each(LANGUAGES)('reads without faults in %s', async (language) => {
    for (const [part, id] of PAGES) {
      const exchange = at();
      const { container } = await show(page(part, id), { server: exchange, language });
      await waitFor(() =>
        expect(container.querySelector('.card table, .card form, .card .facts, .p2p-tiles')).toBeTruthy(),
      );
      expect(repeatedWords(container), `${part} ${id}`).toEqual([]);
      const found = await axe.run(container, {
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      });
      expect(
        found.violations.map((violation) => violation.id),
        `${part} ${id}`,
      ).toEqual([]);
      container.remove();
    }
  });

  it('has empty lists that lead on', async () => {
    await show(page('trades'), { server: at().on(`GET ${ROOT}/trades`, [...NONE]) });
    expect(await screen.findByRole('link', { name: 'See the offers' })).toBeTruthy();
  });
});
