package com.flowex.risk.app.alert;

import java.time.Duration;
import java.util.Locale;

/** Figure that an alert watches. */
public enum AlertSubject {
    /** An asset's risk score, 0 to 100. */
    SCORE(true, Duration.ofDays(2), 100),
    /** Last price of an asset, in the reference asset. */
    PRICE(true, Duration.ofDays(1), 1e10),
    /** Yearly volatility of an asset (EWMA), as a share: 0.6 is 60 %. */
    VOLATILITY(true, Duration.ofDays(2), 1_000),
    /** Parametric one-day value at risk of a portfolio with 99 % confidence, as a share of its value. */
    PORTFOLIO_VAR(false, Duration.ofDays(2), 1),
    /** Maximum drawdown of today's portfolio over the past days, as a share. */
    PORTFOLIO_DRAWDOWN(false, Duration.ofDays(2), 1);

    private final boolean isOfAsset;
    private final Duration staleAfter;
    private final double most;

    AlertSubject(boolean isOfAsset, Duration staleAfter, double most) {
        this.isOfAsset = isOfAsset;
        this.staleAfter = staleAfter;
        this.most = most;
    }

    /** True for a subject of one asset; false for one of a portfolio. */
    public boolean isOfAsset() {
        return isOfAsset;
    }

    /** Returns the age from which a value is too old to be judged. */
    public Duration staleAfter() {
        return staleAfter;
    }

    /** Returns the largest threshold allowed. */
    public double most() {
        return most;
    }

    /** Returns the name on the wire, for example "portfolio_var". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
