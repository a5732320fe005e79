import { useEffect } from 'react';
import { chime } from '../controls/chime';
import { notify } from '../controls/notify';
import { pageTitle } from '../controls/page-title';
import { useNotifier } from '../controls/toasts';
import { useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { readable } from '../money/numerals';
import { priceText } from '../markets/figures';
import { useSettings } from '../settings/settings';
import { useStored } from '../settings/stored';
import { alerts, due, takeAlert } from './alerts';

/** Notifies of prices that have come; mounted only while there are any to wait for. */
export function AlertWatch() {
  const messages = useMessages();
  const notifier = useNotifier();
  const { settings } = useSettings();
  const waiting = useStored(alerts);
  const { data: markets } = useMarkets();
  const { data: tickers } = useTickers(true);
  useEffect(() => {
    for (const alert of due(waiting, markets ?? [], tickers ?? [])) {
      const market = markets?.find(({ symbol }) => symbol === alert.symbol);
      const last = tickers?.find(({ symbol }) => symbol === alert.symbol)?.last;
      if (market !== undefined && last != null && takeAlert(alert.id)) {
        const text = messages.alertTriggered(
          alert.symbol.replace('-', '/'),
          alert.way,
          readable(alert.price, true),
          priceText(last, market),
        );
        notifier.notify(text);
        notify(text, settings.notices);
        pageTitle.count(1);
        if (settings.sound) {
          chime();
        }
      }
    }
  }, [waiting, markets, tickers, messages, notifier, settings]);
  return null;
}
