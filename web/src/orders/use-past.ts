/** The rows of a list in pages that are in the wanted period; reads on while a page has none of them. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Page, Side } from '../exchange/model';
import { isBefore, isIn, type Past } from './past';

/** Fewer rows than this do not fill a screen. */
const ENOUGH = 20;

export function usePast<T>(
  list: UseInfiniteQueryResult<InfiniteData<Page<T>>>,
  past: Past,
  dated: (row: T) => { readonly side: Side; readonly atMillis: number },
) {
  const all = (list.data?.pages ?? []).flatMap(({ items }) => items);
  const rows = all.filter((row) => isIn(past, dated(row)));
  const last = all.at(-1);
  const hasNextPage = list.hasNextPage && !(last !== undefined && isBefore(past, dated(last)));
  const { isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const readsOn = hasNextPage && rows.length < ENOUGH && !isFetchNextPageError;
  useEffect(() => {
    if (readsOn && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [readsOn, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    isEmpty: list.data === undefined || readsOn ? (rows.length > 0 ? false : null) : rows.length === 0,
    more: { hasNextPage, isFetchingNextPage, fetchNextPage },
  };
}
