/**
 * Checks a customer's proof of what they are owed, with nothing but the proof: the same rules as `./flowex solvency verify`
 * (docs/solvency.md), on the same vectors.
 */

/** The exchange's claim about its liabilities, which it signs. Amounts are units, as text. */
export interface Claim {
  readonly tenant: number;
  readonly asset: string;
  readonly scale: number;
  readonly sequence: number;
  readonly time: string;
  readonly leaves: number;
  readonly sum: string;
  readonly root: string;
}

export interface Published {
  readonly claim: Claim;
  readonly signature: string;
  readonly public_key: string;
}

export interface Proof extends Published {
  readonly format: string;
  readonly leaf: {
    readonly index: number;
    readonly account: string;
    readonly salt: string;
    readonly balance: string;
  };
  readonly path: readonly { readonly hash: string; readonly sum: string }[];
}

/** Why a proof does not hold. `unchecked`: this browser knows no Ed25519. */
export type Problem =
  | 'format'
  | 'unsigned'
  | 'unchecked'
  | 'place'
  | 'path'
  | 'root'
  | 'sum'
  | 'number'
  | 'other_key'
  | 'other_asset'
  | 'stale'
  | 'other_root';

const FORMAT = 'flowex-liabilities-1';
const UNITS_MAX = 2n ** 63n - 1n;
const HASH_BYTES = 32;
const LEVELS_MAX = 62;

class Wrong extends Error {
  constructor(readonly problem: Problem) {
    super(problem);
  }
}

interface Node {
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly sum: bigint;
}

/** Null if it proves what it says. */
export async function problemOf(proof: Proof): Promise<Problem | null> {
  try {
    await check(proof);
    return null;
  } catch (failed) {
    if (failed instanceof Wrong) {
      return failed.problem;
    }
    throw failed;
  }
}

/** Null if a proof agrees with the published tree. */
export async function problemBeside(proof: Proof, published: Published): Promise<Problem | null> {
  const mine = proof.claim;
  const shown = published.claim;
  const signed = await isSigned(published);
  if (signed === null) {
    return 'unchecked';
  }
  if (!signed || published.public_key !== proof.public_key) {
    return 'other_key';
  }
  if (mine.tenant !== shown.tenant || mine.asset !== shown.asset) {
    return 'other_asset';
  }
  if (mine.sequence < shown.sequence) {
    return 'stale';
  }
  return textOf(mine) === textOf(shown) ? null : 'other_root';
}

async function check(proof: Proof): Promise<void> {
  const { claim, leaf } = proof;
  require(proof.format === FORMAT, 'format');
  const signed = await isSigned(proof);
  require(signed !== null, 'unchecked');
  require(signed === true, 'unsigned');
  require(Number.isSafeInteger(claim.leaves) && Number.isSafeInteger(leaf.index), 'number');
  require(leaf.index >= 0 && leaf.index < claim.leaves, 'place');
  const root = await climb(await leafOf(leaf), leaf.index, claim.leaves, proof.path);
  require(hex(root.hash) === claim.root, 'root');
  require(root.sum === units(claim.sum), 'sum');
}

function require(holds: boolean, problem: Problem): void {
  if (!holds) {
    throw new Wrong(problem);
  }
}

async function leafOf(leaf: Proof['leaf']): Promise<Node> {
  const sum = units(leaf.balance);
  const name = new TextEncoder().encode(leaf.account);
  require(name.length < 256, 'number');
  const salt = hashOf(leaf.salt);
  return { hash: await sha256([[0], salt, [name.length], name, bytesOf(sum)]), sum };
}

/** The shape of the tree follows from the number of its leaves: a leaf has one place and one way up. */
async function climb(from: Node, index: number, leaves: number, path: Proof['path']): Promise<Node> {
  require(path.length <= LEVELS_MAX, 'path');
  let at = from;
  let place = index;
  let next = 0;
  for (let width = leaves; width > 1; width = Math.ceil(width / 2)) {
    const isLeft = place % 2 === 0;
    if (!isLeft || place + 1 < width) {
      const step = path[next++];
      if (step === undefined) {
        throw new Wrong('path');
      }
      const sibling = { hash: hashOf(step.hash), sum: units(step.sum) };
      at = isLeft ? await over(at, sibling) : await over(sibling, at);
    }
    place = Math.floor(place / 2);
  }
  require(next === path.length, 'path');
  return at;
}

async function over(left: Node, right: Node): Promise<Node> {
  const sum = left.sum + right.sum;
  require(sum <= UNITS_MAX, 'number');
  return { hash: await sha256([[1], left.hash, bytesOf(left.sum), right.hash, bytesOf(right.sum)]), sum };
}

async function sha256(parts: readonly ArrayLike<number>[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function units(text: string): bigint {
  require(/^(0|[1-9][0-9]{0,18})$/.test(text), 'number');
  const value = BigInt(text);
  require(value <= UNITS_MAX, 'number');
  return value;
}

function bytesOf(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value);
  return bytes;
}

function hashOf(text: string): Uint8Array<ArrayBuffer> {
  require(text.length === 2 * HASH_BYTES && /^[0-9a-f]*$/.test(text), 'number');
  return Uint8Array.from({ length: HASH_BYTES }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The text that is signed: one thing a line, in this order. */
function textOf(claim: Claim): string {
  return [
    FORMAT,
    `tenant ${String(claim.tenant)}`,
    `asset ${claim.asset}`,
    `scale ${String(claim.scale)}`,
    `sequence ${String(claim.sequence)}`,
    `time ${claim.time}`,
    `leaves ${String(claim.leaves)}`,
    `sum ${claim.sum}`,
    `root ${claim.root}`,
    '',
  ].join('\n');
}

/** Null where this browser cannot decide. */
async function isSigned(published: Published): Promise<boolean | null> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('spki', base64(published.public_key), 'Ed25519', false, ['verify']);
  } catch (failed) {
    return failed instanceof DOMException && failed.name === 'NotSupportedError' ? null : false;
  }
  const text = new TextEncoder().encode(textOf(published.claim));
  return crypto.subtle.verify('Ed25519', key, base64(published.signature), text);
}

function base64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
