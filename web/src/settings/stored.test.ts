// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { stored } from './stored';

const words = () => stored<readonly string[]>('words', (raw) => (Array.isArray(raw) ? raw.map(String) : ['first']));

describe('a value kept in the browser', () => {
  it('is the same object until something else is kept, and outlives the page', () => {
    const kept = words();
    expect(kept.get()).toEqual(['first']);
    kept.set(['a', 'b']);
    expect(kept.get()).toEqual(['a', 'b']);
    expect(kept.get()).toBe(kept.get());
    expect(words().get()).toEqual(['a', 'b']);
  });

  it('is published here and from other tabs, until the last listener leaves', () => {
    const kept = words();
    const heard = vi.fn();
    const stop = kept.onChange(heard);
    kept.set(['x']);
    expect(heard).toHaveBeenCalledTimes(1);
    localStorage.setItem('flowex.kept.words', '["of the other tab"]');
    dispatchEvent(new StorageEvent('storage', { key: 'flowex.kept.words' }));
    dispatchEvent(new StorageEvent('storage', { key: 'flowex.kept.others' }));
    expect(heard).toHaveBeenCalledTimes(2);
    expect(kept.get()).toEqual(['of the other tab']);
    stop();
    kept.set(['y']);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('may be nothing a page wrote', () => {
    localStorage.setItem('flowex.kept.words', '{');
    expect(words().get()).toEqual(['first']);
  });
});
