import { isEnglish, type Messages } from '../language/messages';
import type { Fault } from './judge';

/** A fault in the page's language; null where there is none. */
export function sayingOf(fault: Fault | null, messages: Messages): string | null {
  switch (fault?.kind) {
    case undefined:
      return null;
    case 'missing':
      return { price: messages.enterPrice, quantity: messages.enterQuantity, value: messages.enterValue }[fault.what];
    case 'malformed':
      return messages.notADecimal;
    case 'ambiguous':
      return messages.commaIsAmbiguous(fault.whole, fault.decimal);
    case 'off step':
      return messages.stepIs(fault.step);
    case 'too little':
      return messages.atLeast(fault.least);
    case 'too much':
      return messages.atMost(fault.most);
    case 'no funds':
      return messages.notEnough(fault.asset);
    case 'not both':
      return messages.exitOne;
    case 'refused':
      return isEnglish(messages) ? fault.rule : messages.fieldWrong;
  }
}
