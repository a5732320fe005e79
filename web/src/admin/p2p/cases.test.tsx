// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { problem } from '../../exchange/test-server';
import { LANGUAGES } from '../../language/messages';
import { CHAT, details, METHODS, OVERVIEW, TRADE, TRADE_ID } from '../../p2p/p2p-sample';
import { repeatedWords } from '../../page-test/controls';
import { server, show } from '../../page-test/page';
import { AdminPage } from '../AdminPage';

const ROOT = '/api/v1/p2p';
const CASE = `${ROOT}/disputes/${TRADE_ID}`;
const MODERATOR = { permissions: ['read', 'users_read', 'custody_manage'] };

const DISPUTED: Parameters<typeof details>[0] = {
  ...{ role: 'moderator', state: 'disputed', version: 5, reason: 'wrong_amount', escalations: 2, deadline: null },
  ...{ may_now: ['claim', 'decide', 'propose'], stated: ['buyer', 'seller'] },
};
const STATEMENTS = [{ role: 'buyer', is_appeal: false, text: 'All is sent', at: TRADE.created_at }] as const;
const EVIDENCE = {
  ...{ frozen_at: TRADE.created_at, sha256: 'abcd' },
  items: [{ number: 1, kind: 'text', role: 'seller', sha256: 'ef01', file: null, at: TRADE.created_at }],
};

const REPORT = {
  ...{ id: '4', reporter: '1002', reporter_role: 'buyer', reported: '1001', trade_id: TRADE_ID, offer_id: '12' },
  ...{ reason: 'outside', case_id: '31', state: 'open', created_at: TRADE.created_at, closed_at: null },
};
const REPORTED = {
  ...{ text: 'asked me to pay elsewhere', of_reporter: OVERVIEW.reliability, of_reported: OVERVIEW.reliability },
  trade: { ...TRADE, method: 'bank_transfer' },
};
const RESTRICTION = {
  ...{ id: '2', account: '1005', reason: 'case 30: insults', set_by: '51', set_at: TRADE.created_at, ends_at: null },
};
const CHARGEBACK = {
  ...{ id: '3', trade_id: '9f-earlier', buyer: '1002', reason: 'bounced', reference: 'bank 7', recorded_by: '1050' },
  ...{ recorded_at: TRADE.created_at, case_id: null },
};
const LINE = { at: TRADE.created_at, step: 'reserved', part: 'principal', reservation_id: 'r-1', quantity: '0.5' };
const BACKGROUND = {
  ...{ buyer: OVERVIEW.reliability, seller: OVERVIEW.reliability, as_of: TRADE.created_at, asset: 'BTC' },
  ...{ held: '0.5005', buyer_quantity: '0', fee: '0', ledger: [LINE] },
};
const WITHDRAWAL = {
  ...{ id: '5', chargeback_id: '3', trade_id: '9f-earlier', buyer: '1002', chargeback_reason: 'bounced' },
  ...{
    reason: 'another payment',
    case_id: '31',
    state: 'waiting',
    requested_by: '1050',
    requested_at: TRADE.created_at,
  },
  ...{ decided_by: null, decided_at: null, case_effect: null },
};
const UNMATCHED = {
  ...{ trade_id: '7a-unpaid', method: 'bank_transfer', payment: '18000', currency: 'EUR', state: 'released' },
  ...{ buyer: '1002', seller: '1001', taken_at: TRADE.created_at },
  ...{ has_buyer_statement: false, has_seller_statement: true },
};
const ENTRY = {
  ...{ account: '1001', is_credit: true, amount: '17000', currency: 'EUR', booked_on: '2026-11-28' },
  ...{ result: 'amount_differs', trade_id: '7a-unpaid', method: 'bank_transfer' },
};
const FIGURES = {
  reports: { dismissed: 7, warned: 8, restricted: 9 },
  moderators: [{ account: '1050', claimed: 3, decided: 2, approved: 1, rejected: 0, appealed: 1 }],
};

