package com.flowex.listings.provider;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numeric property of a coin, with CoinGecko's name; amounts of money are dollars. */
public enum CoinFigure {
    CURRENT_PRICE(FigureBounds.PRICE),
    MARKET_CAP(FigureBounds.AMOUNT),
    FULLY_DILUTED_VALUATION(FigureBounds.AMOUNT),
    TOTAL_VOLUME(FigureBounds.AMOUNT),
    HIGH_24H(FigureBounds.PRICE),
    LOW_24H(FigureBounds.PRICE),
    PRICE_CHANGE_24H(FigureBounds.CHANGE),
    PRICE_CHANGE_PERCENTAGE_1H(FigureBounds.CHANGE_PERCENT, "price_change_percentage_1h_in_currency"),
    PRICE_CHANGE_PERCENTAGE_24H(FigureBounds.CHANGE_PERCENT),
    PRICE_CHANGE_PERCENTAGE_7D(FigureBounds.CHANGE_PERCENT, "price_change_percentage_7d_in_currency"),
    MARKET_CAP_CHANGE_PERCENTAGE_24H(FigureBounds.CHANGE_PERCENT),
    CIRCULATING_SUPPLY(FigureBounds.SUPPLY),
    TOTAL_SUPPLY(FigureBounds.SUPPLY),
    MAX_SUPPLY(FigureBounds.SUPPLY),
    ATH(FigureBounds.PRICE),
    ATH_CHANGE_PERCENTAGE(FigureBounds.CHANGE_PERCENT),
    ATL(FigureBounds.PRICE),
    ATL_CHANGE_PERCENTAGE(FigureBounds.CHANGE_PERCENT);

    /** All figures, in a list that callers cannot change. */
    public static final List<CoinFigure> ALL = List.of(values());

    private final String label = name().toLowerCase(Locale.ROOT);
    private final FigureBounds bounds;
    private final String wire;

    CoinFigure(FigureBounds bounds) {
        this.bounds = bounds;
        this.wire = label;
    }

    CoinFigure(FigureBounds bounds, String wire) {
        this.bounds = bounds;
        this.wire = wire;
    }

    /** Returns the bounds; a number outside them counts as unknown. */
    FigureBounds bounds() {
        return bounds;
    }

    /** Returns the name in our own answers. */
    public String label() {
        return label;
    }

    /** Returns the name in the provider's list of markets. */
    String wire() {
        return wire;
    }

    /** Returns the figure with the given name in our answers. */
    public static CoinFigure of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(label));
    }
}
