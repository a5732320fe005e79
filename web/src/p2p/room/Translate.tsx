import { useState } from 'react';
import { useNotifier } from '../../controls/toasts';
import { useChats, type Message, type Reader, type Translation } from '../../exchange/p2p-chat';
import { useSpeech } from '../../language/language';
import { useRoomWords } from './words';

interface TranslateProps {
  readonly id: string;
  readonly message: Message;
  readonly reader: Reader;
}

/** Translation of a message into the language of the page, once it is asked for. The original stays above it. */
export function Translate({ id, message, reader }: TranslateProps) {
  const words = useRoomWords();
  const { language } = useSpeech();
  const chats = useChats(reader);
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Translation | null>(null);
  const ask = (): void => {
    if (!busy) {
      setBusy(true);
      void chats
        .translated(id, message.number, language)
        .then(setShown, notifier.notifyProblem)
        .finally(() => setBusy(false));
    }
  };
  if (shown?.language === language) {
    return (
      <span className="p2p-translated" role="status">
        <span className="p2p-terms" dir="auto" lang={shown.language}>
          {shown.text}
        </span>
        <small className="quiet">{words.translatedBy}</small>
      </span>
    );
  }
  return (
    <button
      type="button"
      className="link p2p-translate"
      aria-disabled={busy}
      aria-label={words.translateOf(message.text)}
      onClick={ask}
    >
      {words.translate}
    </button>
  );
}
