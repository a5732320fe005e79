package com.flowex.app.demo;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.PlacementOutcome;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Quoter of one market: one order at each of {@link #LEVELS} distances from the fair price, on each side. An order
 * stays as long as it is near its distance; only orders that are off are replaced. Orders are post-only, so the maker
 * never trades against a customer's better price. An order is renewed now and then, because customers' fills are not
 * reported here.
 */
final class DemoMaker {

    /** Distances from the fair price in millionths, best first: 0.04 % to 3 %. */
    private static final long[] DISTANCES = {400, 800, 1_300, 2_000, 3_000, 4_500, 7_000, 11_000, 18_000, 30_000};

    static final int LEVELS = DISTANCES.length;

    private static final long MILLION = 1_000_000;
    private static final long RENEW_MILLIS = 45_000;
    private static final long REFUSED_PAUSE_MILLIS = 5_000;

    /** An order in the book. */
    private record Quote(OrderId order, long priceUnits, long quantityUnits, long placedMillis) {}

    /** Slot for one order. */
    private final class Slot {

        private final Side side;
        private final int level;
        private Optional<Quote> quote = Optional.empty();
        private long notBeforeMillis;

        Slot(Side side, int level) {
            this.side = side;
            this.level = level;
        }

        void requote(long fairUnits) {
            if (quote.isPresent() && !isGood(quote.get(), fairUnits)) {
                cancel(quote.get());
            }
            if (quote.isEmpty() && throttle.millis() >= notBeforeMillis) {
                place(fairUnits);
            }
        }

        /** Returns true if the order is near its distance, mostly unfilled and not too old. */
        private boolean isGood(Quote quote, long fairUnits) {
            long away = side == Side.BUY ? fairUnits - quote.priceUnits : quote.priceUnits - fairUnits;
            long least = fairUnits * middle(level - 1) / MILLION;
            long most = fairUnits * middle(level) / MILLION + 1;
            return away >= least
                    && away <= most
                    && throttle.remaining(quote.order.value()) > quote.quantityUnits / 2
                    && throttle.millis() - quote.placedMillis < RENEW_MILLIS + 3_000L * level;
        }

        private void cancel(Quote old) {
            if (throttle.remaining(old.order.value()) > 0) {
                throttle.cancel(market.maker(), old.order); // refused: others filled it
            }
            drop();
        }

        void drop() {
            quote.ifPresent(old -> throttle.forget(old.order.value()));
            quote = Optional.empty();
        }

        private void place(long fairUnits) {
            long price = side == Side.BUY
                    ? fairUnits - Math.ceilDiv(fairUnits * DISTANCES[level], MILLION)
                    : fairUnits + Math.ceilDiv(fairUnits * DISTANCES[level], MILLION);
            long quantity = quantity();
            OrderTerms terms = new OrderTerms.Limit(new Price(price), TimeInForce.GTC, true);
            CommandResult<PlacementOutcome> result = throttle.place(new OrderRequest(
                    market.maker(), throttle.nextId(), market.instrument(), side, new Quantity(quantity), terms));
            switch (result) {
                case CommandResult.Accepted<PlacementOutcome>(PlacementOutcome.Now(CommittedEvents committed)) ->
                    rested(committed, price, quantity);
                case CommandResult.Refused<PlacementOutcome>(Refusal why, boolean _) -> refused(why.code());
                case CommandResult.Accepted<PlacementOutcome>(PlacementOutcome.Before _),
                        CommandResult.Unknown<PlacementOutcome> _ ->
                    throw new DemoThrottle.ExchangeUnavailableException("a new order was answered by " + result);
            }
        }

        private void rested(CommittedEvents committed, long price, long quantity) {
            for (Event event : committed.events()) {
                if (event instanceof OrderRested rested) {
                    quote = Optional.of(new Quote(rested.order(), price, quantity, throttle.millis()));
                    throttle.follow(rested.order().value(), quantity);
                }
            }
        }

        private void refused(RefusalCode why) {
            notBeforeMillis = throttle.millis() + REFUSED_PAUSE_MILLIS;
            if (why == RefusalCode.INSUFFICIENT_FUNDS) {
                treasury.help(market.maker(), side == Side.BUY ? market.quote() : market.base());
            }
        }

        /** Returns a random quantity; deeper levels have more. */
        private long quantity() {
            long units = market.quoteQuantityUnits() * (1 + level);
            long some = units / 2 + units * random.nextInt(1_000) / 1_000;
            return Math.max(1, some / market.lotUnits()) * market.lotUnits();
        }
    }

    private final DemoThrottle throttle;
    private final Treasury treasury;
    private final DemoInstrument market;
    private final Random random;
    private final Slot[] bids = new Slot[LEVELS];
    private final Slot[] asks = new Slot[LEVELS];
    private boolean sure;
    private long lastFairUnits;

    DemoMaker(DemoThrottle throttle, Treasury treasury, DemoInstrument market, Random random) {
        this.throttle = throttle;
        this.treasury = treasury;
        this.market = market;
        this.random = random;
        Arrays.setAll(bids, level -> new Slot(Side.BUY, level));
        Arrays.setAll(asks, level -> new Slot(Side.SELL, level));
    }

    /** Returns the boundary between this distance and the next, in millionths; before the best one, half of it. */
    private static long middle(int level) {
        if (level < 0) {
            return DISTANCES[0] / 2;
        }
        return level + 1 < LEVELS ? (DISTANCES[level] + DISTANCES[level + 1]) / 2 : DISTANCES[level] * 3 / 2;
    }

    /** Forgets the quotes, because the state of the book is unknown; the next round starts by canceling all of them. */
    void forget() {
        sure = false;
        for (int level = 0; level < LEVELS; level++) {
            bids[level].drop();
            asks[level].drop();
        }
    }

    /**
     * Moves the quotes to a new fair price. The side that the price moves away from goes last, so that no quote of this
     * maker crosses another.
     */
    void quoteAround(long fairUnits) {
        if (!sure) {
            throttle.cancelAll(market.maker());
            sure = true;
        }
        boolean up = fairUnits >= lastFairUnits;
        lastFairUnits = fairUnits;
        quote(up ? asks : bids, fairUnits);
        quote(up ? bids : asks, fairUnits);
    }

    private static void quote(Slot[] slots, long fairUnits) {
        for (Slot slot : slots) {
            slot.requote(fairUnits);
        }
    }
}
