import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../exchange/model';
import { More } from '../orders/More';
import { Waiting } from '../pages/Records';

interface PagedProps<T> {
  readonly list: UseInfiniteQueryResult<InfiniteData<Page<T>>>;
  readonly children: (rows: readonly T[]) => ReactNode;
}

/** All pages fetched so far as one list, and a way to more. */
export function Paged<T>({ list, children }: PagedProps<T>) {
  if (list.data === undefined) {
    return <Waiting error={list.error} onRetry={() => void list.refetch()} />;
  }
  return (
    <>
      {children(list.data.pages.flatMap(({ items }) => items))}
      <More list={list} />
    </>
  );
}
