import { useAdministration } from '../../exchange/administration';
import type { MarketRules } from '../../exchange/market-admin';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useAdminWords } from '../words';

/** Pauses the matching of an open market, or resumes that of any other; its orders stay. */
export function HaltButton({ market: { symbol, status } }: { readonly market: MarketRules }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const { busy, act } = useAct();
  const halt = status === 'open';
  return (
    <SureButton
      sure={halt ? words.haltSure : words.resumeMatchingSure}
      busy={busy}
      onSure={() =>
        act(async () => {
          await administration.haltMarket(symbol, halt);
          return halt ? words.marketHalted(symbol) : words.marketResumed(symbol);
        })
      }
    >
      {halt ? words.halt : words.resumeMatching}
    </SureButton>
  );
}
