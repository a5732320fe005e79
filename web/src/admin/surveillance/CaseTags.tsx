import type { Case, CaseState } from '../../exchange/surveillance';
import { useAdminWords } from '../words';

const TAGS: Readonly<Record<CaseState, string>> = {
  open: 'tag-warn',
  under_review: 'tag-warn',
  escalated: 'tag-bad',
  dismissed: 'tag-plain',
  confirmed: 'tag-good',
};

export const isClosed = ({ state }: Case): boolean => state === 'dismissed' || state === 'confirmed';

/** As a ref: who goes to a case, or comes back, goes on there. */
export const focused = (button: HTMLButtonElement | null): void => button?.focus();

/** Reason why a restriction that two people agreed on is not in force; null where it is, or there is none. */
export const leftOf = ({ restrictionState }: Case): 'pending' | 'void' | null =>
  restrictionState === 'pending' || restrictionState === 'void' ? restrictionState : null;

/** How far a case is, and what it waits for. */
export function CaseTags({ of }: { readonly of: Case }) {
  const words = useAdminWords();
  const left = leftOf(of);
  return (
    <span className="tags">
      <i className={`tag ${TAGS[of.state]}`}>{words.caseStates[of.state]}</i>
      {of.proposal !== null && !isClosed(of) && <i className="tag tag-warn">{words.isProposed}</i>}
      {left !== null && <i className="tag tag-warn">{`${words.restriction}: ${words.restrictionStates[left]}`}</i>}
    </span>
  );
}
