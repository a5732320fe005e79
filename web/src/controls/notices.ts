/** Notices of one person, for who did not look; kept for this tab, so that they survive a reload and end with it. */
export interface Notice {
  readonly id: number;
  readonly kind: 'good' | 'bad';
  readonly text: string;
  readonly atMillis: number;
}

/** A page that is open for a day keeps at most this many. */
export const NOTICES_MAX = 100;

const KEPT = 'flowex.notices';

interface Kept {
  readonly owner: string;
  readonly unread: number;
  readonly all: readonly Notice[];
}

export class Notices {
  #all: readonly Notice[] = [];
  #next = 1;
  #unread = 0;
  /** The person that they are for; empty for a visitor, whose notices are in memory alone. */
  #owner = '';
  readonly #listeners = new Set<() => void>();

  /** Takes up the notices that this tab kept of a person, behind those of now. Another person's are forgotten. */
  own(owner: string): void {
    if (owner === this.#owner) {
      return;
    }
    const kept = keptIn(sessionStorage.getItem(KEPT));
    this.#owner = owner;
    if (kept?.owner === owner) {
      const older = kept.all.map((notice) => ({ ...notice, id: this.#next++ }));
      this.#all = [...this.#all, ...older].slice(0, NOTICES_MAX);
      this.#unread += kept.unread;
    }
    this.#change();
  }

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

  /** Forgets all of a person who has left. */
  readonly leave = (): void => {
    this.clear();
    this.#owner = '';
    sessionStorage.removeItem(KEPT);
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(): void {
    if (this.#owner !== '') {
      const kept: Kept = { owner: this.#owner, unread: this.unread(), all: this.#all };
      sessionStorage.setItem(KEPT, JSON.stringify(kept));
    }
    this.#listeners.forEach((listener) => listener());
  }
}

/** Reads stored text, which an older page or another program may have written. */
function keptIn(stored: string | null): Kept | null {
  try {
    const raw = JSON.parse(stored ?? 'null') as Partial<Kept> | null;
    return raw !== null && typeof raw.owner === 'string' && typeof raw.unread === 'number' && Array.isArray(raw.all)
      ? { owner: raw.owner, unread: raw.unread, all: raw.all.filter(isNotice).slice(0, NOTICES_MAX) }
      : null;
  } catch {
    return null;
  }
}

const isNotice = (raw: Partial<Notice> | null): raw is Notice =>
  typeof raw?.text === 'string' && typeof raw.atMillis === 'number' && (raw.kind === 'good' || raw.kind === 'bad');
