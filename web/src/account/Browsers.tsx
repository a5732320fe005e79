import { useQuery } from '@tanstack/react-query';
import { beReached, beReachedNoMore, canBeTold } from '../controls/push';
import { tellBrowser, tellBrowserNoMore, type ToldBrowser } from '../exchange/browsers';
import { useExchange, useSession } from '../exchange/context';
import { useSpeech } from '../language/language';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { told } from '../settings/told';
import { deviceColumn } from './device-text';
import { useToldBrowsers } from './queries';
import { useAccountWords } from './words';

/** Which browsers are told of fills while the page is closed; nothing where the exchange tells nobody. */
export function Browsers() {
  const words = useAccountWords();
  const { data } = useToldBrowsers();
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
  const can = useQuery({ queryKey: ['can be told'], queryFn: canBeTold });
  const begin = async (): Promise<string> => {
    const browser = await beReached(exchangeKey);
    if (browser === null || session.kind !== 'in') {
      return words.browserRefused;
    }
    await tellBrowser(exchange, { ...browser, language });
    told.set(session.user.id);
    return words.browserTold;
  };
  if (can.data === false) {
    return <p className="hint">{words.browserCannot}</p>;
  }
  return (
    <p>
      <button type="button" className="primary" aria-disabled={busy} onClick={() => act(begin)}>
        {words.tellBrowser}
      </button>
    </p>
  );
}

function List({ browsers }: { readonly browsers: readonly ToldBrowser[] }) {
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

function End({ browser }: { readonly browser: ToldBrowser }) {
  const words = useAccountWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const end = async (): Promise<string> => {
    await tellBrowserNoMore(exchange, browser.id);
    if (browser.current) {
      told.set(null);
      await beReachedNoMore();
    }
    return words.browserNotTold;
  };
  return (
    <SureButton sure={words.tellNoMoreSure} busy={busy} onSure={() => act(end)}>
      {words.tellNoMore}
    </SureButton>
  );
}
