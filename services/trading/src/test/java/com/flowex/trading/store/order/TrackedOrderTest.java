package com.flowex.trading.store.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.event.Fill;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TradeId;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TrackedOrderTest {

    private static final AccountId ADA = new AccountId(1, 1_001);
    private static final OrderId ID = new OrderId(7);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final Price PRICE = new Price(100);

    @Test
    void anOrderIsOpenThenPartiallyFilledThenFilled() {
        TrackedOrder order = accepted(10);
        assertEquals(OrderStatus.OPEN, order.status());

        trade(order, 4, 6, 11);
        assertEquals(OrderStatus.PARTIALLY_FILLED, order.status());
        assertEquals(4, order.filledUnits());

        trade(order, 6, 0, 12);
        assertEquals(OrderStatus.FILLED, order.status());
        assertEquals(
                new OrderProgress(
                        10,
                        0,
                        0,
                        0,
                        BigInteger.valueOf(1_000),
                        BigInteger.TWO,
                        BigInteger.ZERO,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        OrderStatus.FILLED,
                        null,
                        null,
                        12,
                        12_000),
                order.progress());
    }

    @Test
    void canceledOrderKeepsItsFills() {
        TrackedOrder order = accepted(10);
        trade(order, 4, 6, 11);

        order.on(canceled(6), 12, 12_000);

        assertEquals(OrderStatus.CANCELED, order.status());
        assertEquals(4, order.filledUnits());
        assertEquals(6, order.progress().remainingUnits());
    }

    @Test
    void anExpiredOrderSaysWhy() {
        TrackedOrder order = accepted(10);

        order.on(
                new OrderExpired(
                        ID, ADA, MARKET, Side.BUY, null, new Quantity(10), Quantity.ZERO, ExpiryReason.NO_LIQUIDITY),
                11,
                11_000);

        assertEquals(OrderStatus.EXPIRED, order.status());
        assertEquals(ExpiryReason.NO_LIQUIDITY, order.expiryReason().orElseThrow());
    }

    @Test
    void aReductionLeavesTheFilledPartAlone() {
        TrackedOrder order = accepted(10);
        trade(order, 4, 6, 11);
        order.on(new OrderRested(ID, MARKET, Side.BUY, PRICE, new Quantity(6), new Quantity(6)), 12, 12_000);

        order.on(reduced(7, 3), 12, 12_000);

        assertEquals(7, order.progress().quantityUnits());
        assertEquals(4, order.filledUnits());
        assertEquals(OrderStatus.PARTIALLY_FILLED, order.status());
    }

    @Test
    void anEventThatDoesNotFitIsADamagedLog() {
        TrackedOrder order = accepted(10);

        assertThrows(IllegalStateException.class, () -> trade(order, 4, 7, 11));
        assertThrows(IllegalStateException.class, () -> order.on(reduced(9, 8), 11, 11_000));
        assertThrows(IllegalStateException.class, () -> order.on(canceled(9), 11, 11_000));
    }

    @Test
    void preventedQuantityIsNeitherFilledNorOpen() {
        TrackedOrder order = accepted(10);
        order.on(prevented(4, 6), 11, 11_000);
        trade(order, 6, 0, 12);

        assertEquals(OrderStatus.FILLED, order.status());
        assertEquals(6, order.filledUnits());
        assertEquals(4, order.progress().preventedUnits());
        assertThrows(IllegalStateException.class, () -> order.on(prevented(1, 0), 13, 13_000));
    }

    private static SelfTradePrevented prevented(long taken, long remaining) {
        return new SelfTradePrevented(
                MARKET,
                Side.BUY,
                PRICE,
                new OrderId(3),
                Quantity.ZERO,
                new Quantity(5),
                Quantity.ZERO,
                ID,
                new Quantity(taken),
                new Quantity(remaining));
    }

    private static TrackedOrder accepted(long quantity) {
        OrderRequest request = new OrderRequest(
                ADA,
                ClientOrderId.of("mine"),
                MARKET,
                Side.BUY,
                new Quantity(quantity),
                new OrderTerms.Limit(PRICE, TimeInForce.GTC, false));
        return TrackedOrder.accepted(new OrderAccepted(ID, request, request.quantity()), 10, 10_000);
    }

    private static OrderCanceled canceled(long remaining) {
        return new OrderCanceled(
                ID, ADA, MARKET, Side.BUY, PRICE, new Quantity(remaining), Quantity.ZERO, CancelReason.REQUESTED);
    }

    private static OrderReduced reduced(long quantity, long remaining) {
        return new OrderReduced(
                ID, ADA, MARKET, Side.BUY, PRICE, new Quantity(quantity), new Quantity(remaining), new Quantity(3));
    }

    private static void trade(TrackedOrder order, long quantity, long remaining, long sequence) {
        Fill mine = new Fill(ID, ADA, new Amount(new AssetId(1), 1), new Quantity(remaining));
        Fill other = new Fill(new OrderId(3), ADA, new Amount(new AssetId(2), 1), Quantity.ZERO);
        TradeExecuted trade = new TradeExecuted(
                new TradeId(1),
                MARKET,
                Side.BUY,
                PRICE,
                new Quantity(quantity),
                new Amount(new AssetId(2), 100 * quantity),
                other,
                mine);
        order.on(trade, sequence, sequence * 1_000);
    }
}
