/** Codes by SMS: the caller's number, and its set-up. */
import type { Exchange } from './exchange';
import type { FreshProof } from './own-data';

export interface SmsCodes {
  /** True if the caller may set them up. */
  readonly offered: boolean;
  readonly enrolled: boolean;
  /** True if they can be sent now; otherwise codes come by e-mail. */
  readonly usable: boolean;
  /** Confirmed number, most of it hidden. */
  readonly number: string | null;
}

export async function smsCodes({ http, session }: Exchange): Promise<SmsCodes> {
  const wire = await session.authorized((headers) => http.get({ path: '/api/auth/2fa/sms', headers }));
  return { offered: wire.offered, enrolled: wire.enrolled, usable: wire.usable, number: wire.number };
}

/** @returns the number to which a code was sent, most of it hidden */
export async function enrolPhone({ http, session }: Exchange, number: string, proof: FreshProof): Promise<string> {
  const body = { number, ...proof };
  const wire = await session.authorized((headers) => http.post({ path: '/api/auth/2fa/sms/enroll', headers, body }));
  return wire.number;
}

export async function confirmPhone({ http, session }: Exchange, code: string): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/2fa/sms/confirm', headers, body: { code } }));
}

export async function removePhone({ http, session }: Exchange, proof: FreshProof): Promise<void> {
  await session.authorized((headers) => http.post({ path: '/api/auth/2fa/sms/disable', headers, body: proof }));
}