const at = (trade: Parameters<typeof details>[0] = {}) =>
  server()
    .on(`GET ${ROOT}/overview`, [200, OVERVIEW])
    .on(`GET ${ROOT}/payment-methods`, [200, METHODS])
    .on(`GET ${ROOT}/method-catalog`, [200, METHODS])
    .on(`GET ${ROOT}/user-reports`, [200, { items: [REPORT], next_cursor: null }])
    .on(`GET ${ROOT}/user-reports/4`, [200, { ...REPORTED, report: REPORT }])
    .on(`GET ${ROOT}/restrictions`, [200, { items: [RESTRICTION], next_cursor: null }])
    .on(`GET ${ROOT}/chargebacks`, [200, { items: [CHARGEBACK], next_cursor: null }])
    .on(`GET ${ROOT}/chargeback-withdrawals`, [200, { items: [WITHDRAWAL], next_cursor: null }])
    .on(`GET ${ROOT}/unmatched-trades`, [200, { items: [UNMATCHED], next_cursor: null }])
    .on(`GET ${ROOT}/unmatched-entries`, [200, { items: [ENTRY], next_cursor: null, of_no_trade: 12 }])
    .on(`GET ${ROOT}/limits`, [200, { version: 2, payment_accounts: 30, fee_millionths: 2_000 }])
    .on(`GET ${ROOT}/moderation-figures`, [200, FIGURES])
    .on(`GET ${ROOT}/disputes`, [200, { items: [{ ...TRADE, ...DISPUTED }], next_cursor: null }])
    .on(`GET ${CASE}`, [200, details({ ...DISPUTED, ...trade }, { statements: [...STATEMENTS] })])
    .on(`GET ${CASE}/background`, [200, BACKGROUND])
    .on(`GET ${CASE}/messages`, [200, CHAT])
    .on(`GET ${CASE}/evidence`, [200, EVIDENCE]);

const page = (id: string | null = null) => <AdminPage part="p2p" id={id} onLogin={() => undefined} />;

