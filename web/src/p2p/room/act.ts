/** Actions of a party of a trade, and the request for each. */
import { codeIn } from '../../controls/second-factor';
import { typed } from '../../controls/submit';
import type { DisputeReason, P2p, Trade } from '../../exchange/p2p';
import { plainly } from '../../money/numerals';

/** In the order of the menu; the names are those of the exchange. */
export const ACTIONS = [
  ...(['pay', 'release', 'agree_part', 'decline_part', 'offer_part', 'dispute', 'statement', 'accept'] as const),
  ...(['appeal', 'reopen', 'agree_reopen', 'decline_reopen', 'cancel'] as const),
] as const;
export type Action = (typeof ACTIONS)[number];

const OF_BUYER = ['paid_not_released', 'wrong_amount'] as const;
const OF_SELLER = ['not_paid', 'wrong_amount', 'other_payer', 'payment_reversed'] as const;

/** Reasons of a dispute that make sense for the reader's side. */
export const reasonsOf = ({ role }: Trade): readonly DisputeReason[] => (role === 'buyer' ? OF_BUYER : OF_SELLER);

/** @param seen the trade as its reader saw it: the exchange refuses if it is another one by now */
export function act(p2p: P2p, action: Action, seen: Trade, form: FormData): Promise<Trade> {
  const code = codeIn(form) || null;
  const statement = typed(form, 'statement');
  switch (action) {
    case 'pay':
      return p2p.paid(seen, typed(form, 'payer_name') || null);
    case 'release':
      return p2p.release(seen, code);
    case 'cancel':
      return p2p.cancel(seen);
    case 'dispute':
      return p2p.dispute(seen, reasonIn(form, seen), statement || null);
    case 'statement':
      return p2p.state(seen, statement);
    case 'accept':
      return p2p.accept(seen);
    case 'appeal':
      return p2p.appeal(seen, statement);
    case 'offer_part':
      return p2p.offerPart(seen, plainly(typed(form, 'buyer_quantity')), code);
    case 'agree_part':
      return p2p.answerPart(seen, true, code);
    case 'decline_part':
      return p2p.answerPart(seen, false, null);
    case 'reopen':
      return p2p.reopen(seen);
    case 'agree_reopen':
      return p2p.answerReopening(seen, true);
    case 'decline_reopen':
      return p2p.answerReopening(seen, false);
  }
}

function reasonIn(form: FormData, seen: Trade): DisputeReason {
  const name = typed(form, 'reason');
  const usual = seen.role === 'buyer' ? 'paid_not_released' : 'not_paid';
  return reasonsOf(seen).find((reason) => reason === name) ?? usual;
}
