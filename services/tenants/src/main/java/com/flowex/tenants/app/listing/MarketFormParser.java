package com.flowex.tenants.app.listing;

import static com.flowex.tenants.app.listing.MarketForm.SHARE;

import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.Notional;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parser of a market's form. The constructor records errors; after {@link Fields#check} has passed, {@link #terms}
 * gives the terms.
 */
public final class MarketFormParser {

    private static final int BREAKER_SECONDS_MAX =
            Math.toIntExact(TimeUnit.NANOSECONDS.toSeconds(CircuitBreaker.NANOS_MAX));

    private static final int KINDS_MAX = OrderKind.values().length;

    /** Move, window and halt of a breaker that is off. */
    private static final long[] OFF = {
        CircuitBreaker.NONE.moveMillionths(), CircuitBreaker.NONE.windowNanos(), CircuitBreaker.NONE.haltNanos()
    };

    /** Placeholder scale for an asset that is not listed: {@link Fields#check} throws before it is used. */
    private static final Scale REFUSED = new Scale(0);

    private final Fields fields;
    private final String base;
    private final String quote;
    private final Scale priceScale;
    private final long tick;
    private final long priceMax;
    private final long lot;
    private final long quantityMin;
    private final long quantityMax;
    private final long notionalMin;
    private final long notionalMax;
    private final long positionMax;
    private final int openOrdersMax;
    private final int band;
    private final Set<OrderKind> kinds = EnumSet.noneOf(OrderKind.class);
    private final long[] breaker;
    private final FeeFormParser fees;

    /**
     * Reads a form.
     *
     * @param scaleOf scale of an asset by its code, if there is one
     */
    public MarketFormParser(MarketForm form, Fields fields, Function<String, Optional<Scale>> scaleOf) {
        this.fields = fields;
        base = form.base() == null ? "" : form.base();
        quote = form.quote() == null ? "" : form.quote();
        Scale baseScale = scale("base", base, scaleOf);
        Scale quoteScale = scale("quote", quote, scaleOf);
        if (!base.isEmpty() && base.equals(quote)) {
            fields.refuse("quote", "another asset than base");
        }
        priceScale = new Scale(fields.within("price_scale", form.priceScale(), 0, Scale.PLACES_MAX));
        tick = fields.positive("price_tick", form.priceTick(), priceScale);
        priceMax = fields.positive("max_price", form.maxPrice(), priceScale);
        lot = fields.positive("quantity_lot", form.quantityLot(), baseScale);
        quantityMin = fields.positive("min_quantity", form.minQuantity(), baseScale);
        quantityMax = fields.positive("max_quantity", form.maxQuantity(), baseScale);
        if (priceMax > 0 && priceMax < tick) {
            fields.refuse("max_price", "price_tick or more");
        }
        if (quantityMax > 0 && quantityMax < quantityMin) {
            fields.refuse("max_quantity", "min_quantity or more");
        }
        notionalMin = notionalMin(form.minNotional(), baseScale, quoteScale);
        notionalMax = limit("max_notional", form.maxNotional(), quoteScale);
        positionMax = limit("max_position", form.maxPosition(), baseScale);
        openOrdersMax = form.maxOpenOrders() == null
                ? 0
                : fields.within("max_open_orders", form.maxOpenOrders(), 0, Integer.MAX_VALUE);
        band = share("price_band", form.priceBand());
        kinds(form.orderTypes());
        breaker = breaker(form.circuitBreaker());
        fees = new FeeFormParser(form, fields, quoteScale);
    }

    private Scale scale(String field, String code, Function<String, Optional<Scale>> scaleOf) {
        Optional<Scale> scale = scaleOf.apply(code);
        if (scale.isEmpty()) {
            fields.refuse(field, "the code of a listed asset");
        }
        return scale.orElse(REFUSED);
    }

    /**
     * Returns the least notional. Where the smallest trade is worth less than one unit of the quote asset, it is one unit by default
     * and may not be less.
     */
    private long notionalMin(@Nullable String value, Scale baseScale, Scale quoteScale) {
        long least = isWorthLessThanOneUnit(baseScale, quoteScale) ? 1 : 0;
        if (value == null) {
            return least;
        }
        long given = limit("min_notional", value, quoteScale);
        if (given < least) {
            fields.refuse(
                    "min_notional",
                    "one unit of the quote asset or more, because price_tick times quantity_lot is worth less than one unit");
        }
        return given;
    }

    private boolean isWorthLessThanOneUnit(Scale baseScale, Scale quoteScale) {
        int places = priceScale.places() + baseScale.places() - quoteScale.places();
        return tick > 0
                && lot > 0
                && Math.abs(places) <= Scale.PLACES_MAX
                && Notional.isBelow(tick, lot, Notional.Conversion.of(priceScale, baseScale, quoteScale), 1);
    }

    private long limit(String field, @Nullable String value, Scale scale) {
        return value == null ? 0 : fields.notNegative(field, value, scale);
    }

    /** Returns a share in millionths, below one. */
    private int share(String field, @Nullable String value) {
        long millionths = limit(field, value, SHARE);
        if (millionths >= FeeRates.WHOLE) {
            fields.refuse(field, "below 1");
            return 0;
        }
        return (int) millionths;
    }

    private void kinds(@Nullable List<String> words) {
        if (words == null) {
            kinds.addAll(EnumSet.allOf(OrderKind.class));
            return;
        }
        if (words.isEmpty()) {
            fields.refuse("order_types", "at least one type");
        }
        if (words.size() > KINDS_MAX) {
            fields.refuse("order_types", "at most " + KINDS_MAX + " types");
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            kinds.add(fields.oneOf("order_types." + i, words.get(i), OrderKind.class));
        }
    }

    /** Returns move, window and halt, in the engine's units. */
    private long[] breaker(MarketForm.@Nullable BreakerForm form) {
        if (form == null) {
            return OFF;
        }
        Fields parts = fields.under("circuit_breaker");
        long move = parts.notNegative("move", form.move(), SHARE);
        if (move > FeeRates.WHOLE) {
            parts.refuse("move", "1 or less");
        }
        if ("0".equals(form.move())) {
            return OFF;
        }
        int window = parts.within("window_seconds", form.windowSeconds(), 1, BREAKER_SECONDS_MAX);
        int halt = parts.within("halt_seconds", form.haltSeconds(), 1, BREAKER_SECONDS_MAX);
        return new long[] {move, TimeUnit.SECONDS.toNanos(window), TimeUnit.SECONDS.toNanos(halt)};
    }

    /** Returns the terms, after all checks have passed. */
    public MarketTerms terms() {
        RiskRules risk = new RiskRules(
                notionalMax,
                positionMax,
                openOrdersMax,
                band,
                new CircuitBreaker((int) breaker[0], breaker[1], breaker[2]),
                kinds);
        InstrumentRules rules =
                new InstrumentRules(priceScale, tick, priceMax, lot, quantityMin, quantityMax, notionalMin, risk);
        return new MarketTerms(base, quote, rules, fees.schedule());
    }
}
