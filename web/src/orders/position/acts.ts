/** Ways in which a position is ended. */
export const POSITION_ACTS = ['close', 'reverse'] as const;
export type PositionAct = (typeof POSITION_ACTS)[number];
