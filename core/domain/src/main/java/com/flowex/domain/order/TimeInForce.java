package com.flowex.domain.order;

/** Length of time that a limit order may live. */
public enum TimeInForce {
    /** Good till canceled: the part that does not trade rests in the book. */
    GTC,
    /** Immediate or cancel: the part that does not trade at once expires. */
    IOC,
    /** Fill or kill: trades at once and whole, or expires without a trade. */
    FOK,
    /** Good till date: as {@link #GTC}, until a moment of log time. */
    GTD
}
