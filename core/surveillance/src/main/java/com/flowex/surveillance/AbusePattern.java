package com.flowex.surveillance;

import java.util.Locale;

/** Patterns that are detected; the names are those of market-abuse law (MAR, Annex I of EU 2016/522). */
public enum AbusePattern {
    /** Trading with oneself, or back and forth with one other, so that only volume changes. */
    WASH_TRADING,
    /**
     * Orders on one side that end unfilled as soon as the other side has been traded (spoofing, if it is a single
     * order).
     */
    LAYERING,
    /** Moving the last price of the day by trades just before its end. */
    MARKING_THE_CLOSE,
    /** A burst that moves the price, others who follow, and the opposite trade with them. */
    MOMENTUM_IGNITION;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the stable code of the wire: "wash_trading". */
    public String code() {
        return code;
    }
}
