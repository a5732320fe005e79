/** English: what users are restricted to. */
export const restrictionsEn = {
  restrictions: 'Restrictions',
  restrictionsOf: (email: string) => `Restrictions of ${email}`,
  inForce: 'In force',
  endedOnes: 'Ended',
  notRestricted: 'This user is not restricted',
  restriction: 'Restriction',
  restrictionKinds: { no_withdrawals: 'No withdrawals', reduce_only: 'Sells only', suspended: 'Shut out' },
  restrictionMeans: {
    no_withdrawals:
      'Nothing leaves the account: no withdrawal, no transfer to another user. A withdrawal under way fails unless it is signed already, and its money is free again. Trading goes on.',
    reduce_only:
      'The account sells and cancels, and buys nothing by any door. Its open bids are taken out now and do not come back; withdrawals go on.',
    suspended:
      'The user cannot log in and their keys sign nothing. Their sessions and all their orders end, and nothing leaves the account. Ended again, they get in and trade as before.',
  },
  setBy: (who: string, when: string) => `${who}, ${when}`,
  restrictionEnds: 'Ends',
  untilEnded: 'when somebody ends it',
  timeOver: (when: string) => `${when}, by its time`,
  endedBy: (who: string, when: string) => `${when}, ${who}`,
  carryingOut: 'Being carried out',
  restrictTitle: 'Restrict this user',
  restrict: 'Restrict',
  restrictReasonHint: 'For whoever looks at it later, such as “wash trading, case 12”',
  restrictEnds: 'Until',
  restrictEndsHint: 'Left empty: until somebody ends it',
  restrictEndsRule: 'A time to come, or nothing',
  restrictedSo: 'This user is restricted so already',
  restricted: (what: string) => `In force: ${what}`,
  liftRestriction: 'End it',
  liftRestrictionSure: 'End it now?',
  restrictionLifted: 'The restriction has ended',
  restrictedByOne: 'A restriction shuts this user out: end it under “Restrictions”',
};
