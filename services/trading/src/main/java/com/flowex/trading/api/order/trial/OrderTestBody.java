package com.flowex.trading.api.order.trial;

import com.flowex.domain.market.Asset;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderPreviewResult;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.api.order.AverageFormat;
import com.flowex.trading.api.order.OrderBody.FeeBody;
import com.flowex.trading.store.order.OrderCodes;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Result of an order test: the schema OrderTest of docs/api/openapi.yaml. */
public record OrderTestBody(
        String symbol,
        String side,
        String type,
        @Nullable String placedBefore,
        String quantity,
        String filledQuantity,
        String filledQuote,
        @Nullable String averagePrice,
        int trades,
        FeeBody spends,
        FeeBody receives,
        FeeBody fee,
        String preventedQuantity,
        String openQuantity,
        FeeBody held,
        FeeBody required,
        String expiredQuantity,
        @Nullable String expiryReason,
        long sequence,
        Instant time) {

    static OrderTestBody of(OrderPreviewResult tested, OrderRequest order, ListedMarket market) {
        OrderPlan plan = tested.plan();
        OrderId before = tested.placedBefore();
        boolean isBuy = order.side() == Side.BUY;
        long filled = plan.filled().units();
        Asset spent = market.receivedBy(order.side().opposite());
        Asset received = market.receivedBy(order.side());
        ExpiryReason expiry = plan.expiry();
        return new OrderTestBody(
                market.instrument().symbol(),
                OrderCodes.of(order.side()),
                OrderCodes.typeOf(order.terms()),
                before == null ? null : before.toString(),
                quantity(plan.quantity(), market),
                quantity(plan.filled(), market),
                Decimals.format(plan.quoteUnits(), market.quoteScale()),
                averagePrice(plan, market),
                plan.trades(),
                amount(isBuy ? plan.quoteUnits() : filled, spent),
                amount((isBuy ? filled : plan.quoteUnits()) - plan.feeUnits(), received),
                amount(plan.feeUnits(), received),
                quantity(plan.prevented(), market),
                quantity(plan.open(), market),
                amount(plan.heldUnits(), spent),
                amount(plan.requiredUnits(), spent),
                quantity(plan.expired(), market),
                expiry == null ? null : expiry.code(),
                tested.sequence(),
                LogTime.instant(tested.timeNanos()));
    }

    private static String quantity(Quantity quantity, ListedMarket market) {
        return Decimals.format(quantity.units(), market.quantityScale());
    }

    private static FeeBody amount(long units, Asset asset) {
        return new FeeBody(asset.code(), Decimals.format(units, asset.scale()));
    }

    private static @Nullable String averagePrice(OrderPlan plan, ListedMarket market) {
        return plan.filled().units() == 0
                ? null
                : AverageFormat.averagePrice(
                        BigInteger.valueOf(plan.quoteUnits()),
                        market.quoteScale(),
                        BigInteger.valueOf(plan.filled().units()),
                        market.quantityScale(),
                        market.priceScale());
    }
}
