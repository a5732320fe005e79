package com.flowex.domain;

import java.util.Locale;

/** Why an order, or what was left of it, ended without its owner's wish. */
public enum ExpiryReason {
    /** Immediate-or-cancel: what did not trade at once. */
    IMMEDIATE_OR_CANCEL,
    /** Fill-or-kill: the book could not fill it whole within one command. */
    FILL_OR_KILL,
    /** A market order that emptied the other side of the book. */
    NO_LIQUIDITY,
    /** It reached the most fills one command may make; what is left does not rest, it would cross the book. */
    FILL_LIMIT,
    /** Good-till-date: its time came. */
    GOOD_TILL_DATE,
    /** It would have traded with its own side. */
    SELF_TRADE_PREVENTED,
    /** The other order of its pair traded, triggered, changed or ended. */
    OTHER_LEG,
    /** What is left could trade only outside the price band. */
    PRICE_BAND,
    /** The market's circuit breaker halted it in the middle. */
    CIRCUIT_BREAKER,
    /** It was its turn, but its account no longer has what it costs. */
    INSUFFICIENT_FUNDS,
    /** It was its turn as post-only, but it would have taken. */
    POST_ONLY_WOULD_TAKE,
    /** It was its turn when the market no longer took it, or it would have broken a limit of its account or market. */
    NOT_ALLOWED,
    /** A pending order was to begin whose trigger was met already. */
    WOULD_TRIGGER_AT_ONCE,
    /** The last slice of a time-weighted order is done. */
    SLICES_DONE,
    /** A kill switch. */
    KILL_SWITCH,
    /** What is left of it, or of the taker, is worth less than one unit of the quote asset, so no trade could be paid for. */
    UNPAYABLE_REST,
    /** Its account may not have such an order any more: it is suspended, or only reduces what it holds. */
    ACCOUNT_RESTRICTED,
    /** Its market was delisted. */
    DELISTED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code of the wire: "good_till_date". */
    public String code() {
        return code;
    }
}
