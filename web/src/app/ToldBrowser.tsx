import { useEffect } from 'react';
import { reached } from '../controls/push';
import { tellBrowser, toldBrowsers } from '../exchange/browsers';
import { useExchange, useSession } from '../exchange/context';
import { useSpeech } from '../language/language';
import { useStored } from '../settings/stored';
import { told } from '../settings/told';

/** Who once asked to be told in this browser goes on to be after the next login, in the language of the page. It asks nobody. */
export function ToldBrowser() {
  const exchange = useExchange();
  const session = useSession();
  const { language } = useSpeech();
  const asked = useStored(told);
  const user = session.kind === 'in' ? session.user.id : null;
  useEffect(() => {
    if (user === null || user !== asked) {
      return;
    }
    const renew = async (): Promise<void> => {
      const { key } = await toldBrowsers(exchange);
      const browser = key === null ? null : await reached(key);
      if (browser === null) {
        told.set(null); // the person, the browser or the exchange has thought better of it
      } else {
        await tellBrowser(exchange, { ...browser, language });
      }
    };
    // The next visit tries again; the page of the account says how things are.
    renew().catch(() => undefined);
  }, [exchange, user, asked, language]);
  return null;
}
