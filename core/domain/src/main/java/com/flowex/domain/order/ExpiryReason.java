package com.flowex.domain.order;

import java.util.Locale;

/** Reason why an order, or the rest of it, ended without its owner's request. */
public enum ExpiryReason {
    /** Immediate-or-cancel: the part that did not trade at once ended. */
    IMMEDIATE_OR_CANCEL,
    /** Fill-or-kill: the book could not fill the whole order within one command. */
    FILL_OR_KILL,
    /** A market order emptied the other side of the book. */
    NO_LIQUIDITY,
    /**
     * The order reached the highest number of fills of one way through the book, and the rest cannot rest, because it
     * would cross the book. By rules 6 a limit order goes on later instead.
     */
    FILL_LIMIT,
    /** Good-till-date: the order's expiry time has come. */
    GOOD_TILL_DATE,
    /** The order would have traded with an order of the same owner. */
    SELF_TRADE_PREVENTED,
    /** The other order of its pair traded, triggered, changed or ended. */
    OTHER_LEG,
    /** The rest could trade only outside the price band. */
    PRICE_BAND,
    /** The market's circuit breaker halted the market during the order's execution. */
    CIRCUIT_BREAKER,
    /** When the order's turn came, its account could no longer pay for it. */
    INSUFFICIENT_FUNDS,
    /** When the order's turn came, it was post-only but would have taken liquidity. */
    POST_ONLY_WOULD_TAKE,
    /**
     * When the order's turn came, the market no longer accepted it, or it would have broken a limit of its account or
     * market.
     */
    NOT_ALLOWED,
    /** The trigger of a pending order was already met when the order was to begin. */
    WOULD_TRIGGER_AT_ONCE,
    /** The last slice of a time-weighted order is done. */
    SLICES_DONE,
    /** A kill switch ended the order. */
    KILL_SWITCH,
    /** Its rest is worth less than one unit of the quote asset, so no trade could be paid for. */
    UNPAYABLE_REST,
    /**
     * Its account may no longer have such an order: it is suspended, it may only reduce its holdings, or it is being
     * liquidated.
     */
    ACCOUNT_RESTRICTED,
    /** It was to trade, and its whole open quantity would have led its customer above a limit of positions. */
    POSITION_LIMIT,
    /** The order's market was delisted. */
    DELISTED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code of the wire: "good_till_date". */
    public String code() {
        return code;
    }
}
