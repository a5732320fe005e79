import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, READABLE, readableOn, textOn } from './contrast';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

function colours(theme: 'dark' | 'light'): Readonly<Record<string, string>> {
  const [, own = ''] = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)`).exec(css) ?? [];
  const [, all = ''] = /:root \{([^}]*)/.exec(css) ?? [];
  const found = [...`${all}${own}`.matchAll(/--([\w-]+): (#[0-9a-f]{3,8});/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, long(value)]));
}

const long = (hex: string): string => (hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex);

/** Closes the colours of finding P11: the button to buy had 2.4 : 1, the light theme's green 3.48 : 1. */
describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  const of = colours(theme);

  it.each(['text', 'quiet', 'good', 'bad', 'accent', 'warn'])('%s is read on every background', (name) => {
    for (const background of ['background', 'panel', 'raised', 'hover']) {
      expect(contrast(of[name]!, of[background]!), `${name} on ${background}`).toBeGreaterThanOrEqual(READABLE);
    }
  });

  it.each(['fill', 'fill-good', 'fill-bad'])('a button filled with %s is read', (name) => {
    expect(contrast('#ffffff', of[name]!)).toBeGreaterThanOrEqual(READABLE);
  });
});

describe('a colour of a tenant', () => {
  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(['#ff0000', '#00ff00', '#ffff00', '#000000', '#ffffff', '#336699'])(
    '%s becomes one that is read',
    (colour) => {
      for (const backgrounds of [
        ['#0f131a', '#181e28'],
        ['#ffffff', '#f3f5f8'],
      ]) {
        const readable = readableOn(colour, backgrounds);
        backgrounds.forEach((background) => expect(contrast(readable, background)).toBeGreaterThanOrEqual(READABLE));
      }
      expect(contrast(textOn(colour), colour)).toBeGreaterThanOrEqual(READABLE);
    },
  );

  it('that is read already stays as it is', () => {
    expect(readableOn('#1a52c4', ['#ffffff'])).toBe('#1a52c4');
  });
});
