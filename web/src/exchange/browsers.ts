/** Browsers of the caller that are notified of fills while no page is open. */
import type { Exchange } from './exchange';

export interface SubscribedBrowser {
  readonly id: string;
  readonly agent: string;
  readonly current: boolean;
  readonly renewedMillis: number;
}

export interface SubscribedBrowsers {
  /** Public key for a browser's subscription; null where the exchange sends no notifications. */
  readonly key: string | null;
  /** The one renewed last first. */
  readonly browsers: readonly SubscribedBrowser[];
}

export interface NewBrowser {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: 'en' | 'fa' | 'zh';
}

export async function subscribedBrowsers({ http, session }: Exchange): Promise<SubscribedBrowsers> {
  const wire = await session.authorized((headers) => http.get({ path: '/api/auth/push', headers }));
  return {
    key: wire.application_server_key,
    browsers: wire.items.map((browser) => ({
      id: browser.id,
      agent: browser.user_agent,
      current: browser.current,
      renewedMillis: Date.parse(browser.renewed_at),
    })),
  };
}

/** Subscribes this browser, or renews its subscription. */
export async function subscribeBrowser({ http, session }: Exchange, body: NewBrowser): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/push', headers, body }));
}

export async function unsubscribeBrowser({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) => http.delete({ path: '/api/auth/push/{id}', names: { id }, headers }));
}
