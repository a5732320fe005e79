/** English: what users are restricted to. */
export const restrictionsEn = {
  restrictions: 'Restrictions',
  restrictionsOf: (email: string) => `Restrictions of ${email}`,
  inForce: 'Active',
  endedOnes: 'Ended',
  notRestricted: 'This user is not restricted',
  restriction: 'Restriction',
  restrictionKinds: {
    no_withdrawals: 'No withdrawals',
    reduce_only: 'Sell only',
    suspended: 'No access',
    no_p2p: 'No P2P trades',
  },
  restrictionMeans: {
    no_withdrawals:
      'Nothing leaves the account: no withdrawals, no transfers to other users. A pending withdrawal fails unless it is already signed, and its amount is released. Trading continues.',
    reduce_only:
      'The account can sell and cancel, but not buy in any way. Its open buy orders are canceled now and do not come back; withdrawals continue.',
    suspended:
      'The user cannot log in, and their keys cannot sign. Sessions end, all orders are canceled, and nothing leaves the account. When the restriction ends, access and trading return.',
    no_p2p: 'The person posts and takes no offers, and their offers are paused. Trades under way can be finished.',
  },
  setBy: (who: string, when: string) => `${who}, ${when}`,
  restrictionEnds: 'Ends',
  untilEnded: 'when lifted',
  timeOver: (when: string) => `${when}, expired`,
  endedBy: (who: string, when: string) => `${when}, ${who}`,
  carryingOut: 'Being applied',
  restrictTitle: 'Restrict this user',
  restrict: 'Restrict',
  restrictReasonHint: 'For later reviewers, such as “wash trading, case 12”',
  restrictEnds: 'Until',
  restrictEndsHint: 'Empty: until lifted',
  restrictEndsRule: 'Must be in the future, or empty',
  restrictedSo: 'This user already has this restriction',
  restricted: (what: string) => `Restriction applied: ${what}`,
  liftRestriction: 'Lift restriction',
  liftRestrictionSure: 'Lift it now?',
  restrictionLifted: 'Restriction lifted',
  restrictedByOne: 'This user has no access because of a restriction: lift it under “Restrictions”',
};
