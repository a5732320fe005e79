/** Alerts as the exchange sends them, for tests. */
export const alert = (id: string, changed: object = {}) => ({
  ...{
    id,
    version: 'aa11',
    subject: 'price',
    asset: 'BTC',
    accounts: [],
    side: 'above',
    threshold: '70000.5',
    hysteresis: '500',
  },
  ...{ cool_down_seconds: 3_600, mail: true, push: false, enabled: true, armed: true, fired: 0, fired_at: null },
  ...{ seen_at: '2026-11-20T09:30:00Z', value: '65000.123456789', note: 'none', made_at: '2026-11-20T09:00:00Z' },
  ...{ webhook: null, webhook_secret: null },
  ...changed,
});

export const firing = (id: string, changed: object = {}) => ({
  ...{ id, alert: '1', fired: 1, subject: 'portfolio_var', asset: '', side: 'above', threshold: '0.1' },
  ...{ value: '0.123456', fired_at: '2026-11-20T09:30:00Z', mail: 'sent', webhook: 'none', webhook_why: '' },
  ...{ push: 'none', push_why: '' },
  ...changed,
});

export const alertPage = (...items: readonly object[]) => ({ items, next_cursor: null });
