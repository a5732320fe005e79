package com.flowex.trading.app.order;

import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Parser of prices and quantities of a request, in a market's units. The refusal of a value that is too fine names the
 * market's step.
 */
record MarketFieldParser(ListedMarket market, Fields fields) {

    /** Parses a price above zero, in units of the market's price scale. */
    long price(String field, @Nullable String text) {
        InstrumentRules rules = market.instrument().rules();
        return positive(field, text, market.priceScale(), rules.tickUnits(), rules.priceMaxUnits());
    }

    /** Parses a quantity above zero, in units of the base asset. */
    long quantity(String field, @Nullable String text) {
        InstrumentRules rules = market.instrument().rules();
        return positive(field, text, market.quantityScale(), rules.lotUnits(), rules.quantityMaxUnits());
    }

    /** Parses an amount above zero, in units of the quote asset. */
    long quote(String field, @Nullable String text) {
        return fields.positive(field, text, market.quoteScale());
    }

    private long positive(String field, @Nullable String text, Scale scale, long step, long most) {
        if (text != null && Decimals.parse(text, scale) instanceof Decimals.Parsed.Malformed) {
            fields.refuse(
                    field,
                    "a plain decimal such as \"1.25\", a multiple of " + Decimals.format(step, scale) + " and at most "
                            + Decimals.format(most, scale));
            return 0;
        }
        return fields.positive(field, text, scale);
    }
}
