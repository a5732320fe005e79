/** The caller's identity and credentials: the account pages' requests to the exchange. */
import { useMemo } from 'react';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Http } from './http';
import type { FreshProof } from './own-data';
import type { Session } from './session';

export interface Profile {
  readonly id: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly createdMillis: number;
}

/** A login that lasts, on some device. */
export interface DeviceSession {
  readonly id: string;
  readonly address: string;
  readonly agent: string;
  readonly current: boolean;
  readonly createdMillis: number;
  readonly lastUsedMillis: number;
}

/** Further factor that a login asks for besides the password. */
export interface Factors {
  readonly app: boolean;
  readonly mail: boolean;
  /** Codes by SMS; they count at log-ins alone. */
  readonly sms: boolean;
  /** How many the caller has. */
  readonly passkeys: number;
  readonly recoveryCodesLeft: number;
  /** True if payments of a session wait for a mailed code, for want of a second factor. */
  readonly mailsPayments: boolean;
}

/** Key for an authenticator app; `uri` is its QR code. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}

/** The rights that a key may get, if its owner has them. A key withdraws to addresses of the allow-list only. */
export const KEY_PERMISSIONS = ['read', 'trade', 'withdraw', 'halt', 'margin_quote'] as const;
export type KeyPermission = (typeof KEY_PERMISSIONS)[number];

export interface NewApiKey {
  readonly label: string;
  readonly permissions: readonly KeyPermission[];
  /** From where it may be used; empty for everywhere. */
  readonly addresses: readonly string[];
  readonly expiresAt: string | null;
  /** PEM of a key of the caller's own; null for a secret made by the exchange. */
  readonly publicKey: string | null;
  /** Second-factor code; null as long as none was asked for. */
  readonly code: string | null;
}

export interface ApiKey {
  readonly key: string;
  readonly label: string;
  readonly algorithm: 'hmac' | 'ed25519' | 'rsa';
  readonly permissions: readonly string[];
  readonly addresses: readonly string[];
  readonly expiresMillis: number | null;
  readonly createdMillis: number;
  /** Its last request, up to a minute late; null if there was none. */
  readonly lastUse: { readonly atMillis: number; readonly address: string } | null;
  /** False while it waits for its owner, after a password reset: it signs nothing until then. */
  readonly confirmed: boolean;
}

export interface MadeApiKey extends ApiKey {
  /** Shown this once; null for a key with a public key of the caller's own. */
  readonly secret: string | null;
}

export class Identity {
  constructor(
    private readonly http: Http,
    private readonly session: Session,
  ) {}

  async profile(): Promise<Profile> {
    const me = await this.session.authorized((headers) => this.http.get({ path: '/api/auth/me', headers }));
    return {
      id: me.id,
      email: me.email,
      emailVerified: me.email_verified,
      name: `${me.first_name} ${me.last_name}`,
      account: me.account,
      roles: me.roles,
      permissions: me.permissions,
      createdMillis: Date.parse(me.created_at),
    };
  }

  async resendVerification(email: string): Promise<void> {
    await this.http.post({ path: '/api/auth/email/resend', body: { email } });
  }

  async verifyEmail(token: string): Promise<void> {
    await this.http.post({ path: '/api/auth/email/verify', body: { token } });
  }

  /** Mails a link where the address is known; the answer does not say whether it is. */
  async forgotPassword(email: string): Promise<void> {
    await this.http.post({ path: '/api/auth/password/forgot', body: { email } });
  }

  /** Every session of the user ends. */
  async resetPassword(token: string, password: string): Promise<void> {
    await this.http.post({ path: '/api/auth/password/reset', body: { token, password } });
  }

  /** Every other session ends. */
  async changePassword(current: string, fresh: string): Promise<void> {
    const body = { current_password: current, new_password: fresh };
    await this.session.authorized((headers) => this.http.post({ path: '/api/auth/password/change', headers, body }));
  }

  /** Newest first. */
  async sessions(): Promise<readonly DeviceSession[]> {
    const page = await this.session.authorized((headers) => this.http.get({ path: '/api/auth/sessions', headers }));
    return page.items.map(deviceSession);
  }

  async endSession(id: string): Promise<void> {
    const names = { id };
    await this.session.authorized((headers) => this.http.delete({ path: '/api/auth/sessions/{id}', names, headers }));
  }

  /** @returns how many ended */
  async endOtherSessions(): Promise<number> {
    const answer = await this.session.authorized((headers) =>
      this.http.delete({ path: '/api/auth/sessions', headers }),
    );
    return answer.ended;
  }

