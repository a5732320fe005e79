package com.flowex.domain;

/** How long a limit order may live. */
public enum TimeInForce {
    /** Good till canceled: what does not trade rests in the book. */
    GTC,
    /** Immediate or cancel: what does not trade at once expires. */
    IOC,
    /** Fill or kill: trades at once and whole, or expires without a trade. */
    FOK,
    /** Good till date: as {@link #GTC}, until a moment of log time. */
    GTD
}
