/**
 * A reference client of `/ws/market-data`, which needs nothing but a WebSocket: one book, kept by the rules of
 * docs/api/market-data-stream.md (their numbers stand in the code), and a connection that keeps it. Copy it. The same in Java is in
 * clients/java.
 */

/** Price and quantity, as the exchange writes them. */
export type Level = readonly [price: string, quantity: string];

/** The client's next step after a message: read on, or subscribe again because something was missed. */
export type Next = 'read' | 'subscribe';

interface DepthMessage {
  readonly type: 'depth_snapshot' | 'depth';
  readonly symbol: string;
  readonly previous?: number;
  readonly sequence: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  readonly checksum: number;
}

const CHECKED_LEVELS = 10;

export class FollowedBook {
  readonly #bids = new Side((one, other) => compareDecimals(other, one));
  readonly #asks = new Side(compareDecimals);
  #sequence: number | null = null;
  #missed = 0;

  /** A book that waits for its snapshot. */
  constructor(readonly symbol: string) {}

  /** Takes a message of the connection; those of other channels and markets change nothing. */
  on(text: string): Next {
    const message = JSON.parse(text) as DepthMessage;
    if (message.symbol !== this.symbol) {
      return 'read';
    }
    if (message.type === 'depth_snapshot') {
      this.lost(); // rule 2: the book is exactly these levels
      return this.#set(message);
    }
    if (message.type !== 'depth' || this.#sequence === null) {
      return 'read'; // rule 1: before its snapshot a change is of no use
    }
    return message.previous === this.#sequence ? this.#set(message) : this.#startAnew(); // rules 3 and 4
  }

  /** The connection is lost, and with it the book: rule 5. */
  lost(): void {
    this.#bids.clear();
    this.#asks.clear();
    this.#sequence = null;
  }

  /** The exchange's number of the last event in it; null while there is no book: show nothing, trade on nothing. */
  get sequence(): number | null {
    return this.#sequence;
  }

  /** How often something was missed. */
  get missed(): number {
    return this.#missed;
  }

  /** Highest price first. */
  bids(): readonly Level[] {
    return this.#bids.levels();
  }

  /** Lowest price first. */
  asks(): readonly Level[] {
    return this.#asks.levels();
  }

  #set(message: DepthMessage): Next {
    message.bids.forEach((level) => this.#bids.set(level));
    message.asks.forEach((level) => this.#asks.set(level));
    this.#sequence = message.sequence;
    return message.checksum === this.#checksum() ? 'read' : this.#startAnew(); // rule 6
  }

  #startAnew(): Next {
    this.lost();
    this.#missed++;
    return 'subscribe';
  }

  #checksum(): number {
    const best = [...this.bids().slice(0, CHECKED_LEVELS), ...this.asks().slice(0, CHECKED_LEVELS)];
    return crc32(best.map(([price, quantity]) => `${price}:${quantity}`).join('|'));
  }
}

/** The levels of one side, best first. */
class Side {
  #levels: Level[] = [];

  constructor(private readonly order: (one: string, other: string) => number) {}

  set(level: Level): void {
    let [low, high] = [0, this.#levels.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order((this.#levels[middle] as Level)[0], level[0]) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const isThere = this.#levels[low]?.[0] === level[0];
    this.#levels.splice(low, isThere ? 1 : 0, ...(level[1] === '0' ? [] : [level]));
  }

  clear(): void {
    this.#levels = [];
  }

  levels(): readonly Level[] {
    return [...this.#levels];
  }
}

/** Compares decimals that are not negative and have no zeros before their first digit; a number would round them. */
function compareDecimals(one: string, other: string): number {
  const [whole = '', part = ''] = one.split('.');
  const [otherWhole = '', otherPart = ''] = other.split('.');
  if (whole.length !== otherWhole.length) {
    return whole.length - otherWhole.length;
  }
  const [a, b] = whole === otherWhole ? [part, otherPart] : [whole, otherWhole];
  return a < b ? -1 : a > b ? 1 : 0;
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) {
    rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return rest;
});

/** CRC-32 of an ASCII text, as zip computes it. */
function crc32(text: string): number {
  let crc = -1;
  for (let i = 0; i < text.length; i++) {
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ text.charCodeAt(i)) & 0xff] as number);
  }
  return (crc ^ -1) >>> 0;
}

/** The heartbeat comes every second: what is silent for so long is given up. */
const SILENCE_MAX_MILLIS = 10_000;
const RECONNECT_FIRST_MILLIS = 250;
const RECONNECT_MAX_MILLIS = 15_000;

/**
 * Follows a book over connection after connection.
 *
 * @param address such as `wss://exchange.example/ws/market-data`
 * @param onChange is called after every message that changed the book, or when it was lost
 * @returns stops following
 */
export function follow(address: string, symbol: string, onChange: (book: FollowedBook) => void): () => void {
  const book = new FollowedBook(symbol);
  let failures = 0;
  let giveUp = (): void => undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    const socket = new WebSocket(address);
    let isGivenUp = false;
    let silence = setTimeout(lose, SILENCE_MAX_MILLIS);
    const say = (message: object): void => socket.send(JSON.stringify(message));
    const subscribe = (): void => say({ op: 'subscribe', channel: 'depth', symbol });

    giveUp = (): void => {
      isGivenUp = true; // it may still send: its messages are ignored
      clearTimeout(silence);
      socket.close();
    };

    function lose(): void {
      if (isGivenUp) {
        return;
      }
      giveUp();
      book.lost();
      onChange(book);
      const most = Math.min(RECONNECT_MAX_MILLIS, RECONNECT_FIRST_MILLIS * 2 ** failures++);
      again = setTimeout(connect, most / 2 + (Math.random() * most) / 2);
    }

    socket.onopen = (): void => {
      say({ op: 'subscribe', channel: 'heartbeat' });
      subscribe();
    };
    socket.onmessage = ({ data }: MessageEvent): void => {
      if (isGivenUp) {
        return;
      }
      failures = 0;
      clearTimeout(silence);
      silence = setTimeout(lose, SILENCE_MAX_MILLIS);
      const before = book.sequence;
      if (book.on(String(data)) === 'subscribe') {
        subscribe();
      }
      if (book.sequence !== before) {
        onChange(book);
      }
    };
    socket.onclose = lose;
    socket.onerror = lose;
  }

  connect();
  return (): void => {
    clearTimeout(again);
    giveUp();
  };
}
