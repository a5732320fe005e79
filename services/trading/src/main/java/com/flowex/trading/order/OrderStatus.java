package com.flowex.trading.order;

import java.util.Locale;
import java.util.Optional;

/** Where an order is in its life. The lower-case name is its code on the wire and in the view. */
public enum OrderStatus {
    /** Rests in the book, nothing filled yet. */
    OPEN,
    /** Rests in the book, partly filled. */
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    EXPIRED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    public boolean isOpen() {
        return this == OPEN || this == PARTIALLY_FILLED;
    }

    /** The status with this code, if there is one. */
    public static Optional<OrderStatus> of(String code) {
        for (OrderStatus status : values()) {
            if (status.code.equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
