package com.flowex.backtest.metric;

import java.util.Locale;

/** Figures of a run, in the order of their display; {@code docs/strategies/metrics.md} defines each by its code. */
public enum Metric {
    TOTAL_RETURN(Unit.SHARE),
    CAGR(Unit.SHARE),
    BENCHMARK_RETURN(Unit.SHARE),
    ALPHA(Unit.SHARE),
    BETA(Unit.NUMBER),
    VOLATILITY(Unit.SHARE),
    SHARPE(Unit.NUMBER),
    PROBABILISTIC_SHARPE(Unit.SHARE),
    SORTINO(Unit.NUMBER),
    CALMAR(Unit.NUMBER),
    MAX_DRAWDOWN(Unit.SHARE),
    MAX_DRAWDOWN_DAYS(Unit.DAYS),
    VALUE_AT_RISK(Unit.SHARE),
    CONDITIONAL_VALUE_AT_RISK(Unit.SHARE),
    EXPOSURE(Unit.SHARE),
    TIME_IN_MARKET(Unit.SHARE),
    TURNOVER(Unit.NUMBER),
    TRADES(Unit.COUNT),
    WIN_RATE(Unit.SHARE),
    PROFIT_FACTOR(Unit.NUMBER),
    EXPECTANCY(Unit.MONEY),
    BEST_TRADE(Unit.MONEY),
    WORST_TRADE(Unit.MONEY),
    FEES_PAID(Unit.MONEY);

    /** Meaning of a figure's number. */
    public enum Unit {
        /** 0.05 for 5 %. */
        SHARE,
        NUMBER,
        COUNT,
        DAYS,
        /** Amount of the valuation asset. */
        MONEY
    }

    private final String code = name().toLowerCase(Locale.ROOT);
    private final Unit unit;

    Metric(Unit unit) {
        this.unit = unit;
    }

    /** Returns the stable code, "max_drawdown". */
    public String code() {
        return code;
    }

    /** Returns true for figures of which less is better. */
    public boolean isLowerBetter() {
        return switch (this) {
            case VOLATILITY, MAX_DRAWDOWN, MAX_DRAWDOWN_DAYS, VALUE_AT_RISK, CONDITIONAL_VALUE_AT_RISK, FEES_PAID ->
                true;
            default -> false;
        };
    }

    public Unit unit() {
        return unit;
    }

    /** Returns the name for people, "Max drawdown". */
    public String label() {
        return switch (this) {
            case CAGR -> "CAGR";
            case VALUE_AT_RISK -> "Value at risk (95 %)";
            case CONDITIONAL_VALUE_AT_RISK -> "Conditional value at risk (95 %)";
            case SHARPE, SORTINO, CALMAR -> name().charAt(0) + code.substring(1) + " ratio";
            case PROBABILISTIC_SHARPE -> "Probabilistic Sharpe ratio";
            default -> name().charAt(0) + code.substring(1).replace('_', ' ');
        };
    }
}
