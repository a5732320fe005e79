package com.flowex.risk.alert;

import java.time.Duration;
import java.util.Locale;

/** What an alert looks at. */
public enum AlertSubject {
    /** An asset's risk score, 0 to 100. */
    SCORE(true, Duration.ofDays(2), 100),
    /** What one of an asset cost last, in the reference asset. */
    PRICE(true, Duration.ofDays(1), 1e10),
    /** An asset's volatility a year (EWMA), a share: 0.6 is 60 %. */
    VOLATILITY(true, Duration.ofDays(2), 1_000),
    /** Value at risk of a portfolio, parametric, of one day with 99 %, a share of its value. */
    PORTFOLIO_VAR(false, Duration.ofDays(2), 1),
    /** The deepest fall of a portfolio's shares of today over the days that were, a share. */
    PORTFOLIO_DRAWDOWN(false, Duration.ofDays(2), 1);

    private final boolean isOfAsset;
    private final Duration staleAfter;
    private final double most;

    AlertSubject(boolean isOfAsset, Duration staleAfter, double most) {
        this.isOfAsset = isOfAsset;
        this.staleAfter = staleAfter;
        this.most = most;
    }

    /** Of one asset; otherwise of a portfolio. */
    public boolean isOfAsset() {
        return isOfAsset;
    }

    /** What is older says nothing of now. */
    public Duration staleAfter() {
        return staleAfter;
    }

    /** No threshold is above it. */
    public double most() {
        return most;
    }

    /** The name on the wire, for example "portfolio_var". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
