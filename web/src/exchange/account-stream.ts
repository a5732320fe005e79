/** Events of the caller's account, live and without a gap. The rules are in docs/api/account-stream.md. */
import * as decode from './decode';
import type { Markets, Wire } from './decode';
import type { Asset, Balance, Fill, Isolated, Order } from './model';
import { amount, type Amount } from '../money/money';
import { Problem } from './problem';
import type { Session } from './session';
import type { OpenSocket, Socket } from './stream';

/** The event; `unknown`: this page cannot read it, so its data has to be requested anew. */
export type Entry =
  | { readonly kind: 'order'; readonly order: Order; readonly event: string }
  | { readonly kind: 'fill'; readonly fill: Fill; readonly order: Order }
  | { readonly kind: 'balance'; readonly balance: Balance }
  | { readonly kind: 'transfer'; readonly transfer: AccountTransfer }
  /** A trade with a person, or an offer of the caller, has news; null: some may have been missed. */
  | { readonly kind: 'p2p'; readonly notice: P2pNotice | null }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

export type P2pNotice = Pick<Wire['P2pNotice'], 'kind' | 'trade_id' | 'role' | 'by'>;

/** Money that came, went, was set aside or is free again. */
export interface AccountTransfer {
  readonly stage: string;
  readonly type: string;
  readonly asset: Asset;
  /** Above zero where it comes. */
  readonly units: Amount;
}

/** State of a back-test or a run of a strategy, which is no entry. */
export interface Work {
  readonly kind: 'backtest' | 'run';
  readonly id: string;
  readonly state: string;
  /** Progress of a back-test, in percent. */
  readonly progress: number;
}

export interface AccountListener {
  entry(entry: Entry): void;
  /** Events follow from here: all earlier data has to be requested. */
  begins(): void;
}

interface Message {
  readonly type: string;
  readonly number?: number;
  readonly sequence?: number;
  readonly next?: number;
  readonly code?: string;
  readonly notice?: P2pNotice;
  readonly id?: string;
  readonly state?: string;
  readonly progress?: number;
}

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 60_000;
const PING_AFTER_MILLIS = 15_000;
const LOST_AFTER_MILLIS = 10_000;
const BEAT_MILLIS = 2_500;

export class AccountStream {
  #owner: string | null = null;
  #socket: Socket | null = null;
  #isFollowing = false;
  /** The number of the entry that comes next; null: from now on. */
  #next: number | null = null;
  #failures = 0;
  #heardMillis = 0;
  #pingedMillis: number | null = null;
  #listener: AccountListener | null = null;
  /** Another one after each start and end: messages for an older one are ignored. */
  #turn = 0;
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(entry: Entry) => void>();
  readonly #workHearers = new Set<(work: Work) => void>();

  constructor(
    private readonly open: OpenSocket,
    private readonly session: Session,
    private readonly markets: () => Promise<Markets>,
    private readonly isolated: Isolated = null,
  ) {}

  /** True if every change is received: no polling is needed. */
  readonly isFollowing = (): boolean => this.#isFollowing;

  readonly onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls with each entry while the account is followed. */
  readonly onEntry = (hearer: (entry: Entry) => void): (() => void) => {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  };

  /** Calls the hearer with each change of a back-test or run. The stream requests these changes while it has hearers. */
  readonly onWork = (hearer: (work: Work) => void): (() => void) => {
    this.#workHearers.add(hearer);
    if (this.#isFollowing && this.#workHearers.size === 1) {
      this.#askForWork();
    }
    return () => this.#workHearers.delete(hearer);
  };

