/** Features that an exchange may switch off. */
export const FEATURES = [
  'registration',
  'trading',
  'deposits',
  'withdrawals',
  'withdrawal_codes',
  'sms_codes',
  'factor_removal',
  'factor_recovery',
  'transfers',
  'api_keys',
  'streams',
  'p2p',
  'margin',
] as const;
export type Feature = (typeof FEATURES)[number];
