package com.flowex.binance.market;

import com.flowex.domain.MarketState;

/** What a market takes, in this dialect's words. */
enum Status {
    TRADING,
    CANCEL_ONLY,
    HALT,
    BREAK;

    /** A market that takes post-only orders trades: that it takes no others is said by its order types. */
    static Status of(MarketState state) {
        return switch (state) {
            case OPEN, POST_ONLY -> TRADING;
            case CANCEL_ONLY -> CANCEL_ONLY;
            case HALTED -> HALT;
            case DELISTED -> BREAK;
        };
    }
}
