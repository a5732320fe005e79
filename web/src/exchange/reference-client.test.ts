import { expect, test } from 'vitest';
import { FollowedBook, type Level } from '../../../clients/typescript/followed-book';
import recorded from '../../../clients/typescript/recorded.jsonl?raw';

/** Line by line what a new subscriber would get, and the change behind the line before: recorded of the real stream. */
interface Line {
  readonly snapshot: { readonly sequence: number; readonly bids: readonly Level[]; readonly asks: readonly Level[] };
  readonly change: object;
}

const LINES = recorded
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

/** Number of lines at the end that are never lost: the loss of the very last ones cannot be noticed. */
const FAULT_FREE_LINES = 20;

type Mishap = 'none' | 'lost' | 'doubled' | 'late' | 'cut off';

/** The same numbers for the same seed. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A server and a way to the client on which things happen; returns the client's book at the end. */
function followThrough(mishaps: readonly Mishap[], random: (below: number) => number): FollowedBook {
  const book = new FollowedBook('BTC-USD');
  let late: string | null = null;
  let isRequested = true;
  let sentUpTo: number | null = null;

  const take = (text: string): void => {
    if (book.on(text) === 'subscribe') {
      isRequested = true;
    }
  };
  const deliver = (text: string, mishap: Mishap): void => {
    if (mishap === 'lost') {
      return;
    }
    if (mishap === 'late' && late === null) {
      late = text;
      return;
    }
    take(text);
    if (mishap === 'doubled') {
      take(text);
    }
    if (late !== null) {
      take(late);
      late = null;
    }
  };

  LINES.forEach(({ snapshot, change }, at) => {
    const isFaultFree = at >= LINES.length - FAULT_FREE_LINES;
    const mishap = isFaultFree || random(8) > 0 ? 'none' : (mishaps[random(mishaps.length)] ?? 'none');
    if (mishap === 'cut off') {
      book.lost();
      late = null;
      isRequested = true;
    } else if (sentUpTo === at - 1) {
      deliver(JSON.stringify(change), mishap);
      sentUpTo = at;
    }
    if (isRequested) {
      isRequested = false;
      sentUpTo = at;
      deliver(JSON.stringify(snapshot), isFaultFree ? 'none' : mishap);
    }
  });
  return book;
}

test.each<{ mishaps: readonly Mishap[] }>([
  { mishaps: ['none'] },
  { mishaps: ['lost'] },
  { mishaps: ['doubled'] },
  { mishaps: ['late'] },
  { mishaps: ['cut off'] },
  { mishaps: ['lost', 'doubled', 'late', 'cut off'] },
])('a client on whose way things are $mishaps ends with the book', ({ mishaps }) => {
  const last = LINES[LINES.length - 1]?.snapshot;
  let missed = 0;
  for (let seed = 1; seed <= 50; seed++) {
    const book = followThrough(mishaps, seeded(seed));
    expect(book.sequence).toBe(last?.sequence);
    expect(book.bids()).toEqual(last?.bids);
    expect(book.asks()).toEqual(last?.asks);
    missed += book.missed;
  }
  expect(missed > 0).toBe(mishaps.some((mishap) => mishap !== 'none' && mishap !== 'cut off'));
});

test('a book whose checksum differs is none', () => {
  const book = new FollowedBook('BTC-USD');
  const first = JSON.stringify(LINES[0]?.snapshot);
  expect(book.on(first)).toBe('read');
  expect(book.on(first.replace(/"checksum":\d+/, '"checksum":1'))).toBe('subscribe');
  expect(book.sequence).toBe(null);
});
