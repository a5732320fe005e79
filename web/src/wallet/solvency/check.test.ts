// @vitest-environment node
import { expect, test } from 'vitest';
import { problemBeside, problemOf, type Proof } from './check';
import vectors from './vectors.json';

const proofs: Record<string, Proof> = vectors;
const proof = vectors.third_of_five satisfies Proof;

test.each(Object.entries(proofs))('the proof %s holds', async (_, one) => {
  expect(await problemOf(one)).toBeNull();
  expect(await problemBeside(one, one)).toBeNull();
});

test.each([
  ['root', { balance: '13' }],
  ['root', { account: '1/1' }],
  ['root', { salt: proof.leaf.salt.replace('02', '03') }],
  ['root', { index: 3 }],
  ['place', { index: 5 }],
  ['place', { index: -1 }],
  ['path', { index: 4 }],
  ['number', { balance: '-12' }],
  ['number', { balance: '012' }],
])('finds %s in a leaf that says %o', async (problem, change) => {
  expect(await problemOf({ ...proof, leaf: { ...proof.leaf, ...change } })).toBe(problem);
});

test.each([
  ['root', { sum: '0' }],
  ['number', { sum: '-1' }],
  ['number', { sum: '9223372036854775807' }],
  ['number', { hash: 'zz' }],
])('finds %s in a neighbour that says %o', async (problem, change) => {
  const path = proof.path.map((step, i) => (i === 0 ? { ...step, ...change } : step));
  expect(await problemOf({ ...proof, path })).toBe(problem);
});

test('finds a path that is too short or too long', async () => {
  expect(await problemOf({ ...proof, path: proof.path.slice(1) })).toBe('path');
  expect(await problemOf({ ...proof, path: [...proof.path, ...proof.path] })).toBe('path');
});

test('finds a claim that was changed, and another format', async () => {
  expect(await problemOf({ ...proof, claim: { ...proof.claim, sum: '1' } })).toBe('unsigned');
  expect(await problemOf({ ...proof, signature: vectors.one_of_one.signature })).toBe('unsigned');
  expect(await problemOf({ ...proof, format: 'other' })).toBe('format');
});

test('finds what is published to be another tree, or signed by another', async () => {
  expect(await problemBeside(proof, vectors.one_of_one)).toBe('other_root');
  expect(await problemBeside(proof, { ...proof, claim: { ...proof.claim, sequence: 1 } })).toBe('other_key');
});
