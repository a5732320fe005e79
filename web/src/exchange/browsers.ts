/** Browsers of the caller that are told of fills while no page is open. */
import type { Exchange } from './exchange';

export interface ToldBrowser {
  readonly id: string;
  readonly agent: string;
  readonly current: boolean;
  readonly renewedMillis: number;
}

export interface ToldBrowsers {
  /** What a browser is reached under; null where the exchange tells nobody. */
  readonly key: string | null;
  /** The one renewed last first. */
  readonly browsers: readonly ToldBrowser[];
}

export interface NewBrowser {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly language: 'en' | 'fa' | 'zh';
}

export async function toldBrowsers({ http, session }: Exchange): Promise<ToldBrowsers> {
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

/** Tells this browser from now on, or goes on to. */
export async function tellBrowser({ http, session }: Exchange, body: NewBrowser): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/push', headers, body }));
}

export async function tellBrowserNoMore({ http, session }: Exchange, id: string): Promise<void> {
  await session.authorized((headers) => http.delete({ path: '/api/auth/push/{id}', names: { id }, headers }));
}
