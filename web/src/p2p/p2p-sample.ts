/** Answers of an exchange about trades between people, for tests. */
import type { Offer, OwnOffer, TradeDetails } from '../exchange/p2p';

export const OVERVIEW = {
  fee_millionths: 1_000,
  release_minutes: 30,
  reliability: {
    ...{ per_mille: 510, counterparties: 4, completed_trades: 6, ended_trades: 7 },
    ...{ completion_per_mille: 857, not_counted: 0, weighted_counterparties: '2.75' },
  },
  weighing: { half_life_days: 180, asset: 'USDT', full_value: '500' },
  pairs: [{ asset: 'BTC', currency: 'EUR', currency_places: 2, sides: ['buy'] }],
};

const TERMS: Offer['offer'] = {
  ...{ side: 'sell', asset: 'BTC', currency: 'EUR', fixed_price: '60000', margin: null, price_limit: null },
  ...{ remaining: '1.5', min_quantity: '0.01', max_quantity: '2', methods: ['bank_transfer'], window_minutes: 15 },
  ...{ terms: 'The account is in my name', min_trades: 0, min_reliability: 0, min_completion: 0 },
  ...{ min_account_days: 0, verified_only: false, countries: [] },
};

/** A sale at that price. */
export const offer = (id: string, price: string, perMille = 900): Offer => ({
  ...{ id, state: 'active', version: 3, price, placed_by: 'price' },
  offer: { ...TERMS, fixed_price: price },
  owner: {
    ...{ per_mille: perMille, counterparties: 40, completed_trades: 55, ended_trades: 56 },
    ...{ completion_per_mille: 982, not_counted: 0, weighted_counterparties: '31.20' },
  },
});

export const OWN_OFFER: OwnOffer = {
  ...{ id: '12', state: 'active', version: 2, offer: TERMS, payment_details: 'DE89 3704 0044 0532 0130 00' },
  fee_millionths: 1_000,
  own_methods: [],
  ends_at: '2026-12-04T09:30:00Z',
  created_at: '2026-11-27T09:30:00Z',
  changed_at: '2026-11-27T09:30:00Z',
};

export const TRADE_ID = '26995c11-392e-48d8-4d32-af77ec7f65ab';
const AT = '2026-11-27T10:00:00Z';

export const TRADE: TradeDetails['trade'] = {
  ...{ id: TRADE_ID, offer_id: '12', role: 'buyer', state: 'awaiting_payment', version: 2, asset: 'BTC' },
  ...{ currency: 'EUR', quantity: '0.5', fee: '0.0005', price: '60000', payment: '30000.00', method: 'bank_transfer' },
  ...{
    reference: 'R-4711',
    payer_check: 'none',
    reason: '',
    is_claimed: false,
    handled_by: null,
    escalations: 0,
    statements_until: null,
    stated: [],
  },
  ...{ accepted: [], part: null, reopen_until: null, deadline: '2099-01-01T00:00:00Z', settlement: null },
  ...{ may_now: ['pay', 'cancel'], created_at: AT, changed_at: AT },
};

export const DETAILS: TradeDetails = {
  trade: TRADE,
  payment_details: 'DE89 3704 0044 0532 0130 00',
  history: [
    { version: 1, role: 'buyer', message: 'take', state: 'reserving', note: '', at: AT },
    { version: 2, role: 'ledger', message: 'reserved', state: 'awaiting_payment', note: '', at: AT },
  ],
  statements: [],
  chargeback: null,
};

/** The same trade, with other words of it. */
export const details = (trade: Partial<TradeDetails['trade']>, more: Partial<TradeDetails> = {}): TradeDetails => ({
  ...DETAILS,
  ...more,
  trade: { ...TRADE, ...trade },
});

export const CHAT = {
  items: [
    {
      ...{ number: 1, kind: 'system', role: 'buyer', text: '', file: null, is_erased: false, is_late: false, at: AT },
      step: { message: 'take', state: 'reserving' },
    },
    {
      ...{ number: 2, kind: 'text', role: 'seller', text: '<b>Hello</b>', file: null, step: null, at: AT },
      ...{ is_erased: false, is_late: false },
    },
    {
      ...{ number: 3, kind: 'file', role: 'buyer', text: '', step: null, is_erased: false, is_late: true, at: AT },
      file: { file: 1, name: 'receipt.pdf', type: 'application/pdf', bytes: 4_000, sha256: 'ab' },
    },
  ],
  ...{ next_cursor: null, read: 1, read_by_other: 3, may_write: true, may_translate: false },
};

const DETAILS_FIELD = { key: 'details', label: 'Where to pay', form: 'text', required: true };
export const method = (code: string, fields: readonly object[] = [DETAILS_FIELD]) => ({
  ...{ code, version: 0, name: code, country: null, currency: null, reversibility: 'none', fields, max_payment: null },
  ...{ cool_down_hours: 0, is_on: true },
});

export const METHODS = { items: [method('bank_transfer'), method('in_person')] };

export const OWN_METHODS = {
  items: [
    {
      ...{ id: '5', method: 'bank_transfer', values: [{ key: 'details', value: 'DE89 3704' }], name_check: 'matches' },
      ...{ usable_at: AT, created_at: AT },
    },
  ],
};

export const REPORT = {
  ...{ id: '4', trade_id: TRADE_ID, offer_id: '12', reason: 'outside', state: 'confirmed' },
  ...{ created_at: TRADE.created_at, closed_at: TRADE.created_at },
};
