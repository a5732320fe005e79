/** What was told since the page was opened, for who did not look: kept in memory alone, and of one person. */
export interface Notice {
  readonly id: number;
  readonly kind: 'good' | 'bad';
  readonly text: string;
  readonly atMillis: number;
}

/** A page that is open for a day keeps no more. */
export const NOTICES_MAX = 100;

export class Notices {
  #all: readonly Notice[] = [];
  #next = 1;
  #unread = 0;
  readonly #listeners = new Set<() => void>();

  add(kind: Notice['kind'], text: string): Notice {
    const notice = { id: this.#next++, kind, text, atMillis: Date.now() };
    this.#all = [notice, ...this.#all].slice(0, NOTICES_MAX);
    this.#unread++;
    this.#change();
    return notice;
  }

  /** Newest first. */
  readonly all = (): readonly Notice[] => this.#all;

  readonly unread = (): number => Math.min(this.#unread, NOTICES_MAX);

  readonly read = (): void => {
    this.#unread = 0;
    this.#change();
  };

  readonly clear = (): void => {
    this.#all = [];
    this.read();
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(): void {
    this.#listeners.forEach((listener) => listener());
  }
}
