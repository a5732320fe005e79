import { useMessages } from '../language/language';

/** The needed part of a list that comes in pages. */
interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

export function More({ list }: { readonly list: Paged }) {
  const messages = useMessages();
  if (!list.hasNextPage) {
    return null;
  }
  return (
    <button
      type="button"
      className="link more"
      aria-disabled={list.isFetchingNextPage}
      onClick={() => {
        if (!list.isFetchingNextPage) {
          void list.fetchNextPage();
        }
      }}
    >
      {messages.loadMore}
    </button>
  );
}
