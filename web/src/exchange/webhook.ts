/** The address that gets the caller's notices. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export type WebhookState = Wire['Webhook']['state'];

export interface UserWebhook {
  /** Null where there is none. */
  readonly address: string | null;
  readonly state: WebhookState;
  /** Signs the calls; null in all answers but the one that made it. */
  readonly secret: string | null;
  readonly failures: number;
  /** Reason of the last failure; empty if the last call was accepted. */
  readonly answer: string;
  readonly answeredMillis: number | null;
  readonly waiting: number;
}

const PATH = '/api/auth/webhook';

const webhookOf = (wire: Wire['Webhook']): UserWebhook => ({
  address: wire.address,
  state: wire.state,
  secret: wire.secret,
  failures: wire.failures,
  answer: wire.answer,
  answeredMillis: wire.answered_at === null ? null : Date.parse(wire.answered_at),
  waiting: wire.waiting,
});

export async function userWebhook({ http, session }: Exchange): Promise<UserWebhook> {
  return webhookOf(await session.authorized((headers) => http.get({ path: PATH, headers })));
}

/** @param code second-factor code; empty where none is asked for */
export async function setWebhook({ http, session }: Exchange, address: string, code: string): Promise<UserWebhook> {
  const body = { address, ...(code === '' ? {} : { code }) };
  return webhookOf(await session.authorized((headers) => http.put({ path: PATH, headers, body })));
}

export async function confirmWebhook({ http, session }: Exchange, code: string): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/webhook/confirm', headers, body: { code } }));
}

export async function testWebhook({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/webhook/test', headers }));
}

export async function removeWebhook({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.delete({ path: PATH, headers }));
}
