import type { Messages } from '../language/messages';
import type { Fault } from './draft';

/** A fault in the page's language; null where there is none. */
export function sayingOf(fault: Fault | null, messages: Messages): string | null {
  switch (fault?.kind) {
    case undefined:
      return null;
    case 'missing':
      return fault.what === 'price' ? messages.enterPrice : messages.enterQuantity;
    case 'malformed':
      return messages.notADecimal;
    case 'off step':
      return messages.stepIs(fault.step);
    case 'too little':
      return messages.atLeast(fault.least);
    case 'too much':
      return messages.atMost(fault.most);
    case 'no funds':
      return messages.notEnough(fault.asset);
  }
}
