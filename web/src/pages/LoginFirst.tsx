import { useSession } from '../exchange/context';
import { useMessages } from '../language/language';

interface LoginFirstProps {
  readonly text: string;
  readonly onLogin: () => void;
}

/** Replaces a page that needs a login until the session is known and the user is logged in. */
export function LoginFirst({ text, onLogin }: LoginFirstProps) {
  const messages = useMessages();
  const session = useSession();
  return (
    <main className="waiting" tabIndex={-1}>
      {session.kind !== 'restoring' && <p>{text}</p>}
      {session.kind === 'out' && (
        <button type="button" className="primary" onClick={onLogin}>
          {messages.login}
        </button>
      )}
    </main>
  );
}
