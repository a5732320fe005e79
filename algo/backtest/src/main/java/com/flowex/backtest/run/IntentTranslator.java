package com.flowex.backtest.run;

import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderType.Limit;
import com.flowex.strategy.order.OrderType.Market;
import com.flowex.strategy.order.OrderType.OneCancelsOther;
import com.flowex.strategy.order.OrderType.StopLoss;
import com.flowex.strategy.order.OrderType.TakeProfit;
import com.flowex.strategy.order.OrderType.TrailingStop;
import com.flowex.strategy.order.OrderType.Twap;
import java.util.List;

/**
 * Translation of the numbers of a strategy into exact units: the one place that does it. Prices go to the nearest tick,
 * quantities down to whole lots. A number that is not usable is refused.
 */
public final class IntentTranslator {

    /** Code of a refusal for a number that is not finite or not above zero. */
    public static final String NOT_USABLE = "number_not_usable";

    private static final long SECOND_NANOS = 1_000_000_000;

    private final VenueMarket market;
    private final AccountId account;

    /** @param account account that places the orders */
    public IntentTranslator(VenueMarket market, AccountId account) {
        this.market = market;
        this.account = account;
    }

    /** Refusal of an intent before it reaches the exchange. */
    public static final class RefusedIntentException extends Exception {

        private static final long serialVersionUID = 1;

        private final String code;

        RefusedIntentException(String code, String message) {
            super(message);
            this.code = code;
        }

        /** Returns the stable code of the reason. */
        public String code() {
            return code;
        }
    }

    /** Returns the exact quantity in base units. */
    public long quantity(OrderIntent intent) throws RefusedIntentException {
        return lots("quantity", intent.quantity());
    }

    /** Returns the limit price in units; 0 if the type has none. */
    public long limit(OrderType type) throws RefusedIntentException {
        return switch (type) {
            case Limit limit -> price("price", limit.price());
            case StopLoss stop -> stop.limit() == 0 ? 0 : price("limit", stop.limit());
            case TakeProfit take -> take.limit() == 0 ? 0 : price("limit", take.limit());
            case OneCancelsOther pair -> price("price", pair.price());
            case Twap twap -> price("limit", twap.limit());
            case Market _, TrailingStop _ -> 0;
        };
    }

    /**
     * Returns the command for an intent.
     *
     * @param stopId id of the second order of a pair
     */
    Command command(OrderIntent intent, ClientOrderId id, ClientOrderId stopId) throws RefusedIntentException {
        try {
            if (intent.type() instanceof OneCancelsOther pair) {
                OrderTerms limit =
                        new OrderTerms.Limit(new Price(price("price", pair.price())), TimeInForce.GTC, false);
                OrderTerms stop = conditional(stop(pair.stopTrigger()), "stopLimit", pair.stopLimit());
                return new PlaceOrderPair(request(intent, id, limit), request(intent, stopId, stop));
            }
            return new PlaceOrder(request(intent, id, terms(intent.type())));
        } catch (IllegalArgumentException e) {
            throw new RefusedIntentException("malformed", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns the requests for an intent: one, or the limit order and the stop of a pair.
     *
     * @param stopId id of the second order of a pair
     */
    public List<OrderRequest> requests(OrderIntent intent, ClientOrderId id, ClientOrderId stopId)
            throws RefusedIntentException {
        return command(intent, id, stopId) instanceof PlaceOrderPair(OrderRequest limit, OrderRequest stop)
                ? List.of(limit, stop)
                : List.of(request(intent, id, terms(intent.type())));
    }

    private OrderRequest request(OrderIntent intent, ClientOrderId id, OrderTerms terms) throws RefusedIntentException {
        return new OrderRequest(
                account,
                id,
                market.id(),
                intent.side(),
                new Quantity(quantity(intent)),
                terms,
                SelfTradePrevention.EXPIRE_TAKER);
    }

    private OrderTerms terms(OrderType type) throws RefusedIntentException {
        return switch (type) {
            case Market _ -> OrderTerms.Market.MARKET;
            case Limit limit ->
                new OrderTerms.Limit(
                        new Price(price("price", limit.price())),
                        limit.timeInForce(),
                        limit.expiresNanos(),
                        limit.postOnly(),
                        limit.display() == 0 ? Quantity.ZERO : new Quantity(lots("display", limit.display())));
            case StopLoss stop -> conditional(stop(stop.trigger()), "limit", stop.limit());
            case TakeProfit take ->
                conditional(
                        new Trigger.TakeProfit(new Price(price("trigger", take.trigger())), TriggerSource.LAST_TRADE),
                        "limit",
                        take.limit());
            case TrailingStop trailing ->
                new OrderTerms.Conditional(
                        new Trigger.TrailingAmount(
                                new Price(price("distance", trailing.distance())), TriggerSource.LAST_TRADE),
                        OrderTerms.Market.MARKET);
            case Twap twap ->
                new OrderTerms.Twap(
                        new Price(price("limit", twap.limit())), twap.slices(), twap.intervalSeconds() * SECOND_NANOS);
            case OneCancelsOther _ -> throw new IllegalArgumentException("a pair is two orders");
        };
    }

    private Trigger stop(double trigger) throws RefusedIntentException {
        return new Trigger.StopLoss(new Price(price("trigger", trigger)), TriggerSource.LAST_TRADE);
    }

    private OrderTerms conditional(Trigger trigger, String field, double limit) throws RefusedIntentException {
        return new OrderTerms.Conditional(
                trigger,
                limit == 0
                        ? OrderTerms.Market.MARKET
                        : new OrderTerms.Limit(new Price(price(field, limit)), TimeInForce.GTC, false));
    }

    private long price(String field, double price) throws RefusedIntentException {
        requireUsable(field, price);
        long units = market.priceUnits(price);
        if (units == 0) {
            boolean isSmall = price < market.price(market.rules.tickUnits());
            RejectReason reason = isSmall ? RejectReason.PRICE_OFF_TICK : RejectReason.PRICE_TOO_HIGH;
            String rule = isSmall
                    ? " is below half a tick of " + market.price(market.rules.tickUnits())
                    : " is above the highest price " + market.price(market.rules.priceMaxUnits());
            throw new RefusedIntentException(reason.code(), field + rule + ", was " + price);
        }
        return units;
    }

    private long lots(String field, double quantity) throws RefusedIntentException {
        requireUsable(field, quantity);
        long units = market.quantityUnits(quantity);
        if (units == 0) {
            boolean isSmall = quantity < market.base(market.rules.quantityMaxUnits());
            RejectReason reason = isSmall ? RejectReason.QUANTITY_TOO_SMALL : RejectReason.QUANTITY_TOO_LARGE;
            String rule = isSmall
                    ? " is below one lot of " + market.base(market.rules.lotUnits())
                    : " is above the highest quantity " + market.base(market.rules.quantityMaxUnits());
            throw new RefusedIntentException(reason.code(), field + rule + ", was " + quantity);
        }
        return units;
    }

    private static void requireUsable(String field, double value) throws RefusedIntentException {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            throw new RefusedIntentException(NOT_USABLE, field + " is a finite number above 0, was " + value);
        }
    }
}
