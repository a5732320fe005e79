package com.flowex.trading.app.order;

import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.trading.store.order.OrderCodes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the terms in a client's order. A field that does not apply to the order's type is refused, because the
 * sender may rely on it for protection.
 *
 * <p>The caller calls {@link #read}, which notes all invalid fields, and {@link #terms} only if there are none.
 */
final class OrderTermsForm {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SECONDS_MAX = Long.MAX_VALUE / NANOS_PER_SECOND - 1;

    /** Common name of a stop loss. */
    private static final String STOP = "stop";

    private static final Set<String> LIMIT = Set.of("price", "time_in_force", "expires_at", "post_only");

    /** Fields of a limit order behind a trigger, which may show a part of itself. */
    private static final Set<String> LIMIT_BEHIND_TRIGGER = with(LIMIT, "display_quantity", "trigger_source");

    /** Fields by order type, besides symbol, side, quantity, self_trade_prevention, client_order_id and those of debts. */
    private static final Map<OrderKind, Set<String>> TAKES = Map.of(
            OrderKind.LIMIT, LIMIT,
            OrderKind.ICEBERG, with(LIMIT, "display_quantity"),
            OrderKind.MARKET, Set.of("time_in_force", "quote_quantity"),
            OrderKind.STOP_LOSS, Set.of("time_in_force", "stop_price", "trigger_source"),
            OrderKind.TAKE_PROFIT, Set.of("time_in_force", "stop_price", "trigger_source"),
            OrderKind.STOP_LOSS_LIMIT, with(LIMIT_BEHIND_TRIGGER, "stop_price"),
            OrderKind.TAKE_PROFIT_LIMIT, with(LIMIT_BEHIND_TRIGGER, "stop_price"),
            OrderKind.TRAILING_STOP,
                    with(
                            LIMIT_BEHIND_TRIGGER,
                            "trailing_amount",
                            "trailing_bps",
                            "activation_price",
                            "activation_type"),
            OrderKind.TWAP, Set.of("price", "slices", "interval_seconds"));

    private final PlaceOrderBody body;
    private final Fields fields;
    private final MarketFieldParser amounts;
    private final @Nullable OrderKind kind;

    private long priceUnits;
    private long displayUnits;
    private long quoteUnits;
    private long stopUnits;
    private long trailingUnits;
    private long activationUnits;
    private OrderCodes.ActivationType activationType = OrderCodes.ActivationType.TAKE_PROFIT;
    private int trailingBps;
    private long expiresNanos;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private TriggerSource source = TriggerSource.LAST_TRADE;

    OrderTermsForm(PlaceOrderBody body, ListedMarket market, Fields fields) {
        this.body = body;
        this.fields = fields;
        this.amounts = new MarketFieldParser(market, fields);
        this.kind = TAKES.keySet().stream()
                .filter(one -> one.code().equals(STOP.equals(body.type()) ? OrderKind.STOP_LOSS.code() : body.type()))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }

    /** Returns true for a market order that names the amount to pay or receive, and therefore has no quantity. */
    boolean namesQuoteAmount() {
        return kind == OrderKind.MARKET && body.quoteQuantity() != null;
    }

    /** Reads and checks every field; invalid fields are noted. */
    void read() {
        OrderKind known = kind;
        if (known == null) {
            fields.refuse(
                    "type",
                    "limit, market, stop_loss (or stop), stop_loss_limit, take_profit, take_profit_limit, trailing_stop, iceberg"
                            + " or twap; two orders of which one cancels the other have their own route");
            return;
        }
        refuseWhatItDoesNotTake(known);
        switch (known) {
            case LIMIT, ICEBERG -> limit();
            case MARKET -> {
                atOnce();
                byQuote();
            }
            case STOP_LOSS, TAKE_PROFIT -> {
                trigger();
                atOnce();
            }
            case STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT -> {
                trigger();
                limit();
            }
            case TRAILING_STOP -> trailing();
            case TWAP -> sliced();
            case OCO -> throw new IllegalStateException("a pair is no single order");
        }
    }

    private void refuseWhatItDoesNotTake(OrderKind known) {
        Set<String> accepted = TAKES.getOrDefault(known, Set.of());
        given("price", body.price(), accepted);
        given("quote_quantity", body.quoteQuantity(), accepted);
        given("display_quantity", body.displayQuantity(), accepted);
        given("time_in_force", body.timeInForce(), accepted);
        given("expires_at", body.expiresAt(), accepted);
        given("post_only", isPostOnly() ? body.postOnly() : null, accepted);
        given("stop_price", body.stopPrice(), accepted);
        given("trailing_amount", body.trailingAmount(), accepted);
        given("trailing_bps", body.trailingBps(), accepted);
        given("activation_price", body.activationPrice(), accepted);
        given("activation_type", body.activationType(), accepted);
        given("trigger_source", body.triggerSource(), accepted);
        given("slices", body.slices(), accepted);
        if (known == OrderKind.TWAP) {
            given("auto_borrow", body.effects().borrows() ? body.autoBorrow() : null, accepted);
            given("auto_repay", body.effects().repays() ? body.autoRepay() : null, accepted);
        }
        body.effectFields().check(fields);
        given("interval_seconds", body.intervalSeconds(), accepted);
        if (namesQuoteAmount() && body.quantity() != null) {
            fields.refuse("quantity", "left out beside quote_quantity");
        }
    }

    private void given(String field, @Nullable Object value, Set<String> accepted) {
        if (value != null && !accepted.contains(field)) {
            fields.refuse(field, "left out of an order of type " + body.type());
        }
    }

    private boolean isPostOnly() {
        return Boolean.TRUE.equals(body.postOnly());
    }

    private void limit() {
        priceUnits = amounts.price("price", body.price());
        if (body.timeInForce() != null) {
            timeInForce = fields.oneOf("time_in_force", body.timeInForce(), TimeInForce.class);
        }
        boolean mayRest = timeInForce == TimeInForce.GTC || timeInForce == TimeInForce.GTD;
        if (isPostOnly() && !mayRest) {
            fields.refuse("post_only", "left out unless time_in_force is gtc or gtd");
        }
        if (kind == OrderKind.ICEBERG || body.displayQuantity() != null) {
            displayUnits = amounts.quantity("display_quantity", body.displayQuantity());
            if (!mayRest) {
                fields.refuse("time_in_force", "gtc or gtd for an iceberg");
            }
        }
        expiry();
    }

    private void expiry() {
        String text = body.expiresAt();
        if (timeInForce != TimeInForce.GTD) {
            if (text != null) {
                fields.refuse("expires_at", "left out unless time_in_force is gtd");
            }
            return;
        }
        try {
            Instant at = Instant.parse(text == null ? "" : text);
            if (at.getEpochSecond() >= 1 && at.getEpochSecond() <= SECONDS_MAX) {
                expiresNanos = at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
                return;
            }
        } catch (DateTimeParseException e) {
            // Refused below, like a time out of range.
        }
        fields.refuse("expires_at", "a time such as \"2030-01-31T12:00:00Z\" where time_in_force is gtd");
    }

    private void atOnce() {
        String word = body.timeInForce();
        if (word != null && !word.equals(OrderCodes.of(TimeInForce.IOC))) {
            fields.refuse("time_in_force", "ioc or left out of a market order");
        }
    }

    private void byQuote() {
        if (body.quoteQuantity() != null) {
            quoteUnits = amounts.quote("quote_quantity", body.quoteQuantity());
        }
    }

    private void trigger() {
        stopUnits = amounts.price("stop_price", body.stopPrice());
        source();
    }

    private void source() {
        if (body.triggerSource() != null) {
            source = fields.oneOf("trigger_source", body.triggerSource(), TriggerSource.class);
        }
    }

    private void trailing() {
        source();
        Integer bps = body.trailingBps();
        if ((bps == null) == (body.trailingAmount() == null)) {
            fields.refuse("trailing_amount", "given, or trailing_bps, and not both");
        } else if (bps == null) {
            trailingUnits = amounts.price("trailing_amount", body.trailingAmount());
        } else {
            trailingBps = fields.within("trailing_bps", bps, 1, Trigger.TrailingRate.BASIS_POINTS_MAX);
        }
        if (body.activationPrice() != null) {
            activationUnits = amounts.price("activation_price", body.activationPrice());
        }
        activationType();
        if (body.price() != null) {
            limit();
        } else {
            atOnce();
            given("post_only", isPostOnly() ? body.postOnly() : null, Set.of());
            given("expires_at", body.expiresAt(), Set.of());
            given("display_quantity", body.displayQuantity(), Set.of());
        }
    }

    private void activationType() {
        String word = body.activationType();
        if (word == null) {
            return;
        }
        activationType = fields.oneOf("activation_type", word, OrderCodes.ActivationType.class);
        if (body.activationPrice() == null) {
            fields.refuse("activation_type", "left out where activation_price is");
        }
    }

    private void sliced() {
        priceUnits = amounts.price("price", body.price());
        fields.within("slices", body.slices(), OrderTerms.Twap.SLICES_MIN, OrderTerms.Twap.SLICES_MAX);
        fields.within(
                "interval_seconds",
                body.intervalSeconds(),
                (int) (OrderTerms.Twap.INTERVAL_MIN_NANOS / NANOS_PER_SECOND),
                (int) (OrderTerms.Twap.INTERVAL_MAX_NANOS / NANOS_PER_SECOND));
    }

    /** Returns the terms. Must be called only if no field is invalid. */
    OrderTerms terms() {
        return switch (Objects.requireNonNull(kind)) {
            case LIMIT, ICEBERG -> asLimit();
            case MARKET -> namesQuoteAmount() ? new OrderTerms.MarketByQuote(quoteUnits) : OrderTerms.Market.MARKET;
            case STOP_LOSS, STOP_LOSS_LIMIT -> after(new Trigger.StopLoss(new Price(stopUnits), source));
            case TAKE_PROFIT, TAKE_PROFIT_LIMIT -> after(new Trigger.TakeProfit(new Price(stopUnits), source));
            case TRAILING_STOP -> after(activationUnits == 0 ? distance() : activated(new Price(activationUnits)));
            case TWAP ->
                new OrderTerms.Twap(
                        new Price(priceUnits),
                        Objects.requireNonNull(body.slices()),
                        Objects.requireNonNull(body.intervalSeconds()) * NANOS_PER_SECOND);
            case OCO -> throw new IllegalStateException("a pair is no single order");
        };
    }

    private Trigger activated(Price from) {
        return switch (activationType) {
            case TAKE_PROFIT -> new Trigger.TrailingFrom(from, distance());
            case STOP_LOSS -> new Trigger.TrailingFromLoss(from, distance());
        };
    }

    private Trigger.Trailing distance() {
        return trailingUnits == 0
                ? new Trigger.TrailingRate(trailingBps, source)
                : new Trigger.TrailingAmount(new Price(trailingUnits), source);
    }

    private OrderTerms after(Trigger trigger) {
        return new OrderTerms.Conditional(trigger, priceUnits == 0 ? OrderTerms.Market.MARKET : asLimit());
    }

    private OrderTerms.Limit asLimit() {
        return new OrderTerms.Limit(
                new Price(priceUnits), timeInForce, expiresNanos, isPostOnly(), new Quantity(displayUnits));
    }
}
