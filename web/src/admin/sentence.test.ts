import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LANGUAGES } from '../language/messages';
import { AUDIT_ACTIONS, titleOf } from './sentence';

const api = parse(readFileSync(new URL('../../../docs/api/openapi.yaml', import.meta.url), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary?: string }>>>>;
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const ORDERS_AND_CHATS = /^\/api\/(trading\/orders|v1\/p2p\/(bank-statement-parts|trades\/\{id\}\/(messages|files)))/;

/** Operations in the audit log: changes other than orders, chats of trades and parts of files, and reads by administrators. */
const LOGGED = Object.entries(api.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([method]) => METHODS.includes(method))
    .filter(([method, { summary = '' }]) =>
      method === 'get' ? summary.includes('administrators') : !ORDERS_AND_CHATS.test(path),
    )
    .map(([method]) => `${method.toUpperCase()} ${path}`),
);
const BY_THE_EXCHANGE = ['audit retention', 'audit spool'];

describe('a sentence of the audit log (closes finding P9)', () => {
  it.each(LANGUAGES)('has a sentence for whatever is logged: %s', (language) => {
    const sentences: Readonly<Record<string, string>> = AUDIT_ACTIONS[language];
    expect([...LOGGED, ...BY_THE_EXCHANGE].filter((action) => !(action in sentences))).toEqual([]);
    expect(LOGGED.length).toBeGreaterThan(50);
    for (const sentence of Object.values(sentences)) {
      expect(titleOf(sentence)).not.toMatch(/[[\]<>{}|]/);
    }
    const titles = Object.values(sentences).map(titleOf);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});
