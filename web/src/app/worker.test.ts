import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language/messages';

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly data: object;
}

/** The worker as it is served, in a browser of the test's own. */
class Browser {
  readonly #listeners = new Map<string, (event: object) => void>();
  readonly shown: Shown[] = [];
  readonly pages: { visibilityState: string; focus: () => Promise<void> }[] = [];
  readonly went = { opened: [] as string[] };
  /** Addresses by cache. */
  readonly kept: Record<string, string[]> = {};

  constructor() {
    const self = {
      location: { origin: 'https://exchange.example' },
      addEventListener: (kind: string, listener: (event: object) => void) => this.#listeners.set(kind, listener),
      clients: {
        matchAll: () => Promise.resolve(this.pages),
        openWindow: (url: string) => Promise.resolve(this.went.opened.push(url)),
      },
      registration: {
        getNotifications: ({ tag }: { readonly tag: string }) =>
          Promise.resolve(this.shown.filter((note) => note.tag === tag).slice(-1)),
        showNotification: (title: string, note: Omit<Shown, 'title'>) =>
          Promise.resolve(this.shown.push({ title, ...note })),
      },
    };
    const worker = readFileSync(new URL('../../public/worker.js', import.meta.url), 'utf8');
    const open = (name: string) => {
      const kept = (this.kept[name] ??= []);
      const put = (address: string) => Promise.resolve(kept.push(address));
      return Promise.resolve({
        match: (of: string | { url: string }) =>
          Promise.resolve(kept.find((address) => address === (typeof of === 'string' ? of : of.url))),
        keys: () => Promise.resolve(kept),
        add: put,
        put: ({ url }: { url: string }) => put(url),
      });
    };
    const fetch = () => Promise.resolve({ ok: true, clone: () => undefined });
    const Request = class {
      constructor(readonly url: string) {}
    };
    runInNewContext(worker, { self, URL, caches: { open }, fetch, Request });
  }

  async hears(kind: string, event: object): Promise<void> {
    let done: Promise<unknown> = Promise.resolve();
    this.#listeners.get(kind)?.({ ...event, waitUntil: (work: Promise<unknown>) => (done = work) });
    await done;
  }

  async receivesPush(message: unknown): Promise<void> {
    await this.hears('push', { data: { json: () => message } });
  }
}

const fill = (quantity: string, price: string | null = '60000') => ({
  symbol: 'BTC-USDT',
  side: 'buy',
  quantity,
  price,
});
const message = (number: number, orders: number, language = 'en') => ({
  kind: 'fills',
  number,
  orders,
  language,
  newest: [fill('0.5')],
});

