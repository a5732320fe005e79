import { useState } from 'react';
import { Paged } from '../admin/Paged';
import { coinsHref, goTo } from '../app/place';
import { showCoin, useHiddenCoins, useRefreshCoins } from '../exchange/coin-admin';
import { useExchange } from '../exchange/context';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { Records } from '../pages/Records';
import { useListingWords } from './words';

/** A button for administrators: the coin is gone from lists and pages, its market trades on. */
export function HideCoin({ id }: { readonly id: string }) {
  const words = useListingWords();
  const exchange = useExchange();
  const refresh = useRefreshCoins();
  const { busy, act } = useAct();
  const hide = (): void =>
    act(async () => {
      await showCoin(exchange, id, false);
      goTo(coinsHref());
      await refresh();
      return words.hidden(id);
    });
  return (
    <SureButton className="secondary" sure={words.hideSure} busy={busy} onSure={hide}>
      {words.hide}
    </SureButton>
  );
}

/** Asked for when it is opened: the exchange writes down every look. */
export function HiddenCoins() {
  const words = useListingWords();
  const [open, setOpen] = useState(false);
  return (
    <section className="coins-hidden" aria-label={words.hiddenOnes}>
      <button type="button" className="small-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.hiddenOnes}
      </button>
      {open && <List />}
    </section>
  );
}

function List() {
  const words = useListingWords();
  return (
    <Paged list={useHiddenCoins()}>
      {(ids) => (
        <Records
          label={words.hiddenOnes}
          rows={ids}
          keyOf={(id) => id}
          nothing={words.noHidden}
          columns={[{ name: words.columns.name, cell: (id) => <bdi>{id}</bdi> }]}
          actions={(id) => <Show id={id} />}
        />
      )}
    </Paged>
  );
}

function Show({ id }: { readonly id: string }) {
  const words = useListingWords();
  const exchange = useExchange();
  const refresh = useRefreshCoins();
  const { busy, act } = useAct();
  const show = (): void =>
    act(async () => {
      await showCoin(exchange, id, true);
      await refresh();
      return words.shownAgain(id);
    });
  return (
    <button type="button" className="small-button" aria-disabled={busy} onClick={show}>
      {words.showAgain}
    </button>
  );
}
