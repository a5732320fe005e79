package com.flowex.wallet.app.lots;

import java.util.Locale;

/** Method that decides which lots a disposal takes from. The lower-case name is the code on the wire. */
public enum TaxLotMethod {
    /** The oldest lot first. */
    FIFO,
    /** The newest lot first. */
    LIFO,
    /** All lots of an asset are one, with their average cost. */
    AVERAGE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    TaxLotBook newBook() {
        return switch (this) {
            case FIFO -> new OrderedLots(false);
            case LIFO -> new OrderedLots(true);
            case AVERAGE -> new AverageLots();
        };
    }
}
