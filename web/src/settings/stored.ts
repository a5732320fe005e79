/** A person's data in the browser, the same in all tabs: a change in one tab reaches the others. */
import { useSyncExternalStore } from 'react';

const PREFIX = 'flowex.kept.';

export interface Stored<T> {
  /** The same object until something else is stored. */
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly onChange: (listener: () => void) => () => void;
}

/** @param read reads a stored value, which may be of an older page, or not of the page at all */
export function stored<T>(name: string, read: (raw: unknown) => T): Stored<T> {
  const key = PREFIX + name;
  let text: string | null = null;
  let value = read(null);
  const listeners = new Set<() => void>();
  const get = (): T => {
    const now = localStorage.getItem(key);
    if (now !== text) {
      text = now;
      value = read(parsed(now));
    }
    return value;
  };
  const set = (next: T): void => {
    localStorage.setItem(key, JSON.stringify(next));
    listeners.forEach((listener) => listener());
  };
  const onChange = (listener: () => void): (() => void) => {
    const hear = (event: StorageEvent): void => {
      if (event.key === key || event.key === null) {
        listener();
      }
    };
    listeners.add(listener);
    addEventListener('storage', hear);
    return () => {
      listeners.delete(listener);
      removeEventListener('storage', hear);
    };
  };
  return { get, set, onChange };
}

/** True if what is kept under a name contains a text; for parts that are fetched only where there is something to show. */
export const isKept = (name: string, text: string): boolean =>
  localStorage.getItem(PREFIX + name)?.includes(text) === true;

/** @returns null where it is no JSON */
export function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return null;
  }
}

export const useStored = <T>(kept: Stored<T>): T => useSyncExternalStore(kept.onChange, kept.get);