  #askForWork(): void {
    this.#socket?.send('{"op":"follow_strategies"}');
  }

  /** @returns stops following */
  follow(owner: string, listener: AccountListener): () => void {
    if (owner !== this.#owner) {
      this.#next = null;
    }
    this.#owner = owner;
    this.#listener = listener;
    const turn = ++this.#turn;
    void this.#connect(turn);
    const beat = setInterval(() => this.#beat(), BEAT_MILLIS);
    return () => {
      clearInterval(beat);
      this.#turn++;
      this.#away();
    };
  }

  async #connect(turn: number): Promise<void> {
    try {
      const markets = await this.markets();
      await this.session.authorized((headers) => this.#login(turn, markets, headers));
      this.#failures = 0;
    } catch {
      this.#again(turn);
    }
  }

  /** Resolves once the stream follows; a token that is not taken is a problem of the session. */
  #login(turn: number, markets: Markets, headers: Readonly<Record<string, string>>): Promise<void> {
    return new Promise((resolve, reject) => {
      if (turn !== this.#turn) {
        resolve();
        return;
      }
      const token = (headers['Authorization'] ?? '').replace(/^Bearer /, '');
      let isIn = false;
      // Events may arrive before the answer that says where they begin.
      const early: Message[] = [];
      const isMine = (): boolean => turn === this.#turn && this.#socket === socket;
      const socket = this.open({
        opened: () => {
          if (isMine()) {
            this.#heard();
            const account = this.isolated === null ? {} : { isolated: this.isolated };
            const from = this.#next === null ? {} : { from: this.#next };
            socket.send(JSON.stringify({ op: 'login', token, ...account, ...from }));
          }
        },
        heard: (text) => {
          if (!isMine()) {
            return;
          }
          this.#heard();
          const message = JSON.parse(text) as Message;
          if (message.type === 'error' && !isIn) {
            this.#away();
            reject(new Problem(message.code ?? '', message.code === 'unauthorized' ? 401 : 429, ''));
          } else {
            if (!isIn && message.number !== undefined) {
              early.push(message);
              return;
            }
            this.#take(message, markets);
            if (message.type === 'following' && !isIn) {
              isIn = true;
              resolve();
              early.splice(0).forEach((held) => this.#take(held, markets));
            }
          }
        },
        closed: () => {
          if (isMine()) {
            this.#away();
            if (isIn) {
              this.#again(turn);
            }
          }
          reject(new Problem('unreachable', 0, ''));
        },
      });
      this.#socket = socket;
    });
  }

  #take(message: Message, markets: Markets): void {
    switch (message.type) {
      case 'following':
        this.#begin(message.next ?? 1);
        break;
      case 'backtest':
      case 'run': {
        const { id = '', state = '', progress = 0 } = message;
        const work: Work = { kind: message.type, id, state, progress };
        this.#workHearers.forEach((hearer) => hearer(work));
        break;
      }
      case 'too_old':
        this.#next = null;
        this.#socket?.send('{"op":"follow"}');
        break;
      case 'p2p':
        // It is no entry of the account: it has no number.
        this.#publish({ kind: 'p2p', notice: message.notice ?? null });
        break;
      default:
        if (message.number !== undefined) {
          this.#takeEntry(message, message.number, markets);
        }
    }
  }

  #begin(next: number): void {
    const isResumed = this.#next === next;
    this.#next = next;
    this.#change(true);
    if (this.#workHearers.size > 0) {
      this.#askForWork();
    }
    if (isResumed) {
      // Entries come again from where it broke off; news of trades between people do not.
      this.#publish({ kind: 'p2p', notice: null });
    } else {
      this.#listener?.begins();
    }
  }

  #takeEntry(message: Message, number: number, markets: Markets): void {
    if (number !== this.#next) {
      // Something on the way is broken: begin again where all was well.
      const broken = this.#socket;
      this.#away();
      broken?.close();
      this.#again(this.#turn);
      return;
    }
    this.#next = number + 1;
    this.session.sawSequence(message.sequence ?? 0);
    this.#publish(entryOf(message, markets, this.isolated));
  }

  #publish(entry: Entry): void {
    this.#listener?.entry(entry);
    this.#hearers.forEach((hearer) => hearer(entry));
  }

  #again(turn: number): void {
    if (turn !== this.#turn) {
      return;
    }
    const pause = Math.min(FIRST_PAUSE_MILLIS * 2 ** this.#failures, LONGEST_PAUSE_MILLIS);
    this.#failures++;
    // Spread, so that clients do not reconnect in the same moment.
    setTimeout(
      () => {
        if (turn === this.#turn) {
          void this.#connect(turn);
        }
      },
      pause * (0.5 + Math.random() / 2),
    );
  }

  #away(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#pingedMillis = null;
    socket?.close();
    this.#change(false);
  }

  #heard(): void {
    this.#heardMillis = performance.now();
    this.#pingedMillis = null;
  }

  /** Silence counts only while a ping is out: the timers of a page in the background are late. */
  #beat(): void {
    const now = performance.now();
    if (this.#socket === null || !this.#isFollowing) {
      return;
    }
    if (this.#pingedMillis !== null && now - this.#pingedMillis >= LOST_AFTER_MILLIS) {
      this.#away();
      this.#again(this.#turn);
    } else if (this.#pingedMillis === null && now - this.#heardMillis >= PING_AFTER_MILLIS) {
      this.#pingedMillis = now;
      this.#socket.send('{"op":"ping"}');
    }
  }

  #change(isFollowing: boolean): void {
    if (this.#isFollowing !== isFollowing) {
      this.#isFollowing = isFollowing;
      this.#listeners.forEach((listener) => listener());
    }
  }
}

function entryOf(message: Message, markets: Markets, isolated: Isolated): Entry {
  const fields = message as unknown as {
    readonly order: Wire['Order'];
    readonly fill: Wire['Fill'];
    readonly event: string;
    readonly stage: string;
    readonly kind: string;
    readonly amount: string;
  } & Wire['Balance'];
  const ordered = (): Order => decode.order(fields.order, markets, isolated);
  try {
    switch (message.type) {
      case 'order':
        return { kind: 'order', order: ordered(), event: fields.event };
      case 'fill':
        return { kind: 'fill', fill: decode.fill(fields.fill, markets), order: ordered() };
      case 'balance':
        return { kind: 'balance', balance: decode.balance(fields, markets) };
      case 'transfer': {
        const asset = decode.asset(markets, fields.currency);
        const units = amount(decode.exact(fields.amount, asset.scale));
        return { kind: 'transfer', transfer: { stage: fields.stage, type: fields.kind, asset, units } };
      }
      default:
        return { kind: 'other' };
    }
  } catch {
    // A market that was listed a moment ago, or a word that this page does not know.
    return { kind: 'unknown' };
  }
}
