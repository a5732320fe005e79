import { useQueryClient } from '@tanstack/react-query';
import { createContext, Fragment, useContext, useState, type ReactNode } from 'react';
import { refreshPrivate } from '../exchange/queries';

const Reread = createContext<(() => void) | null>(null);

interface AsReadProps<T> {
  /** As the exchange said it last. */
  readonly value: T;
  readonly children: (read: T) => ReactNode;
}

/**
 * A form of what its reader has seen: newer answers do not change it while it is filled in. It begins anew with the newer one
 * when its reader asks for that, or has saved.
 */
export function AsRead<T extends { readonly version: string | number }>({ value, children }: AsReadProps<T>) {
  const queries = useQueryClient();
  const [read, setRead] = useState(value);
  const [waits, setWaits] = useState(false);
  if (waits && value.version !== read.version) {
    setRead(value);
    setWaits(false);
  }
  const reread = (): void => {
    setWaits(true);
    void refreshPrivate(queries);
  };
  return (
    <Reread value={reread}>
      <Fragment key={read.version}>{children(read)}</Fragment>
    </Reread>
  );
}

/** Fetches what the form is of and begins anew with it; null outside of {@link AsRead}. */
export const useReread = (): (() => void) | null => useContext(Reread);
