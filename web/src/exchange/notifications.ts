/** Notices that a user gets, by event and channel; and the change of their e-mail address. */
import type { Wire } from './decode';
import type { Exchange } from './exchange';

export type NotificationEvent = Wire['NotificationEvent'];
export const CHANNELS = ['mail', 'push', 'webhook', 'page'] as const satisfies readonly Wire['NotificationChannel'][];
export type Channel = (typeof CHANNELS)[number];

export interface Switch {
  readonly isOn: boolean;
  /** True if it cannot be switched off. */
  readonly isFixed: boolean;
}

export interface EventNotices {
  readonly event: NotificationEvent;
  readonly channels: Readonly<Partial<Record<Channel, Switch>>>;
}

export interface Notifications {
  readonly events: readonly EventNotices[];
  readonly version: string;
}

export interface NotificationChoice {
  readonly event: NotificationEvent;
  readonly channel: Channel;
  readonly on: boolean;
}

/** True unless the user switched it off; also where the choices are not known. */
export const isOn = (settings: Notifications | undefined, event: NotificationEvent, channel: Channel): boolean =>
  settings?.events.find((each) => each.event === event)?.channels[channel]?.isOn !== false;

const PATH = '/api/auth/notifications';

const notificationsOf = ({ events, version }: Wire['Notifications']): Notifications => ({
  version,
  events: events
    .map(({ event, channels }) => ({
      event,
      channels: Object.fromEntries(
        CHANNELS.flatMap((name) => {
          const found = channels.find(({ channel }) => channel === name);
          return found === undefined ? [] : [[name, { isOn: found.on, isFixed: found.fixed }]];
        }),
      ),
    }))
    .filter(({ channels }) => Object.keys(channels).length > 0),
});

export async function notifications({ http, session }: Exchange): Promise<Notifications> {
  return notificationsOf(await session.authorized((headers) => http.get({ path: PATH, headers })));
}

/** Refused where the settings are others than those of `version` by now. */
export async function chooseNotifications(
  { http, session }: Exchange,
  version: string,
  choices: readonly NotificationChoice[],
): Promise<void> {
  await session.authorized((headers) => http.put({ path: PATH, version, headers, body: { choices } }));
}

/** A new address that waits for its confirmation. */
export interface EmailChange {
  readonly email: string;
  readonly expiresMillis: number;
}

export async function emailChange({ http, session }: Exchange): Promise<EmailChange | null> {
  const wire = await session.authorized((headers) => http.get({ path: '/api/auth/email/change', headers }));
  return wire.email === null || wire.expires_at === null
    ? null
    : { email: wire.email, expiresMillis: Date.parse(wire.expires_at) };
}

interface NewAddress {
  readonly email: string;
  readonly password: string;
  /** Code of the second factor; empty until one is requested. */
  readonly code: string;
}

export async function changeEmail({ http, session }: Exchange, { email, password, code }: NewAddress): Promise<void> {
  const body = { email, password, ...(code === '' ? {} : { code }) };
  await session.authorized((headers) => http.post({ path: '/api/auth/email/change', headers, body }));
}

export async function keepEmail({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.delete({ path: '/api/auth/email/change', headers }));
}

/** Answers the link of a mail: the new address confirms, the old one ends the request. */
export async function answerEmailChange({ http }: Exchange, token: string, confirm: boolean): Promise<void> {
  const path = confirm ? '/api/auth/email/change/confirm' : '/api/auth/email/change/cancel';
  await http.post({ path, body: { token } });
}