  async factors(): Promise<Factors> {
    const wire = await this.session.authorized((headers) => this.http.get({ path: '/api/auth/2fa', headers }));
    return {
      app: wire.totp,
      mail: wire.email,
      sms: wire.sms,
      passkeys: wire.passkeys,
      recoveryCodesLeft: wire.recovery_codes_left,
      mailsPayments: wire.payment_codes,
    };
  }

  async enrolApp(proof: FreshProof): Promise<Enrolment> {
    const wire = await this.session.authorized((headers) =>
      this.http.post({ path: '/api/auth/2fa/totp/enroll', headers, body: proof }),
    );
    return { secret: wire.secret, uri: wire.otpauth_uri };
  }

  /** @returns recovery codes, shown this once */
  async confirmApp(code: string): Promise<readonly string[]> {
    const wire = await this.session.authorized((headers) =>
      this.http.post({ path: '/api/auth/2fa/totp/confirm', headers, body: { code } }),
    );
    return wire.recovery_codes;
  }

  async disableApp(code: string): Promise<void> {
    await this.session.authorized((headers) =>
      this.http.post({ path: '/api/auth/2fa/totp/disable', headers, body: { code } }),
    );
  }

  /** @returns recovery codes, shown this once; the earlier ones are invalid */
  async renewRecoveryCodes(code: string): Promise<readonly string[]> {
    const wire = await this.session.authorized((headers) =>
      this.http.post({ path: '/api/auth/2fa/recovery-codes', headers, body: { code } }),
    );
    return wire.recovery_codes;
  }

  /** True if each login asks for a code by mail. */
  async mailCodes(on: boolean, proof: FreshProof): Promise<void> {
    const path = on ? '/api/auth/2fa/email/enable' : '/api/auth/2fa/email/disable';
    await this.session.authorized((headers) => this.http.post({ path, headers, body: proof }));
  }

  /** Logins ask for the password alone then; the other sessions end. */
  async removeFactors(proof: FreshProof): Promise<void> {
    await this.session.authorized((headers) => this.http.post({ path: '/api/auth/2fa/remove', headers, body: proof }));
  }

  /** Newest first. */
  async apiKeys(): Promise<readonly ApiKey[]> {
    const page = await this.session.authorized((headers) => this.http.get({ path: '/api/auth/api-keys', headers }));
    return page.items.map(apiKey);
  }

  async makeApiKey(request: NewApiKey): Promise<MadeApiKey> {
    const body: Wire['ApiKeyForm'] = {
      label: request.label,
      permissions: request.permissions,
      ip_allow_list: request.addresses,
      expires_at: request.expiresAt,
      public_key: request.publicKey,
      code: request.code,
    };
    const wire = await this.session.authorized((headers) =>
      this.http.post({ path: '/api/auth/api-keys', headers, body }),
    );
    return {
      ...apiKey({ ...wire, confirmed: true, last_used_at: null, last_used_from: null }),
      secret: wire.api_secret,
    };
  }

  /** @param code second-factor code; null without one */
  async confirmApiKey(key: string, code: string | null): Promise<void> {
    const names = { key };
    await this.session.authorized((headers) =>
      this.http.post({ path: '/api/auth/api-keys/{key}/confirm', names, headers, body: { code } }),
    );
  }

  async revokeApiKey(key: string): Promise<void> {
    const names = { key };
    await this.session.authorized((headers) => this.http.delete({ path: '/api/auth/api-keys/{key}', names, headers }));
  }
}

/** For operators, too. */
export const deviceSession = (wire: Wire['Session']): DeviceSession => ({
  id: wire.id,
  address: wire.ip_address,
  agent: wire.user_agent,
  current: wire.current,
  createdMillis: Date.parse(wire.created_at),
  lastUsedMillis: Date.parse(wire.last_used_at),
});

const apiKey = (wire: Wire['ApiKey']): ApiKey => ({
  key: wire.api_key,
  label: wire.label,
  algorithm: wire.algorithm,
  permissions: wire.permissions,
  addresses: wire.ip_allow_list,
  lastUse:
    wire.last_used_at === null || wire.last_used_from === null
      ? null
      : { atMillis: Date.parse(wire.last_used_at), address: wire.last_used_from },
  expiresMillis: wire.expires_at === null ? null : Date.parse(wire.expires_at),
  createdMillis: Date.parse(wire.created_at),
  confirmed: wire.confirmed,
});

export function useIdentity(): Identity {
  const { http, session } = useExchange();
  return useMemo(() => new Identity(http, session), [http, session]);
}
