package com.flowex.orderentry.market;

import com.flowex.domain.market.MarketState;
import java.util.List;
import java.util.Optional;

/** Codes of a market's state on the wire and in the view. */
public final class MarketStateCodes {

    private static final List<MarketState> STATES = List.of(MarketState.values());

    private MarketStateCodes() {}

    public static String of(MarketState state) {
        return switch (state) {
            case OPEN -> "open";
            case POST_ONLY -> "post_only";
            case CANCEL_ONLY -> "cancel_only";
            case HALTED -> "halted";
            case DELISTED -> "delisted";
        };
    }

    /** Returns the state with this code, if there is one. */
    public static Optional<MarketState> state(String word) {
        return STATES.stream().filter(state -> of(state).equals(word)).findFirst();
    }

    /** Returns all codes for a message: "open, post_only, ...". */
    public static String all() {
        return String.join(", ", STATES.stream().map(MarketStateCodes::of).toList());
    }
}
