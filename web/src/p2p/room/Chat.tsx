import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { newId } from '../../exchange/id';
import type { Trade } from '../../exchange/p2p';
import {
  FILE_BYTES_MAX,
  FILE_TYPES,
  useChat,
  useChats,
  type Chat,
  type Message,
  type Reader,
} from '../../exchange/p2p-chat';
import { refreshPrivate } from '../../exchange/queries';
import { percentOf } from '../../money/worth';
import { saveFile } from '../../pages/csv';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { useOnce } from '../use-once';
import { eventText } from './History';
import { Translate } from './Translate';
import { useRoomWords } from './words';

interface ChatPartProps {
  readonly trade: Trade;
  readonly reader: Reader;
}

/** Chat of a trade; nothing where the exchange has none. */
export function ChatPart({ trade, reader }: ChatPartProps) {
  const words = useRoomWords();
  const { data: chat } = useChat(trade.id, reader);
  if (chat == null) {
    return null;
  }
  return (
    <Card title={words.chat} notice={words.chatNotice}>
      <Messages trade={trade} chat={chat} reader={reader} />
      {chat.may_write ? (
        <>
          <Write trade={trade} reader={reader} />
          {reader === 'party' && <Attach trade={trade} />}
        </>
      ) : (
        <p className="quiet p2p-closed">{words.closed}</p>
      )}
    </Card>
  );
}

interface MessagesProps extends ChatPartProps {
  readonly chat: Chat;
}

function Messages({ trade, chat, reader }: MessagesProps) {
  const words = useRoomWords();
  const list = useRef<HTMLOListElement>(null);
  const last = chat.items.at(-1)?.number ?? 0;
  useRead(trade.id, reader, last, chat.read);
  // The newest message is seen, as in any chat.
  useEffect(() => {
    if (list.current !== null) {
      list.current.scrollTop = list.current.scrollHeight;
    }
  }, [last]);
  if (chat.items.length === 0) {
    return <p className="nothing">{words.noMessages}</p>;
  }
  return (
    <ol className="p2p-chat" ref={list} tabIndex={0} aria-label={words.chat} aria-live="polite">
      {chat.items.map((message) => (
        <Line key={message.number} message={message} trade={trade} reader={reader} chat={chat} />
      ))}
    </ol>
  );
}

/** Reports to the other side how far the caller has read, while the page is visible. */
function useRead(id: string, reader: Reader, last: number, read: number): void {
  const chats = useChats(reader);
  useEffect(() => {
    if (reader === 'party' && last > read && document.visibilityState === 'visible') {
      // Not read is not lost: the next message says it again.
      void chats.read(id, last).catch(() => undefined);
    }
  }, [chats, id, reader, last, read]);
}

interface LineProps extends MessagesProps {
  readonly message: Message;
}

function Line({ message, trade, reader, chat }: LineProps) {
  const words = useRoomWords();
  const dates = useDates();
  const at = dates.second(Date.parse(message.at));
  if (message.kind === 'system' && message.step !== null) {
    const event = { ...message.step, role: message.role, version: 1, note: '', at: message.at };
    return (
      <li className="p2p-chat-step">
        {eventText(event, trade, words)} <small className="quiet">{at}</small>
      </li>
    );
  }
  const isOwn = message.role === trade.role;
  const isRead = isOwn && reader === 'party' && message.number <= chat.read_by_other;
  return (
    <li className={isOwn ? 'p2p-chat-own' : 'p2p-chat-other'}>
      <b>{writerOf(message, trade, reader, words.writers)}</b>
      {message.is_erased ? (
        <span className="quiet">{words.erased}</span>
      ) : (
        message.text !== '' && (
          <span className="p2p-terms" dir="auto">
            {message.text}
          </span>
        )
      )}
      {chat.may_translate && !isOwn && message.text !== '' && (
        <Translate id={trade.id} message={message} reader={reader} />
      )}
      {message.file !== null && !message.is_erased && <SaveFile trade={trade} reader={reader} file={message.file} />}
      <small className="quiet">
        {at}
        {message.is_late && ` · ${words.late}`}
        {isRead && ` · ${words.readByOther}`}
      </small>
    </li>
  );
}

function writerOf(
  { role }: Message,
  trade: Trade,
  reader: Reader,
  names: Readonly<Record<'you' | 'other' | 'moderator' | 'buyer' | 'seller', string>>,
): string {
  if (role !== 'buyer' && role !== 'seller') {
    return names.moderator;
  }
  return reader === 'moderator' ? names[role] : role === trade.role ? names.you : names.other;
}

interface SaveFileProps extends ChatPartProps {
  readonly file: NonNullable<Message['file']>;
}

function SaveFile({ trade, reader, file }: SaveFileProps) {
  const words = useRoomWords();
  const chats = useChats(reader);
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const save = (): void => {
    if (!busy) {
      setBusy(true);
      void chats
        .file(trade.id, file.file)
        .then((content) => saveFile(file.name, content), notifier.notifyProblem)
        .finally(() => setBusy(false));
    }
  };
  return (
    <button type="button" className="small-button p2p-file" aria-disabled={busy} onClick={save}>
      {words.save(file.name)}
    </button>
  );
}

const MESSAGE_MOST = 1_000;

function Write({ trade, reader }: ChatPartProps) {
  const words = useRoomWords();
  const chats = useChats(reader);
  const { busy, faults, once } = useOnce({ fields: ['text'] });
  const send = (form: FormData, empty: () => void): void => {
    const text = typed(form, 'text');
    once(
      async (id) => {
        await chats.send(trade.id, id, text);
        empty();
      },
      () => undefined,
    );
  };
  return (
    <Form onSend={send} className="form p2p-write">
      <Field name="text" label={words.write} lines={2} prose most={MESSAGE_MOST} faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.send}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

function Attach({ trade }: { readonly trade: Trade }) {
  const words = useRoomWords();
  const id = useId();
  const chats = useChats('party');
  const queries = useQueryClient();
  const { busy, faults, submit } = useSubmission({});
  const [part, setPart] = useState<{ readonly name: string; readonly done: number } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const send = (file: File): void => {
    const wrong =
      file.size === 0
        ? words.fileEmpty
        : file.size > FILE_BYTES_MAX
          ? words.fileTooLarge
          : FILE_TYPES.some((type) => type === file.type)
            ? null
            : words.fileWrong;
    setFault(wrong);
    if (wrong === null) {
      submit(async () => {
        setPart({ name: file.name, done: 0 });
        try {
          await chats.upload(trade.id, newId(), file, (done) => setPart({ name: file.name, done }));
          await refreshPrivate(queries);
        } finally {
          setPart(null);
        }
      });
    }
  };
  return (
    <div className="p2p-attach">
      <label className="small-button" htmlFor={id}>
        {words.attach}
      </label>
      <input
        id={id}
        type="file"
        className="unseen"
        accept={FILE_TYPES.join(',')}
        disabled={busy}
        aria-describedby={`${id}-said`}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) {
            send(file);
          }
        }}
      />
      <small id={`${id}-said`} className="quiet" role="status">
        {part === null ? words.attachHint : words.sending(part.name, percentOf(part.done, 0))}
      </small>
      {fault !== null && (
        <p className="form-fault" role="alert">
          {fault}
        </p>
      )}
      <FormFault faults={faults} />
    </div>
  );
}
