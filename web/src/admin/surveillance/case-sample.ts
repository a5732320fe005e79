/** Parts of a case of surveillance as the exchange answers it, for tests of the page. */
export const AT = '2026-11-20T09:30:00Z';
export const FOUND = {
  ...{ id: '12', pattern: 'wash_trading', market: 'BTC-USDT', accounts: [1001, 1002], score: 97, events: 8 },
  reasons: [
    { name: 'came_back', points: 30, told: '40 one way, 40 the other' },
    { name: 'seen_by_newer_rules', points: 7, told: 'eight turns' },
  ],
  ...{ first_event: 19_242, last_event: 19_260, began_at: AT, ended_at: AT, opened_at: AT, state: 'open' },
  ...{ assignee: null, proposal: null, decided_by: null, closed_at: null, restriction: 'none', restriction_note: '' },
};
const RESTRICTION = { account: 1001, kind: 'reduce_only', ends_at: '2030-01-01T00:00:00Z' };
export const proposalBy = (by: string) => ({
  state: 'under_review',
  proposal: { decision: 'confirmed', by, at: AT, reason: 'volume of nothing', events: 8, restriction: RESTRICTION },
});
export const ended = (restriction: string, restriction_note: string) => ({
  ...{ ...proposalBy('5'), state: 'confirmed', decided_by: '6', closed_at: AT, restriction, restriction_note },
});
export const note = (id: string, author: string, deed: string, text: string) => ({ id, author, at: AT, deed, text });
