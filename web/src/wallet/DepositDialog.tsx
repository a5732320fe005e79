import { Dialog } from '../controls/dialog';
import type { Asset } from '../exchange/model';
import { useMessages } from '../language/language';
import { Funding } from './Funding';

/** Bringing in what an order needs, without leaving the desk. */
export function DepositDialog({ asset, onClose }: { readonly asset: Asset; readonly onClose: () => void }) {
  const messages = useMessages();
  return (
    <Dialog title={messages.depositTitle(asset.code)} onClose={onClose}>
      <Funding asset={asset} onPaid={onClose} />
    </Dialog>
  );
}
