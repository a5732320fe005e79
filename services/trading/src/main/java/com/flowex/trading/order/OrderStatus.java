package com.flowex.trading.order;

import java.util.Locale;
import java.util.Optional;

/** Where an order is in its life. The lower-case name is its code on the wire and in the view. */
public enum OrderStatus {
    /** Not begun: the order that it is linked with is not filled yet. */
    PENDING,
    /** A conditional order whose trigger was not met yet. */
    WAITING,
    /** Rests in the book or acts, nothing filled yet. */
    OPEN,
    /** Rests in the book or acts, partly filled. */
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
