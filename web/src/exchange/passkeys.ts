/** Passkeys: what the browser's authenticators are asked, and what they answer. Bytes travel in Base64url. */
import { base64url, bytesOf } from './base64';
import type { Exchange } from './exchange';
import type { Wire } from './decode';
import type { FreshProof } from './own-data';
import { Problem } from './problem';

export interface Passkey {
  readonly id: string;
  readonly name: string;
  /** Host name that it signs for. */
  readonly host: string;
  /** Its key may be copied to other devices of its owner. */
  readonly isSynced: boolean;
  /** It was copied, at its last use. */
  readonly isBackedUp: boolean;
  readonly createdMillis: number;
  readonly lastUsedMillis: number | null;
}

/** Returns true if this browser supports passkeys. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window;

/** Oldest first. */
export async function passkeys({ http, session }: Exchange): Promise<readonly Passkey[]> {
  const page = await session.authorized((headers) => http.get({ path: '/api/auth/passkeys', headers }));
  return page.items.map((wire) => ({
    id: wire.id,
    name: wire.name,
    host: wire.relying_party_id,
    isSynced: wire.backup_eligible,
    isBackedUp: wire.backed_up,
    createdMillis: Date.parse(wire.created_at),
    lastUsedMillis: wire.last_used_at === null ? null : Date.parse(wire.last_used_at),
  }));
}

/** @returns recovery codes, shown this once; none where there were some before */
export async function addPasskey(
  { http, session }: Exchange,
  name: string,
  proof: FreshProof,
): Promise<readonly string[]> {
  const options = await session.authorized((headers) =>
    http.post({ path: '/api/auth/passkeys/options', headers, body: proof }),
  );
  const body = await made(name, options);
  const added = await session.authorized((headers) => http.post({ path: '/api/auth/passkeys', headers, body }));
  return added.recovery_codes ?? [];
}

export async function renamePasskey({ http, session }: Exchange, id: string, name: string): Promise<void> {
  const path = '/api/auth/passkeys/{id}' as const;
  await session.authorized((headers) => http.patch({ path, names: { id }, headers, body: { name } }));
}

export async function removePasskey({ http, session }: Exchange, id: string, proof: FreshProof): Promise<void> {
  const names = { id };
  await session.authorized((headers) =>
    http.post({ path: '/api/auth/passkeys/{id}/remove', names, headers, body: proof }),
  );
}

/** @returns a code for the field where one of a second factor is asked for */
export async function codeByPasskey({ http, session }: Exchange, confirms: 'action' | 'payment'): Promise<string> {
  const options = await session.authorized((headers) =>
    http.post({ path: '/api/auth/passkeys/confirm/options', headers, body: { confirms } }),
  );
  const body = { confirms, passkey: await signed(options) };
  const answer = await session.authorized((headers) =>
    http.post({ path: '/api/auth/passkeys/confirm', headers, body }),
  );
  return answer.code;
}

/** Has an authenticator sign; throws `passkey_unused` where its owner did not, or has none here. */
export async function signed(options: Wire['PasskeyRequest']): Promise<Wire['SignedPasskey']> {
  const credential = await ceremony(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(options.challenge),
        rpId: options.relying_party_id,
        allowCredentials: options.credentials.map((id) => ({ type: 'public-key', id: bytesOf(id) })),
        userVerification: 'required',
        timeout: options.expires_in * 1_000,
      },
    }),
  );
  const { response } = credential;
  if (!(response instanceof AuthenticatorAssertionResponse)) {
    throw unused();
  }
  return {
    credential_id: base64url(credential.rawId),
    client_data: base64url(response.clientDataJSON),
    authenticator_data: base64url(response.authenticatorData),
    signature: base64url(response.signature),
    ...(response.userHandle === null ? {} : { user_handle: base64url(response.userHandle) }),
  };
}

async function made(name: string, options: Wire['PasskeyCreation']): Promise<Wire['NewPasskey']> {
  const credential = await ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(options.challenge),
        rp: { id: options.relying_party_id, name: options.relying_party_id },
        user: { id: bytesOf(options.user_handle), name: options.user_name, displayName: options.user_name },
        pubKeyCredParams: options.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: options.exclude.map((id) => ({ type: 'public-key', id: bytesOf(id) })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: options.expires_in * 1_000,
      },
    }),
  );
  const { response } = credential;
  if (!(response instanceof AuthenticatorAttestationResponse)) {
    throw unused();
  }
  return {
    name,
    credential_id: base64url(credential.rawId),
    client_data: base64url(response.clientDataJSON),
    attestation_object: base64url(response.attestationObject),
  };
}

const unused = (): Problem => new Problem('passkey_unused', 0, 'no passkey was used');

/** Runs the browser's dialog; its own errors say too little to distinguish them. */
async function ceremony(run: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await run().catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) {
    throw unused();
  }
  return credential;
}
