/** Chat of a trade between people: messages, files in pieces, and the evidence that a dispute freezes. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { base64 } from './base64';
import { useExchange, useFollowing } from './context';
import type { Wire } from './decode';
import type { Exchange } from './exchange';
import { useP2pKey } from './p2p';
import { problemOf } from './problem';

export type Chat = Omit<Wire['P2pChat'], 'next_cursor'>;
export type Message = Wire['P2pMessage'];
export type ChatFile = NonNullable<Message['file']>;
export type Translation = Wire['P2pTranslation'];
export type Evidence = Wire['P2pEvidence'];

/** The largest file that the exchange takes. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const FILE_TYPES = ['image/png', 'image/jpeg', 'application/pdf'] as const;

const PAGE = 200;
/** Each account has at most 500 messages and 20 files in a trade. */
const PAGES_MAX = 15;
const ALONE_EVERY_MILLIS = 3_000;
const FOLLOWED_EVERY_MILLIS = 20_000;

/** Reader of a chat: a party, or a moderator who has claimed the case or confirms its decision. */
export type Reader = 'party' | 'moderator';

const ROOTS = { party: '/api/v1/p2p/trades/{id}', moderator: '/api/v1/p2p/disputes/{id}' } as const;

export class Chats {
  constructor(
    private readonly exchange: Exchange,
    private readonly reader: Reader,
  ) {}

  /** Oldest first; null where the exchange has no chat, or the caller may not read it. */
  async chat(id: string): Promise<Chat | null> {
    const { http, session } = this.exchange;
    const path = `${ROOTS[this.reader]}/messages` as const;
    const items: Message[] = [];
    let cursor: string | null = null;
    try {
      for (let page = 0; ; page++) {
        const query: { limit: number; cursor: string | null } = { limit: PAGE, cursor };
        const found: Wire['P2pChat'] = await session.authorized((headers) =>
          http.get({ path, names: { id }, query, headers }),
        );
        items.push(...found.items);
        cursor = found.next_cursor;
        if (cursor === null || page + 1 === PAGES_MAX) {
          return { ...found, items };
        }
      }
    } catch (thrown) {
      if (['not_found', 'trade_state', 'forbidden'].includes(problemOf(thrown).code)) {
        return null;
      }
      throw thrown;
    }
  }

  /** The same client id is the same message, so it is sent again while its outcome is unknown. */
  async send(id: string, clientId: string, text: string): Promise<void> {
    const { http } = this.exchange;
    const path = `${ROOTS[this.reader]}/messages` as const;
    const body = { client_id: clientId, text };
    await this.exchange.untilKnown((headers) => http.post({ path, names: { id }, body, headers }));
  }

  /** Says how far the caller has read. */
  async read(id: string, number: number): Promise<void> {
    const { http, session } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/messages/read';
    await session.authorized((headers) => http.put({ path, names: { id }, body: { number }, headers }));
  }

  /**
   * Sends a file in pieces.
   *
   * @param onPart hears how much of it is there, 0 to 1
   */
  async upload(id: string, clientId: string, file: File, onPart: (part: number) => void): Promise<void> {
    const { http } = this.exchange;
    const path = '/api/v1/p2p/trades/{id}/files';
    const body = { client_id: clientId, name: file.name, bytes: file.size };
    const begun = await this.exchange.untilKnown((headers) => http.post({ path, names: { id }, body, headers }));
    const names = { id, file: String(begun.file) };
    const pieces = Math.ceil(file.size / begun.piece_bytes);
    for (let number = begun.received + 1; number <= pieces; number++) {
      const from = (number - 1) * begun.piece_bytes;
      const piece = await file.slice(from, from + begun.piece_bytes).arrayBuffer();
      const content = base64(new Uint8Array(piece));
      await this.exchange.untilKnown((headers) =>
        http.post({ path: '/api/v1/p2p/trades/{id}/files/{file}/pieces', names, body: { number, content }, headers }),
      );
      onPart(number / pieces);
    }
  }

  async file(id: string, file: number): Promise<Blob> {
    const { http, session } = this.exchange;
    const path = `${ROOTS[this.reader]}/files/{file}` as const;
    return session.authorized((headers) => http.bytes({ path, names: { id, file: String(file) }, headers }));
  }

  /** Translation of a text; nothing keeps it. */
  async translated(id: string, number: number, language: Translation['language']): Promise<Translation> {
    const { http, session } = this.exchange;
    const path = `${ROOTS[this.reader]}/messages/{number}/translation` as const;
    const names = { id, number: String(number) };
    return session.authorized((headers) => http.post({ path, names, body: { language }, headers }));
  }

  async evidence(id: string): Promise<Evidence> {
    const { http, session } = this.exchange;
    const path = `${ROOTS[this.reader]}/evidence` as const;
    return session.authorized((headers) => http.get({ path, names: { id }, headers }));
  }
}

export function useChats(reader: Reader): Chats {
  const exchange = useExchange();
  return useMemo(() => new Chats(exchange, reader), [exchange, reader]);
}

/** @param enabled false while the reader has not claimed the case: each read of a moderator is audited */
export function useChat(id: string, reader: Reader, enabled = true) {
  const chats = useChats(reader);
  const isFollowing = useFollowing();
  const everyMillis = isFollowing ? FOLLOWED_EVERY_MILLIS : ALONE_EVERY_MILLIS;
  return useQuery({
    queryKey: useP2pKey('chat', reader, id),
    queryFn: () => chats.chat(id),
    enabled,
    refetchInterval: ({ state }) => reader === 'party' && state.data !== null && everyMillis,
    ...(reader === 'moderator' ? { refetchOnWindowFocus: false } : {}),
  });
}
