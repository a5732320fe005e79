package com.flowex.binance.trade.params;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.trading.store.order.OrderCodes;
import java.util.Set;

/** Types of orders in this dialect, with their required and optional parameters. */
@SuppressWarnings("ImmutableEnumChecker") // its sets are made by Set.of
public enum SpotType {
    LIMIT(Set.of("timeInForce", "quantity", "price"), Set.of("icebergQty")),
    LIMIT_MAKER(Set.of("quantity", "price"), Set.of("icebergQty")),
    MARKET(Set.of(), Set.of("quantity", "quoteOrderQty")),
    STOP_LOSS(Set.of("quantity"), Set.of("stopPrice", "trailingDelta")),
    STOP_LOSS_LIMIT(Set.of("timeInForce", "quantity", "price"), Set.of("stopPrice", "trailingDelta", "icebergQty")),
    TAKE_PROFIT(Set.of("quantity"), Set.of("stopPrice", "trailingDelta")),
    TAKE_PROFIT_LIMIT(Set.of("timeInForce", "quantity", "price"), Set.of("stopPrice", "trailingDelta", "icebergQty"));

    /** Parameters that depend on the type. */
    private static final Set<String> DEPENDING =
            Set.of("timeInForce", "quantity", "quoteOrderQty", "price", "stopPrice", "trailingDelta", "icebergQty");

    private final Set<String> requires;
    private final Set<String> takes;

    SpotType(Set<String> requires, Set<String> accepted) {
        this.requires = requires;
        this.takes = accepted;
    }

    /** True if it waits for a price. */
    boolean isConditional() {
        return takes.contains("stopPrice");
    }

    /** True if it has a limit price. */
    boolean hasLimit() {
        return requires.contains("price");
    }

    /**
     * Checks that all required parameters are present, and no others.
     *
     * @param names names of the parameters
     * @throws com.flowex.platform.errors.Refusal naming the first missing or superfluous parameter
     */
    void check(Params params, ParamNames names) {
        requires.stream()
                .filter(name -> names.hasQuantity() || !name.equals("quantity"))
                .sorted()
                .map(names::of)
                .forEach(params::required);
        DEPENDING.stream()
                .filter(name -> !requires.contains(name) && !takes.contains(name))
                .map(names::of)
                .filter(params::has)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw BinanceErrorCode.PARAM_NOT_REQUIRED.refusal(
                            "Parameter '" + name + "' sent when not required.");
                });
        if (this == MARKET && names.hasQuantity()) {
            exactlyOne(params, names.of("quantity"), names.of("quoteOrderQty"));
        }
        String stop = names.of("stopPrice");
        String trailing = names.of("trailingDelta");
        if (isConditional() && !params.has(stop) && !params.has(trailing)) {
            throw neither(stop, trailing);
        }
    }

    private static void exactlyOne(Params params, String one, String other) {
        if (params.has(one) && params.has(other)) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: send '" + one + "' or '" + other + "', not both.");
        }
        if (!params.has(one) && !params.has(other)) {
            throw neither(one, other);
        }
    }

    private static com.flowex.platform.errors.Refusal neither(String one, String other) {
        return BinanceErrorCode.MANDATORY_PARAM.refusal(
                "Param '" + one + "' or '" + other + "' must be sent, but both were empty/null!");
    }

    /** Returns our word for how the price is reached from which on such an order trails. */
    String activation() {
        return switch (this) {
            case STOP_LOSS, STOP_LOSS_LIMIT -> "stop_loss";
            case TAKE_PROFIT, TAKE_PROFIT_LIMIT -> "take_profit";
            case LIMIT, LIMIT_MAKER, MARKET -> throw new IllegalStateException("an order that does not wait");
        };
    }

    /** Returns the name of an order's type; our own name if this dialect has none. */
    public static String nameOf(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> (limit.postOnly() ? LIMIT_MAKER : LIMIT).name();
            case OrderTerms.Market _, OrderTerms.MarketByQuote _ -> MARKET.name();
            case OrderTerms.Conditional(Trigger trigger, var then) ->
                conditional(trigger, then instanceof OrderTerms.Limit).name();
            case OrderTerms.Twap _ -> OrderKind.TWAP.name();
        };
    }

    private static SpotType conditional(Trigger trigger, boolean hasLimit) {
        return switch (trigger) {
            case Trigger.StopLoss _, Trigger.TrailingFromLoss _, Trigger.Trailing _ ->
                hasLimit ? STOP_LOSS_LIMIT : STOP_LOSS;
            case Trigger.TakeProfit _, Trigger.TrailingFrom _ -> hasLimit ? TAKE_PROFIT_LIMIT : TAKE_PROFIT;
        };
    }

    /** Returns the time in force: {@code GTC} for orders that never rest, as is usual in this dialect. */
    public static String timeInForceOf(OrderTerms terms) {
        return OrderCodes.limitOf(terms)
                .map(limit -> limit.timeInForce().name())
                .orElse("GTC");
    }
}
