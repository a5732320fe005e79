/** Statements of the caller's own bank account, and the trades that their entries pay. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useExchange } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { newId } from './id';
import type { Page } from './model';
import { useP2pKey } from './p2p';

export type BankStatement = Wire['P2pBankStatement'];
export type BankEntry = Wire['P2pBankEntry'];
export type BankStatementDetails = Wire['P2pBankStatementDetails'];

/** Longest file that can be added, in all its parts. */
const STATEMENT_MOST = 1_000_000;
/** Longest part, and its largest size as a text of JSON: letters beyond ASCII, quotes and line ends take several bytes each. */
const PART_MOST = 50_000;
const PART_BYTES_MOST = 60_000;

export const isTooLong = (content: string): boolean => content.length > STATEMENT_MOST;

const bytesOf = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length;
const LOW_SURROGATE = /[\uDC00-\uDFFF]/;

/** Splits a file into parts that fit a request each, and no letter in two. */
export function partsOf(content: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < content.length;) {
    let end = Math.min(content.length, start + PART_MOST);
    while (bytesOf(content.slice(start, end)) > PART_BYTES_MOST) {
      end = start + Math.floor((end - start) / 2);
    }
    if (LOW_SURROGATE.test(content[end] ?? '')) {
      end--;
    }
    parts.push(content.slice(start, end));
    start = end;
  }
  return parts;
}

const PAGE = 20;
const ROOT = '/api/v1/p2p/bank-statements';
const PARTS = '/api/v1/p2p/bank-statement-parts';

/** A file of a bank is XML, or has columns. A long one is sent in parts. */
export async function addStatement({ http, session }: Exchange, content: string): Promise<BankStatementDetails> {
  const format = content.trimStart().startsWith('<') ? 'camt053' : 'csv';
  const parts = partsOf(content);
  if (parts.length <= 1) {
    return session.authorized((headers) => http.post({ path: ROOT, body: { format, content }, headers }));
  }
  const upload = newId();
  for (const [at, part] of parts.entries()) {
    const body = { upload_id: upload, number: at + 1, content: part };
    // One behind the other: the rate limit of a person counts each.
    await session.authorized((headers) => http.post({ path: PARTS, body, headers }));
  }
  const body = { format, upload_id: upload, parts: parts.length } as const;
  return session.authorized((headers) => http.post({ path: ROOT, body, headers }));
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
