import { isEnglish, type Messages } from '../language/messages';
import { readable } from '../money/numerals';
import type { Form } from './draft';
import { protectionOf } from './exit';
import type { Fault } from './judge';
import { mayRest } from './kinds';

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
      return messages.stepIs(readable(fault.step, true));
    case 'too little':
      return messages.atLeast(readable(fault.least, true));
    case 'too much':
      return messages.atMost(readable(fault.most, true));
    case 'no funds':
      return messages.notEnough(fault.asset);
    case 'refused':
      return isEnglish(messages) ? fault.rule : messages.fieldWrong;
  }
}

/** When the orders behind an entry begin, and that they do not where only a part of it may trade. */
export function exitHint(form: Form, messages: Messages): string {
  if (protectionOf(form) !== 'linked') {
    return messages.protectHint;
  }
  const hint = messages.followHint(form.side);
  return mayRest(form) ? hint : `${hint} ${messages.partHint}`;
}
