package com.flowex.listings.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a provider's numbers. A number outside counts as unknown: it is neither cut to the bound nor narrowed to a
 * smaller type.
 */
enum FigureBounds {
    /** Dollars for one unit; above zero. */
    PRICE("0", "1e12", false),
    /** Dollars in total. */
    AMOUNT("0", "1e16", true),
    /** Units of a coin. */
    SUPPLY("0", "1e30", true),
    /** Change in dollars. */
    CHANGE("-1e12", "1e12", true),
    /** Change in percent: no price falls by more than 100 %. */
    CHANGE_PERCENT("-100", "1e12", true),
    /** Percent of a whole. */
    SHARE_PERCENT("0", "100", true);

    private static final int DIGITS_MAX = 60;
    private static final int COUNT_MAX = 100_000_000;

    /** Bitcoin's first block. */
    private static final Instant EARLIEST = Instant.parse("2009-01-03T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final BigDecimal least;
    private final BigDecimal most;
    private final boolean isLeastWithin;

    FigureBounds(String least, String most, boolean isLeastWithin) {
        this.least = new BigDecimal(least);
        this.most = new BigDecimal(most);
        this.isLeastWithin = isLeastWithin;
    }

    /** Returns the number; null if there is none, or it is outside the bounds. */
    @Nullable
    BigDecimal of(JsonNode node) {
        if (!node.isNumber()) {
            return null;
        }
        BigDecimal value = node.decimalValue();
        boolean isShort = Math.abs((long) value.scale()) <= DIGITS_MAX && value.precision() <= DIGITS_MAX;
        boolean isWithin = isShort && value.compareTo(least) >= (isLeastWithin ? 0 : 1) && value.compareTo(most) <= 0;
        return isWithin ? value : null;
    }

    /** Returns a count or a rank; 0 if there is none. */
    static int count(JsonNode node) {
        boolean isCount = node.isIntegralNumber() && node.canConvertToInt();
        return isCount && node.intValue() >= 0 && node.intValue() <= COUNT_MAX ? node.intValue() : 0;
    }

    /** Returns a time; null if there is none, or it is outside the bounds. */
    static @Nullable Instant moment(JsonNode node) {
        try {
            return node.isTextual() ? within(Instant.parse(node.asText())) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns a time given in milliseconds since 1970; null like the other. */
    static @Nullable Instant momentOfMillis(JsonNode node) {
        return node.isNumber() && node.canConvertToLong() ? within(Instant.ofEpochMilli(node.asLong())) : null;
    }

    private static @Nullable Instant within(Instant at) {
        return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
    }
}
