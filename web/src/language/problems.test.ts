import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LANGUAGES, messagesIn } from './messages';

const document = parse(readFileSync(new URL('../../../docs/api/openapi.yaml', import.meta.url), 'utf8')) as {
  readonly components: { readonly schemas: { readonly ProblemCode: { readonly enum: readonly string[] } } };
};

describe('every code of a refusal', () => {
  it.each(LANGUAGES)('is said in a sentence of its own language: %s', async (language) => {
    const { problems } = await messagesIn(language);
    const said = Object.keys(problems);
    expect(document.components.schemas.ProblemCode.enum.filter((code) => !said.includes(code))).toEqual([]);
    expect(Object.values(problems)).not.toContain('');
  });
});
