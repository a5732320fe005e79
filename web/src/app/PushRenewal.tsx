import { useEffect } from 'react';
import { reached } from '../controls/push';
import { subscribeBrowser, subscribedBrowsers } from '../exchange/browsers';
import { useExchange, useSession } from '../exchange/context';
import { useSpeech } from '../language/language';
import { useStored } from '../settings/stored';
import { pushOwner } from '../settings/push-owner';

/**
 * Renews the browser's subscription after the user's next login, in the language of the page. It asks for no
 * permission.
 */
export function PushRenewal() {
  const exchange = useExchange();
  const session = useSession();
  const { language } = useSpeech();
  const owner = useStored(pushOwner);
  const user = session.kind === 'in' ? session.user.id : null;
  useEffect(() => {
    if (user === null || user !== owner) {
      return;
    }
    const renew = async (): Promise<void> => {
      const { key } = await subscribedBrowsers(exchange);
      const browser = key === null ? null : await reached(key);
      if (browser === null) {
        pushOwner.set(null); // the person, the browser or the exchange has thought better of it
      } else {
        await subscribeBrowser(exchange, { ...browser, language });
      }
    };
    // The next visit tries again; the page of the account says how things are.
    renew().catch(() => undefined);
  }, [exchange, user, owner, language]);
  return null;
}