describe('the worker of the page', () => {
  it('keeps the page and what it loaded before the worker began: the first visit is enough to open offline', async () => {
    const browser = new Browser();
    const loaded = ['assets/index-1.js', 'api/tenant'].map((path) => `https://exchange.example/${path}`);
    await browser.hears('message', { data: [...loaded, 'https://elsewhere.example/assets/x.js'] });
    expect(browser.kept).toEqual({ shell: ['/'], assets: ['https://exchange.example/assets/index-1.js'] });
    await browser.hears('message', { data: loaded.slice(0, 1) });
    expect(browser.kept['shell']).toHaveLength(1);
    expect(browser.kept['assets']).toHaveLength(1);
  });

  it('shows what traded while no page is open', async () => {
    const browser = new Browser();
    await browser.receivesPush(message(3, 1));
    expect(browser.shown).toHaveLength(1);
    expect(browser.shown[0]?.title).toBe('An order traded');
    expect(browser.shown[0]?.body).toBe('Bought 0.5 BTC-USDT at 60000');
  });

  it('lets one note stand for all that traded, and shows nothing twice', async () => {
    const browser = new Browser();
    await browser.receivesPush(message(3, 1));
    await browser.receivesPush({ ...message(90, 50), newest: [fill('3', null), fill('2'), fill('1')] });
    await browser.receivesPush(message(90, 50));
    expect(browser.shown).toHaveLength(2);
    expect(browser.shown[1]?.title).toBe('51 orders traded');
    expect(browser.shown[1]?.body.split('\n')).toEqual([
      'Bought 3 BTC-USDT',
      'Bought 2 BTC-USDT at 60000',
      'Bought 1 BTC-USDT at 60000',
      'and 48 more',
    ]);
    expect(browser.shown[1]?.tag).toBe(browser.shown[0]?.tag);
  });

  it('says in the same note which orders the clock ended, in every language of the page', async () => {
    const expired = { orders: 1, newest: [{ ...fill('2', null), side: 'sell' }] };
    const alone = { ...message(3, 0), kind: 'expired_orders', newest: [], expired };
    const browser = new Browser();
    await browser.receivesPush(alone);
    await browser.receivesPush({ ...message(5, 1), expired: { orders: 2, newest: [fill('4'), fill('3')] } });
    await browser.receivesPush(message(6, 1));
    expect(browser.shown.map(({ title, body }) => [title, ...body.split('\n')])).toEqual([
      ['An order expired', 'Expired: sell 2 BTC-USDT'],
      [
        'An order traded · 3 orders expired',
        'Bought 0.5 BTC-USDT at 60000',
        'Expired: buy 4 BTC-USDT',
        'Expired: buy 3 BTC-USDT',
        'and 1 more',
      ],
      [
        '2 orders traded · 3 orders expired',
        'Bought 0.5 BTC-USDT at 60000',
        'Bought 0.5 BTC-USDT at 60000',
        'Expired: buy 4 BTC-USDT',
        'and 2 more',
      ],
    ]);
    const notes = new Set<string>();
    for (const language of LANGUAGES) {
      const other = new Browser();
      await other.receivesPush({ ...alone, language });
      notes.add(`${other.shown[0]?.title} ${other.shown[0]?.body}`);
    }
    expect(notes.size).toBe(LANGUAGES.length);
  });

  it('leaves notifications to a visible page, and not to a hidden one', async () => {
    const browser = new Browser();
    const page = { visibilityState: 'visible', focus: () => Promise.resolve() };
    browser.pages.push(page);
    await browser.receivesPush(message(1, 1));
    expect(browser.shown).toEqual([]);
    page.visibilityState = 'hidden';
    await browser.receivesPush(message(2, 1));
    expect(browser.shown).toHaveLength(1);
  });

  it('speaks every language of the page', async () => {
    const titles = new Set<string>();
    for (const language of LANGUAGES) {
      const browser = new Browser();
      await browser.receivesPush(message(1, 7, language));
      titles.add(browser.shown[0]?.title ?? '');
    }
    expect(titles.size).toBe(LANGUAGES.length);
  });

  const alert = (changed: object = {}) => ({
    ...{ kind: 'risk_alert', number: 7, language: 'en', subject: 'price', asset: 'BTC', side: 'above' },
    ...{ threshold: '70000', value: '71234.5' },
    ...changed,
  });

  it('shows each alert on risk in a note of its own, once, also beside a page', async () => {
    const browser = new Browser();
    browser.pages.push({ visibilityState: 'visible', focus: () => Promise.resolve() });
    await browser.receivesPush(alert());
    await browser.receivesPush(alert());
    await browser.receivesPush(alert({ number: 8, subject: 'portfolio_var', asset: '', side: 'below' }));
    expect(browser.shown.map(({ title, body }) => `${title}: ${body}`)).toEqual([
      'Alert on risk: Price of BTC is above 70000: 71234.5',
      'Alert on risk: Value at risk of a day is below 70000: 71234.5',
    ]);
    expect(browser.shown[0]?.data).toEqual({ page: '/#/risk/alerts' });
    await browser.receivesPush(alert({ number: 9, subject: 'luck' }));
    expect(browser.shown).toHaveLength(2);
  });

  it('leads from an alert to the page of alerts', async () => {
    const browser = new Browser();
    const notification = { close: () => undefined, data: { page: '/#/risk/alerts' } };
    await browser.hears('notificationclick', { notification });
    expect(browser.went.opened).toEqual(['/#/risk/alerts']);
  });

  it('says alerts in every language of the page', async () => {
    const bodies = new Set<string>();
    for (const language of LANGUAGES) {
      const browser = new Browser();
      await browser.receivesPush(alert({ language }));
      bodies.add(browser.shown[0]?.body ?? '');
    }
    expect(bodies.size).toBe(LANGUAGES.length);
  });

  it('shows each notice of the account once, in the language of the browser, and leads to its page', async () => {
    const bodies = new Set<string>();
    for (const language of LANGUAGES) {
      const browser = new Browser();
      const notice = { kind: 'notice', number: 5, language, event: 'deposit' };
      await browser.receivesPush(notice);
      await browser.receivesPush(notice);
      await browser.receivesPush({ ...notice, number: 6, event: 'weather' });
      expect(browser.shown).toHaveLength(1);
      expect(browser.shown[0]?.data).toEqual({ page: '/#/wallet/history' });
      bodies.add(browser.shown[0]?.body ?? '');
    }
    expect(bodies.size).toBe(LANGUAGES.length);
    const browser = new Browser();
    await browser.receivesPush({ kind: 'notice', number: 5, language: 'en', event: 'strategy_run' });
    expect(browser.shown[0]?.data).toEqual({ page: '/#/strategies/runs' });
    await browser.receivesPush({ kind: 'notice', number: 6, language: 'fa', event: 'margin_call' });
    expect(browser.shown[1]?.data).toEqual({ page: '/#/wallet/margin' });
    expect(browser.shown[1]?.body).toBe('حساب شما هشدار وثیقه دارد یا تسویهٔ اجباری آن آغاز شد');
  });

  it('shows nothing of what it does not know', async () => {
    const browser = new Browser();
    await browser.receivesPush({ kind: 'weather' });
    await browser.hears('push', { data: null });
    expect(browser.shown).toEqual([]);
  });

  it('leads to the page that is open, or opens it', async () => {
    const browser = new Browser();
    let focused = 0;
    const notification = { close: () => undefined };
    await browser.hears('notificationclick', { notification });
    expect(browser.went.opened).toEqual(['/']);
    browser.pages.push({
      visibilityState: 'hidden',
      focus: () => {
        focused++;
        return Promise.resolve();
      },
    });
    await browser.hears('notificationclick', { notification });
    expect(focused).toBe(1);
  });
});
