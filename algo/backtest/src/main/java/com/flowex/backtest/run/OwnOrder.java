package com.flowex.backtest.run;

import com.flowex.backtest.result.RunOrder.OrderStep;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Order of the strategy during a run, with its story. */
final class OwnOrder {

    private static final int STEPS_MAX = 100;

    final String clientOrderId;
    final OrderIntent intent;
    final long signalNanos;
    final @Nullable VenueMarket market;
    final List<OrderStep> steps = new ArrayList<>(4);

    /** Number of the exchange; 0 before it was accepted. */
    long orderId;

    long arrivedNanos;
    long endedNanos;
    OrderStatus status = OrderStatus.OPEN;
    long quantityUnits;
    long filledUnits;
    long remainingUnits;
    String reason = "";
    String message = "";

    /** Limit price, or 0. */
    long limitUnits;

    /** Price at which it rests in the book; 0 if it does not. */
    long restsAtUnits;

    /** Time of the next slice; {@link Long#MAX_VALUE} if there is none. */
    long nextSliceNanos = Long.MAX_VALUE;

    /** Trigger while it waits; null otherwise. */
    @Nullable
    Trigger trigger;

    /** Best price that a trailing stop has seen; 0 if none. */
    long extremeUnits;

    long queueAheadUnits = -1;
    long tradedAtPriceUnits = -1;

    /** Quantity that had traded at its price when it joined the book. */
    long tradedBeforeUnits;

    /** Best opposite price of its life, set at its end; 0 if there was none. */
    long bestOppositeUnits;

    OwnOrder(String clientOrderId, OrderIntent intent, long signalNanos, @Nullable VenueMarket market) {
        this.clientOrderId = clientOrderId;
        this.intent = intent;
        this.signalNanos = signalNanos;
        this.market = market;
    }

    Side side() {
        return intent.side();
    }

    boolean hasArrived() {
        return orderId != 0;
    }

    boolean isSliced() {
        return intent.type() instanceof OrderType.Twap;
    }

    void step(long timeNanos, String text) {
        if (steps.size() < STEPS_MAX) {
            steps.add(new OrderStep(timeNanos, text));
        }
    }

    OpenOrder open(VenueMarket of) {
        return new OpenOrder(clientOrderId, intent, of.base(filledUnits), of.base(remainingUnits));
    }
}
