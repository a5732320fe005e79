package com.flowex.listings.provider;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A number that is told of a coin, by CoinGecko's names; amounts of money are dollars. */
public enum CoinFigure {
    CURRENT_PRICE,
    MARKET_CAP,
    FULLY_DILUTED_VALUATION,
    TOTAL_VOLUME,
    HIGH_24H,
    LOW_24H,
    PRICE_CHANGE_24H,
    PRICE_CHANGE_PERCENTAGE_1H("price_change_percentage_1h_in_currency"),
    PRICE_CHANGE_PERCENTAGE_24H,
    PRICE_CHANGE_PERCENTAGE_7D("price_change_percentage_7d_in_currency"),
    MARKET_CAP_CHANGE_PERCENTAGE_24H,
    CIRCULATING_SUPPLY,
    TOTAL_SUPPLY,
    MAX_SUPPLY,
    ATH,
    ATH_CHANGE_PERCENTAGE,
    ATL,
    ATL_CHANGE_PERCENTAGE;

    /** All of them; no caller changes it. */
    public static final List<CoinFigure> ALL = List.of(values());

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String wire;

    CoinFigure() {
        this.wire = label;
    }

    CoinFigure(String wire) {
        this.wire = wire;
    }

    /** As our own answers name it. */
    public String label() {
        return label;
    }

    /** As the provider's list of markets names it. */
    String wire() {
        return wire;
    }

    /** The one that our answers name so. */
    public static CoinFigure of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(label));
    }
}
