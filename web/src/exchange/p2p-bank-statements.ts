/** Statements of the caller's own bank account, and the trades that their entries pay. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import type { Page } from './model';
import { useP2pKey } from './p2p';

export type BankStatement = Wire['P2pBankStatement'];
export type BankEntry = Wire['P2pBankEntry'];
export type BankStatementDetails = Wire['P2pBankStatementDetails'];

/** Longest file that can be added. */
const STATEMENT_MOST = 60_000;

/** Largest text of a request in bytes; the names and signs around it have the rest of its 65,536. */
const BYTES_MOST = 65_000;

/** Letters beyond ASCII, quotes and line ends take several bytes each. */
export const isTooLong = (content: string): boolean =>
  content.length > STATEMENT_MOST || new TextEncoder().encode(JSON.stringify(content)).length > BYTES_MOST;

const PAGE = 20;
const ROOT = '/api/v1/p2p/bank-statements';

/** A file of a bank is XML, or has columns. */
export async function addStatement({ http, session }: Exchange, content: string): Promise<BankStatementDetails> {
  const format = content.trimStart().startsWith('<') ? 'camt053' : 'csv';
  return session.authorized((headers) => http.post({ path: ROOT, body: { format, content }, headers }));
}

async function page({ http, session }: Exchange, cursor: string | null): Promise<Page<BankStatement>> {
  const query = { limit: PAGE, cursor };
  const { items, next_cursor: nextCursor } = await session.authorized((headers) =>
    http.get({ path: ROOT, query, headers }),
  );
  return { items, nextCursor };
}

export function useBankStatements() {
  const exchange = useExchange();
  return useInfiniteQuery({
    queryKey: useP2pKey('statements'),
    queryFn: ({ pageParam }) => page(exchange, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useBankStatement(id: string) {
  const { http, session } = useExchange();
  return useQuery({
    queryKey: useP2pKey('statement', id),
    queryFn: (): Promise<BankStatementDetails> =>
      session.authorized((headers) => http.get({ path: `${ROOT}/{id}`, names: { id }, headers })),
  });
}
