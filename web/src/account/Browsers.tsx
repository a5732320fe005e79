import { useQuery } from '@tanstack/react-query';
import { beReached, beReachedNoMore, supportsPush } from '../controls/push';
import { subscribeBrowser, unsubscribeBrowser, type SubscribedBrowser } from '../exchange/browsers';
import { useExchange, useSession } from '../exchange/context';
import { useSpeech } from '../language/language';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { pushOwner } from '../settings/push-owner';
import { deviceColumn } from './device-text';
import { useSubscribedBrowsers } from './queries';
import { useAccountWords } from './words';

/** Browsers that are notified of fills while the page is closed; nothing where the exchange sends no notifications. */
export function Browsers() {
  const words = useAccountWords();
  const { data } = useSubscribedBrowsers();
  if (!data?.key) {
    return null;
  }
  const { key, browsers } = data;
  return (
    <Card title={words.browsers} notice={words.browsersNotice}>
      {!browsers.some(({ current }) => current) && <Begin exchangeKey={key} />}
      {browsers.length > 0 && <List browsers={browsers} />}
    </Card>
  );
}

/** Only a press asks the person: a page never does by itself. */
function Begin({ exchangeKey }: { readonly exchangeKey: string }) {
  const words = useAccountWords();
  const exchange = useExchange();
  const session = useSession();
  const { language } = useSpeech();
  const { busy, act } = useAct();
  const can = useQuery({ queryKey: ['supports push'], queryFn: supportsPush });
  const begin = async (): Promise<string> => {
    const browser = await beReached(exchangeKey);
    if (browser === null || session.kind !== 'in') {
      return words.browserRefused;
    }
    await subscribeBrowser(exchange, { ...browser, language });
    pushOwner.set(session.user.id);
    return words.pushIsOn;
  };
  if (can.data === false) {
    return <p className="hint">{words.browserCannot}</p>;
  }
  return (
    <p>
      <button type="button" className="primary" aria-disabled={busy} onClick={() => act(begin)}>
        {words.pushOn}
      </button>
    </p>
  );
}

function List({ browsers }: { readonly browsers: readonly SubscribedBrowser[] }) {
  const words = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.browsers}
      rows={browsers}
      keyOf={({ id }) => id}
      nothing=""
      columns={[deviceColumn(words), { name: words.since, cell: ({ renewedMillis }) => dates.minute(renewedMillis) }]}
      actions={(browser) => <End browser={browser} />}
    />
  );
}

function End({ browser }: { readonly browser: SubscribedBrowser }) {
  const words = useAccountWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const end = async (): Promise<string> => {
    await unsubscribeBrowser(exchange, browser.id);
    if (browser.current) {
      pushOwner.set(null);
      await beReachedNoMore();
    }
    return words.pushIsOff;
  };
  return (
    <SureButton sure={words.pushOffSure} busy={busy} onSure={() => act(end)}>
      {words.pushOff}
    </SureButton>
  );
}
