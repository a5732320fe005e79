// What every part of the test in the browser needs.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

export const url = process.argv[2] ?? 'http://localhost:8000';
export const WAIT = { timeout: 15_000 };
const pictures = process.argv[3];

export async function step(name, work) {
  const started = Date.now();
  try {
    const answer = await work();
    console.log(`ok   ${name} (${Date.now() - started} ms)`);
    return answer;
  } catch (error) {
    console.log(`FAIL ${name}`);
    throw error;
  }
}

export async function picture(page, name) {
  if (pictures !== undefined) {
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
}

/** Nothing sticks out at the side. */
export async function fits(page, selector) {
  const over = await page.locator(selector).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.ok(over <= 0, `${selector} is ${over} pixels too wide`);
}

export async function ask(path, body, token) {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** RFC 6238: six digits of HMAC-SHA1 over the half minute, `ahead` of now. */
export function totp(secret, ahead) {
  const bits = [...secret.replace(/=/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[hash.length - 1] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
