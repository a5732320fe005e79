/** All pages of a list as one file takes them. */
import type { Page } from './model';

const FILE_PAGE = 500;
/** Number of pages that make one file at most. */
const FILE_PAGES_MAX = 40;

/** @returns the newest rows, and whether there are more than one file takes */
export async function wholeList<T>(
  ask: (cursor: string | null, limit: number) => Promise<Page<T>>,
): Promise<{ readonly rows: readonly T[]; readonly cut: boolean }> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < FILE_PAGES_MAX; page++) {
    const { items, nextCursor }: Page<T> = await ask(cursor, FILE_PAGE);
    rows.push(...items);
    cursor = nextCursor;
    if (cursor === null) {
      break;
    }
  }
  return { rows, cut: cursor !== null };
}
