package com.flowex.binance.market;

import com.flowex.domain.market.MarketState;

/** Trading status of a market, in this dialect's words. */
enum SymbolStatus {
    TRADING,
    CANCEL_ONLY,
    HALT,
    BREAK;

    /** Returns the status; a post-only market counts as trading, and its order types show the restriction. */
    static SymbolStatus of(MarketState state) {
        return switch (state) {
            case OPEN, POST_ONLY -> TRADING;
            case CANCEL_ONLY -> CANCEL_ONLY;
            case HALTED -> HALT;
            case DELISTED -> BREAK;
        };
    }
}
