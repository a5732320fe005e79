package com.flowex.trading.order;

import com.flowex.domain.Decimals;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.trading.market.Market;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as the wire shows it: the schema Order of docs/api/openapi.yaml. */
public record OrderBody(
        String id,
        String symbol,
        String side,
        String type,
        @Nullable String price,
        String quantity,
        String timeInForce,
        boolean postOnly,
        String clientOrderId,
        String status,
        String filledQuantity,
        @Nullable String averagePrice,
        List<FeeBody> fees,
        @Nullable String expiryReason,
        long sequence,
        Instant createdAt,
        Instant updatedAt) {

    /** What an order has paid so far in one asset. */
    public record FeeBody(String asset, String amount) {}

    public static OrderBody of(TrackedOrder order, Market market) {
        OrderRequest request = order.request();
        TrackedOrder.Progress progress = order.progress();
        return new OrderBody(
                order.id().toString(),
                market.instrument().symbol(),
                OrderWords.of(request.side()),
                OrderWords.typeOf(request.terms()),
                price(request.terms(), market),
                Decimals.format(progress.quantityUnits(), market.quantityScale()),
                OrderWords.timeInForceOf(request.terms()),
                isPostOnly(request.terms()),
                request.clientOrderId().toString(),
                progress.status().code(),
                Decimals.format(order.filledUnits(), market.quantityScale()),
                averagePrice(order, market),
                fees(order, market),
                order.expiryReason().map(OrderWords::of).orElse(null),
                progress.sequence(),
                LogTime.instant(order.createdNanos()),
                LogTime.instant(progress.updatedNanos()));
    }

    private static @Nullable String price(OrderTerms terms, Market market) {
        return switch (terms) {
            case OrderTerms.Limit limit -> Decimals.format(limit.price().units(), market.priceScale());
            case OrderTerms.Market _ -> null;
        };
    }

    private static boolean isPostOnly(OrderTerms terms) {
        return switch (terms) {
            case OrderTerms.Limit limit -> limit.postOnly();
            case OrderTerms.Market _ -> false;
        };
    }

    private static @Nullable String averagePrice(TrackedOrder order, Market market) {
        if (order.filledUnits() == 0) {
            return null;
        }
        return Ratio.averagePrice(
                order.progress().filledQuoteUnits(),
                market.quoteScale(),
                order.filledUnits(),
                market.quantityScale(),
                market.priceScale());
    }

    private static List<FeeBody> fees(TrackedOrder order, Market market) {
        if (order.filledUnits() == 0) {
            return List.of();
        }
        var asset = market.receivedBy(order.request().side());
        return List.of(
                new FeeBody(asset.code(), Decimals.format(order.progress().feeUnits(), asset.scale())));
    }
}
