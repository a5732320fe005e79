package com.flowex.trading.api.order;

import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.order.OrderProgress;
import com.flowex.trading.store.order.TrackedOrder;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order in responses: the schema Order of docs/api/openapi.yaml. */
public record OrderBody(
        String id,
        String symbol,
        String side,
        String type,
        @Nullable String price,
        @Nullable String stopPrice,
        @Nullable String triggerSource,
        @Nullable String trailingAmount,
        @Nullable Integer trailingBps,
        @Nullable String activationPrice,
        @Nullable String activationType,
        @Nullable String triggerPrice,
        @Nullable String triggeredPrice,
        @Nullable Instant triggeredAt,
        @Nullable String displayQuantity,
        @Nullable String quoteQuantity,
        @Nullable Integer slices,
        @Nullable Integer slicesStarted,
        @Nullable Long intervalSeconds,
        @Nullable String pairedOrderId,
        @Nullable String linkedOrderId,
        @Nullable String linkedAs,
        String quantity,
        String timeInForce,
        @Nullable Instant expiresAt,
        boolean postOnly,
        String selfTradePrevention,
        String clientOrderId,
        String status,
        String filledQuantity,
        String preventedQuantity,
        String filledQuote,
        @Nullable String averagePrice,
        List<FeeBody> fees,
        List<FeeBody> rebates,
        @Nullable String expiryReason,
        @Nullable String cancelReason,
        long sequence,
        Instant createdAt,
        Instant updatedAt) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Fee or rebate of an order so far, in one asset. */
    public record FeeBody(String asset, String amount) {}

    public static OrderBody of(TrackedOrder order, ListedMarket market) {
        OrderRequest request = order.request();
        OrderTerms terms = request.terms();
        OrderProgress progress = order.progress();
        Optional<OrderTerms.Limit> limit = order.limit();
        Trigger trigger = terms instanceof OrderTerms.Conditional conditional ? conditional.trigger() : null;
        Trigger.Trailing trailing = trigger == null ? null : trigger.trailing();
        OrderTerms.Twap twap = terms instanceof OrderTerms.Twap sliced ? sliced : null;
        return new OrderBody(
                order.id().toString(),
                market.instrument().symbol(),
                OrderCodes.of(request.side()),
                OrderCodes.typeOf(terms),
                twap == null
                        ? limit.map(l -> price(l.price().units(), market)).orElse(null)
                        : price(twap.limit().units(), market),
                stopPrice(trigger, market),
                trigger == null ? null : OrderCodes.of(trigger.source()),
                trailing instanceof Trigger.TrailingAmount amount
                        ? price(amount.distance().units(), market)
                        : null,
                trailing instanceof Trigger.TrailingRate rate ? rate.basisPoints() : null,
                trigger instanceof Trigger.Activated from
                        ? price(from.activation().units(), market)
                        : null,
                trigger instanceof Trigger.Activated from ? OrderCodes.activationTypeOf(from) : null,
                order.levelUnits() == 0 ? null : price(order.levelUnits(), market),
                progress.triggeredUnits() == 0 ? null : price(progress.triggeredUnits(), market),
                progress.triggeredUnits() == 0 || progress.triggeredNanos() == 0
                        ? null
                        : LogTime.instant(progress.triggeredNanos()),
                limit.filter(OrderTerms.Limit::isIceberg)
                        .map(l -> quantity(l.display().units(), market))
                        .orElse(null),
                terms instanceof OrderTerms.MarketByQuote(long quote)
                        ? Decimals.format(quote, market.quoteScale())
                        : null,
                twap == null ? null : twap.slices(),
                twap == null ? null : progress.slicesStarted(),
                twap == null ? null : twap.intervalNanos() / NANOS_PER_SECOND,
                progress.pairedWith() == 0 ? null : Long.toString(progress.pairedWith()),
                progress.linkedWith() == 0 ? null : Long.toString(progress.linkedWith()),
                linkedAs(order),
                quantity(progress.quantityUnits(), market),
                OrderCodes.timeInForceOf(terms),
                limit.filter(l -> l.expiresNanos() != 0)
                        .map(l -> LogTime.instant(l.expiresNanos()))
                        .orElse(null),
                limit.map(OrderTerms.Limit::postOnly).orElse(false),
                OrderCodes.of(request.selfTradePrevention()),
                request.clientOrderId().toString(),
                progress.status().code(),
                quantity(order.filledUnits(), market),
                quantity(progress.preventedUnits(), market),
                Decimals.format(progress.filledQuoteUnits(), market.quoteScale()),
                averagePrice(order, market),
                fees(order, market),
                rebates(order, market),
                order.expiryReason().map(ExpiryReason::code).orElse(null),
                order.cancelReason().map(CancelReason::code).orElse(null),
                progress.sequence(),
                LogTime.instant(order.createdNanos()),
                LogTime.instant(progress.updatedNanos()));
    }

    private static @Nullable String stopPrice(@Nullable Trigger trigger, ListedMarket market) {
        return switch (trigger) {
            case Trigger.StopLoss stop -> price(stop.price().units(), market);
            case Trigger.TakeProfit take -> price(take.price().units(), market);
            case null, default -> null;
        };
    }

    /**
     * Returns the role of a linked order; null if it is not linked. A working order is accepted first, so its id is the
     * lower one.
     */
    private static @Nullable String linkedAs(TrackedOrder order) {
        long other = order.progress().linkedWith();
        return other == 0 ? null : order.id().value() < other ? "working" : "pending";
    }

    private static String price(long units, ListedMarket market) {
        return Decimals.format(units, market.priceScale());
    }

    private static String quantity(long units, ListedMarket market) {
        return Decimals.format(units, market.quantityScale());
    }

    private static @Nullable String averagePrice(TrackedOrder order, ListedMarket market) {
        if (order.filledUnits() == 0) {
            return null;
        }
        return AverageFormat.averagePrice(
                order.progress().filledQuoteUnits(),
                market.quoteScale(),
                BigInteger.valueOf(order.filledUnits()),
                market.quantityScale(),
                market.priceScale());
    }

    private static List<FeeBody> fees(TrackedOrder order, ListedMarket market) {
        if (order.filledUnits() == 0) {
            return List.of();
        }
        var asset = market.receivedBy(order.request().side());
        return List.of(
                new FeeBody(asset.code(), Decimals.format(order.progress().feeUnits(), asset.scale())));
    }

    private static List<FeeBody> rebates(TrackedOrder order, ListedMarket market) {
        BigInteger units = order.progress().rebateUnits();
        var asset = market.receivedBy(order.request().side().opposite());
        return units.signum() == 0
                ? List.of()
                : List.of(new FeeBody(asset.code(), Decimals.format(units, asset.scale())));
    }
}
