package com.flowex.trading.store.order;

import java.util.Locale;
import java.util.Optional;

/** Status of an order. The lower-case name is the code on the wire and in the view. */
public enum OrderStatus {
    /** Not started: the order that it is linked with is not filled yet. */
    PENDING,
    /** Conditional order whose trigger is not met yet. */
    WAITING,
    /** Order in the book or in execution, not filled yet. */
    OPEN,
    /** Order in the book or in execution, partly filled. */
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    EXPIRED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    public boolean isOpen() {
        return this == PENDING || this == WAITING || this == OPEN || this == PARTIALLY_FILLED;
    }

    /** Returns the status with this code; empty if there is none. */
    public static Optional<OrderStatus> of(String code) {
        for (OrderStatus status : values()) {
            if (status.code.equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
