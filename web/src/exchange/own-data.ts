/** The exchange's data about the caller as a person: to be read, changed, exported and erased. */
import type { Exchange } from './exchange';
import type { Wire } from './decode';

export interface OwnProfile {
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string | null;
  readonly country: string | null;
  readonly timeZone: string | null;
  /** Word that each mail ends with. */
  readonly mailCode: string | null;
  /** Grows with each change. */
  readonly version: number;
}

export interface Agreement {
  readonly number: number;
  readonly document: string;
  readonly version: string;
  readonly state: 'in_force' | 'superseded' | 'withdrawn';
  readonly givenMillis: number;
  readonly address: string;
  readonly withdrawnMillis: number | null;
}

export interface Archive {
  readonly id: string;
  readonly state: 'making' | 'ready' | 'expired';
  readonly requestedMillis: number;
  readonly expiresMillis: number;
  readonly bytes: number | null;
}

export interface Erasure {
  readonly state: 'none' | 'waiting' | 'closing' | 'canceled' | 'refused' | 'done';
  readonly why: string;
  readonly dueMillis: number | null;
  /** In the exchange's words. */
  readonly inTheWay: readonly string[];
  /** Amounts that cannot be withdrawn and go to the exchange, such as "0.000001 USDT". */
  readonly forfeited: readonly string[];
  /** Amounts that came since the request. They do not stop it; only staff could return them afterwards. */
  readonly unclaimed: readonly string[];
}

/** Shown once more before what a stolen session must not do; the code where there is a second factor. */
export interface FreshProof {
  readonly password: string;
  readonly code?: string;
}

const millisOf = (at: string | null): number | null => (at === null ? null : Date.parse(at));

export async function ownProfile({ http, session }: Exchange): Promise<OwnProfile> {
  return profileOf(await session.authorized((headers) => http.get({ path: '/api/auth/profile', headers })));
}

/** Refused where the profile is another one by now. */
export async function changeProfile({ http, session }: Exchange, body: Wire['ProfileChange']): Promise<void> {
  await session.authorized((headers) => http.patch({ path: '/api/auth/profile', headers, body }));
}

function profileOf(wire: Wire['Profile']): OwnProfile {
  return {
    firstName: wire.first_name,
    lastName: wire.last_name,
    language: wire.language,
    country: wire.country,
    timeZone: wire.time_zone,
    mailCode: wire.mail_code,
    version: wire.version,
  };
}

/** Newest first. */
export async function agreements({ http, session }: Exchange): Promise<readonly Agreement[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/auth/consents', headers }));
  return page.items.map((wire) => ({
    number: wire.number,
    document: wire.document,
    version: wire.version,
    state: wire.state,
    givenMillis: Date.parse(wire.given_at),
    address: wire.ip_address,
    withdrawnMillis: millisOf(wire.withdrawn_at),
  }));
}

export async function withdrawAgreement({ http, session }: Exchange, document: string): Promise<void> {
  await session.authorized((headers) =>
    http.delete({ path: '/api/auth/consents/{document}', names: { document }, headers }),
  );
}

/** Newest first. */
export async function archives({ http, session }: Exchange): Promise<readonly Archive[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/auth/archives', headers }));
  return page.items.map((wire) => ({
    id: wire.id,
    state: wire.state,
    requestedMillis: Date.parse(wire.asked_at),
    expiresMillis: Date.parse(wire.expires_at),
    bytes: wire.size,
  }));
}

export async function askForArchive({ http, session }: Exchange, body: FreshProof): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/archives', headers, body }));
}

export async function takeArchive({ http, session }: Exchange, id: string): Promise<Blob> {
  return session.authorized((headers) => http.bytes({ path: '/api/auth/archives/{id}', names: { id }, headers }));
}

export async function erasure({ http, session }: Exchange): Promise<Erasure> {
  const wire = await session.authorized((headers) => http.get({ path: '/api/auth/erasure', headers }));
  const { state, why, in_the_way: inTheWay, forfeited, unclaimed } = wire;
  return { state, why, dueMillis: millisOf(wire.due_at), inTheWay, forfeited, unclaimed };
}

export async function askForErasure({ http, session }: Exchange, body: FreshProof): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/erasure', headers, body }));
}

export async function takeErasureBack({ http, session }: Exchange): Promise<void> {
  await session.authorized((headers) => http.delete({ path: '/api/auth/erasure', headers }));
}
