/** Choice of the account that the market page trades on, and the name of the chosen one. */
import { walletHref } from '../../app/place';
import { useTrading } from '../../app/trading';
import { Tabs } from '../../controls/tabs';
import { useIsolated } from '../../exchange/context';
import type { Isolated } from '../../exchange/model';
import { useFeatures } from '../../exchange/queries';
import { useIsolatedAccounts, useMarginAccount } from '../../wallet/margin/queries';
import { useMarginModeWords } from './words';

/** How often it is asked for anew which assets are lent: that seldom changes. */
const LENT_EVERY_MILLIS = 60_000;

const MODES = ['cross', 'isolated'] as const;

/** An account that was chosen before stays in reach, also while the exchange does not lend. */
function useIsOffered(): boolean {
  const { market } = useTrading();
  const { margin } = useFeatures();
  const isolated = useIsolated();
  const { data } = useMarginAccount({ enabled: margin, everyMillis: LENT_EVERY_MILLIS });
  const lent = data?.items.map(({ currency }) => currency) ?? [];
  return isolated !== null || (margin && lent.includes(market.base.code) && lent.includes(market.quote.code));
}

/** @param onChange is called before another account is chosen */
export function MarginMode({ onChange }: { readonly onChange: () => void }) {
  const words = useMarginModeWords();
  const { market, onIsolated } = useTrading();
  const isolated = useIsolated();
  const opened = useIsolatedAccounts(isolated !== null).data;
  if (!useIsOffered()) {
    return null;
  }
  return (
    <>
      <Tabs
        label={words.marginMode}
        tabs={MODES.map((name) => ({ name, label: words.modes[name] }))}
        chosen={isolated === null ? 'cross' : 'isolated'}
        onChoose={(mode) => {
          onChange();
          onIsolated(mode === 'isolated');
        }}
      />
      {isolated !== null && opened?.includes(isolated) === false && (
        <p className="ticket-note">
          {words.notOpened} <a href={walletHref('margin', market.symbol)}>{words.transfer}</a>
        </p>
      )}
    </>
  );
}

/** Names the account of the lists below it, where there is more than one. */
export function ShownAccount() {
  const isolated = useIsolated();
  return useIsOffered() ? (
    <b className="tag">
      <AccountName isolated={isolated} />
    </b>
  ) : null;
}

export function AccountName({ isolated }: { readonly isolated: Isolated }) {
  const words = useMarginModeWords();
  return isolated === null ? words.crossAccount : words.isolatedAccount(isolated.replace('-', '/'));
}

/** Moves money into the isolated account, as a button to deposit does for the main one. */
export function ToIsolated({ symbol, code }: { readonly symbol: string; readonly code: string }) {
  const name = useMarginModeWords().transferOf(code);
  return (
    <a className="ticket-deposit" href={walletHref('margin', symbol)} title={name} aria-label={name}>
      +
    </a>
  );
}