describe('disputes of trades between people', () => {
  it('wait in a list with their reason and how often they were escalated', async () => {
    await show(page(), { server: at(), me: MODERATOR });
    const table = within(await screen.findByRole('table', { name: 'Disputes of P2P trades' }));
    expect(table.getByText('The sum is wrong')).toBeTruthy();
    expect(table.getByText('2 times')).toBeTruthy();
    expect(table.getByText('no one yet')).toBeTruthy();
  });

  it('stand beside reports on people, which a case decides, and restrictions, which are lifted', async () => {
    const exchange = at().on(`DELETE ${ROOT}/restrictions/2`, [204, null]);
    const me = { permissions: [...MODERATOR.permissions, 'users_manage'] };
    const { user } = await show(page(), { server: exchange, me });
    const table = within(await screen.findByRole('table', { name: 'Reports on people' }));
    expect(table.getByText('Wants to trade elsewhere')).toBeTruthy();
    expect(table.getByRole('link').getAttribute('href')).toBe('#/admin/p2p/report-4');
    await user.click(await screen.findByRole('button', { name: 'Lift the restriction' }));
    await user.click(screen.getByRole('button', { name: 'Lift it now?' }));
    await waitFor(() => expect(exchange.to(`DELETE ${ROOT}/restrictions/2`)).toHaveLength(1));
  });

  it('have payments that were taken back beside them, which a moderator records once', async () => {
    const path = `POST ${ROOT}/chargebacks`;
    const exchange = at().on(path, problem(409, 'already_decided'), [201, CHARGEBACK]);
    const { user } = await show(page(), { server: exchange, me: MODERATOR });
    const card = within(await screen.findByRole('region', { name: 'Payments taken back' }));
    expect(await card.findByText('bank 7')).toBeTruthy();
    await user.type(card.getByRole('textbox', { name: 'Number of the trade' }), ` ${TRADE_ID}`);
    await user.selectOptions(card.getByRole('combobox', { name: 'Reason' }), 'it bounced');
    await user.type(card.getByRole('textbox', { name: 'Reference of the bank' }), 'R-12');
    await user.click(card.getByRole('button', { name: 'Record it' }));
    await card.findByText('It is recorded already');
    await user.click(card.getByRole('button', { name: 'Record it' }));
    await screen.findByText('It is recorded, and both sides are notified');
    expect(exchange.to(path)[1]?.body).toEqual({ trade_id: TRADE_ID, reason: 'bounced', reference: 'R-12' });
  });

  it('have withdrawals of such records, which another moderator approves', async () => {
    const ask = `POST ${ROOT}/chargeback-withdrawals`;
    const answer = `${ask}/5/approval`;
    const exchange = at()
      .on(ask, [201, WITHDRAWAL])
      .on(answer, [200, { ...WITHDRAWAL, state: 'approved', case_effect: 'dismissed' }]);
    const { user } = await show(page(), { server: exchange, me: MODERATOR });
    const card = within(await screen.findByRole('region', { name: 'Payments taken back' }));
    await user.click(await card.findByRole('button', { name: 'Withdraw' }));
    await user.type(card.getByRole('textbox', { name: 'Why it was a mistake' }), 'wrong trade');
    await user.click(card.getByRole('button', { name: 'Ask for the withdrawal' }));
    await waitFor(() => expect(exchange.to(ask)[0]?.body).toEqual({ chargeback_id: '3', reason: 'wrong trade' }));
    await user.click(card.getByRole('button', { name: 'Approve the withdrawal' }));
    await user.click(card.getByRole('button', { name: 'Withdraw the record now?' }));
    await screen.findByText('The record is withdrawn, and case 31 is dismissed');
    expect(exchange.to(answer)[0]?.body).toEqual({ approve: true });
  });

  it('stand beside trades without a bank entry and entries that fit no trade, of a time and a method', async () => {
    const exchange = at();
    const { user } = await show(page(), { server: exchange, me: MODERATOR });
    const card = within(await screen.findByRole('region', { name: 'Trades and bank statements' }));
    expect(await card.findByText('of the seller')).toBeTruthy();
    expect(await card.findByText('the amount differs')).toBeTruthy();
    expect(card.getByText('12 private entries concern no trade and are not shown.')).toBeTruthy();
    await user.type(card.getByLabelText('From'), '2026-11-01');
    await user.type(card.getByRole('textbox', { name: 'Payment method' }), 'sepa');
    await user.click(card.getByRole('button', { name: 'Show' }));
    await waitFor(() =>
      expect(exchange.to(`GET ${ROOT}/unmatched-trades`).at(-1)?.url).toMatch(/from=2026-11-01T00.*method=sepa/),
    );
  });

  it('have limits of people beside them, which keep their version', async () => {
    const exchange = at().on(`PUT ${ROOT}/limits`, [200, { version: 3, payment_accounts: 12 }]);
    const { user } = await show(page(), { server: exchange, me: MODERATOR });
    const field = await screen.findByRole('textbox', { name: 'Payment accounts of one person in 365 days' });
    await user.clear(field);
    await user.type(field, '12');
    await user.type(screen.getByRole('textbox', { name: /^Offers that one person takes/ }), 'ten');
    await user.click(screen.getByRole('button', { name: 'Save the limits' }));
    await waitFor(() =>
      expect(exchange.to(`PUT ${ROOT}/limits`)[0]?.body).toEqual({
        ...{ version: 2, payment_accounts: 12 },
        ...{ fee_millionths: 2_000, taken_per_day: -1, given_up_per_day: null },
      }),
    );
  });

  it('show a report with its words, both people and the trade', async () => {
    await show(page('report-4'), { server: at(), me: MODERATOR });
    expect(await screen.findByText('asked me to pay elsewhere')).toBeTruthy();
    expect(screen.getByText(/^Case 31 /)).toBeTruthy();
    expect(screen.getByText(TRADE_ID)).toBeTruthy();
  });

  it('are claimed before the chat is read, because each look is written down', async () => {
    const exchange = at().on(`POST ${CASE}/claim`, [200, TRADE]);
    const { user } = await show(page(TRADE_ID), { server: exchange, me: MODERATOR });
    await user.click(await screen.findByRole('button', { name: 'Take the case' }));
    await waitFor(() => expect(exchange.to(`POST ${CASE}/claim`)[0]?.body).toEqual({ version: 5 }));
    expect(exchange.to(`GET ${CASE}/messages`)).toHaveLength(0);
    expect(screen.queryByRole('region', { name: 'Decide' })).toBeNull();
  });

  it('are split by the moderator who has them, with reasons', async () => {
    const part = { by: 'buyer', buyer_quantity: '0.2' } as const;
    const exchange = at({ handled_by: '7', is_claimed: true, part }).on(`POST ${CASE}/decision`, [200, TRADE]);
    const { user } = await show(page(TRADE_ID), { server: exchange, me: MODERATOR });
    const decide = within(await screen.findByRole('region', { name: 'Decide' }));
    expect(await screen.findByText('ef01')).toBeTruthy();
    const chat = within(screen.getByRole('region', { name: 'Chat' }));
    expect(chat.getByText('Seller').textContent).toBe('Seller');
    expect(chat.getByText('Buyer').textContent).toBe('Buyer');
    expect(document.body.textContent).not.toContain('The other side');
    expect(document.body.textContent).toContain('The buyer offers to take 0.2 BTC');
    expect(await screen.findByText('All is sent')).toBeTruthy();
    expect(await screen.findByText('reserved · quantity')).toBeTruthy();
    await user.selectOptions(decide.getByRole('combobox', { name: 'Decision' }), 'Split');
    await user.type(decide.getByRole('textbox', { name: 'Part of the buyer in BTC' }), '0.25');
    await user.type(decide.getByRole('textbox', { name: 'Reasons for both sides' }), 'Half came');
    await user.click(decide.getByRole('button', { name: 'Decide' }));
    await waitFor(() =>
      expect(exchange.to(`POST ${CASE}/decision`)[0]?.body).toEqual({
        ...{ version: 5, decision: 'split', asset: 'BTC', buyer_quantity: '0.25', note: 'Half came' },
      }),
    );
  });

  it('are read and talked about without the right to decide', async () => {
    const exchange = at({ handled_by: '7', is_claimed: true });
    await show(page(TRADE_ID), { server: exchange, me: { permissions: ['read', 'users_read'] } });
    const chat = within(await screen.findByRole('region', { name: 'Chat' }));
    expect(await chat.findByRole('button', { name: 'Send' })).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Decide' })).toBeNull();
  });

  it('are confirmed by a second moderator who has read all that was written, or refused', async () => {
    const path = `POST ${CASE}/approval`;
    const exchange = at({
      ...{ state: 'proposed', handled_by: '9', is_claimed: true, may_now: ['approve', 'reject'] },
      settlement: { end: 'released', buyer_quantity: '0.5', fee: '0.0005', seller_quantity: '0' },
    }).on(path, problem(409, 'version_changed'), [200, TRADE]);
    const { user } = await show(page(TRADE_ID), { server: exchange, me: MODERATOR });
    expect(await screen.findByText('<b>Hello</b>')).toBeTruthy();
    await user.type(await screen.findByRole('textbox', { name: 'Reasons for both sides' }), 'I have seen it');
    await user.click(screen.getByRole('button', { name: 'Confirm it' }));
    expect(await screen.findByText(/^Something was added since you looked/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Refuse it' }));
    await waitFor(() => expect(exchange.to(path)).toHaveLength(2));
    const note = 'I have seen it';
    expect(exchange.to(path)[0]?.body).toEqual({ version: 5, approve: true, messages: 3, note });
    expect(exchange.to(path)[1]?.body).toEqual({ version: 5, approve: false, messages: null, note });
  });

  it('have payment methods beside them, which keep their version', async () => {
    const exchange = at().on(`PUT ${ROOT}/method-catalog/bank_transfer`, [200, METHODS.items[0]]);
    const { user } = await show(page(), { server: exchange, me: MODERATOR });
    const table = within(await screen.findByRole('table', { name: 'Payment methods' }));
    await user.click(table.getAllByRole('button', { name: 'Edit' })[0]!);
    await user.click(await screen.findByRole('checkbox', { name: 'People can use it' }));
    await user.click(screen.getByRole('button', { name: 'Save the method' }));
    await waitFor(() =>
      expect(exchange.to(`PUT ${ROOT}/method-catalog/bank_transfer`)[0]?.body).toMatchObject({
        ...{ version: 0, is_on: false, country: null, max_payment: null, cool_down_hours: 0 },
      }),
    );
  });

  it.each(LANGUAGES)('read without faults in %s', async (language) => {
    for (const id of [null, TRADE_ID]) {
      const { container } = await show(page(id), { server: at({ handled_by: '7' }), me: MODERATOR, language });
      await waitFor(() => expect(container.querySelector('.card table, .card form')).toBeTruthy());
      expect(repeatedWords(container)).toEqual([]);
      const found = await axe.run(container, {
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      });
      expect(found.violations.map((violation) => violation.id)).toEqual([]);
      container.remove();
    }
  });
});
