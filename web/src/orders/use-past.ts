/** The rows of a list in pages that are of the wanted side; reads on while a page has none of them. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Page, Side } from '../exchange/model';

/** Fewer rows than this do not fill a screen. */
const ENOUGH = 20;

export function usePast<T extends { readonly side: Side }>(
  list: UseInfiniteQueryResult<InfiniteData<Page<T>>>,
  side: Side | null,
) {
  const all = (list.data?.pages ?? []).flatMap(({ items }) => items);
  const rows = all.filter((row) => side === null || row.side === side);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
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
