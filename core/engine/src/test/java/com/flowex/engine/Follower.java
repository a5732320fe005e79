package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Books and orders put together from events alone, as a market data reader would. On the way it checks what every event
 * says against what was known: who is first in the queue, what is left, that nothing gets lost.
 */
final class Follower {

    private record BookSide(InstrumentId instrument, Side side) {}

    private final Map<InstrumentId, Instrument> instruments = new HashMap<>();
    private final Map<OrderId, FollowedOrder> open = new LinkedHashMap<>();
    /** Best first, then in the order of the queue. */
    private final Map<BookSide, List<FollowedOrder>> books = new HashMap<>();

    private final Map<InstrumentId, Long> lastPrices = new HashMap<>();
    private final FollowedRestrictions restrictions = new FollowedRestrictions();
    private boolean isPaying;
    private int rulesVersion = RulesVersion.FIRST;
    private OrderId latestTaker = new OrderId(1);

    void take(Event event) {
        restrictions.take(event);
        switch (event) {
            case InstrumentListed listed -> instruments.put(listed.instrument().id(), listed.instrument());
            case InstrumentChanged changed ->
                instruments.put(changed.instrument().id(), changed.instrument());
            case RulesAdopted adopted -> rulesVersion = adopted.version();
            case OrderAccepted accepted -> accept(accepted);
            case OrdersPaired paired -> pair(order(paired.limit()), order(paired.stop()));
            case OrdersLinked linked -> link(order(linked.working()), order(linked.pending()));
            case OrderStarted started -> start(order(started.order()));
            case OrderTriggered triggered -> order(triggered.order()).isTriggered = true;
            case OrderRested rested -> rest(rested);
            case OrderRefreshed refreshed -> refresh(refreshed);
            case TradeExecuted trade -> trade(trade);
            case SelfTradePrevented prevented -> prevent(prevented);
            case OrderReduced reduced -> reduce(reduced);
            case OrderAmended amended -> amend(amended);
            case OrderRevised revised -> revise(revised);
            case LevelsMoved moved -> move(moved);
            case OrderDisplayChanged changed -> show(changed);
            case OrderCanceled canceled ->
                end(canceled.order(), canceled.price(), canceled.remaining(), canceled.visible());
            case OrderExpired expired -> end(expired.order(), expired.price(), expired.remaining(), expired.visible());
            default -> {}
        }
    }

    private void accept(OrderAccepted accepted) {
        FollowedOrder order = new FollowedOrder(accepted);
        open.put(order.id, order);
        holdAtTrigger(order);
    }

    /** Between two commands: no order is open that its account may not have. */
    void checkRestrictions() {
        restrictions.check(open.values());
    }

    private void start(FollowedOrder order) {
        FollowedOrder working = Objects.requireNonNull(order.working);
        assertEquals(working.quantity, working.executed, "what an order waits for is filled when it begins");
        order.working = null;
        holdAtTrigger(order);
    }

    private void holdAtTrigger(FollowedOrder order) {
        if (rulesVersion >= 2
                && order.side() == Side.BUY
                && order.request.terms() instanceof OrderTerms.Conditional(Trigger trigger, OrderTerms.Market _)) {
            order.heldAt = heldAt(order, trigger);
        }
    }

    private @Nullable Price heldAt(FollowedOrder order, Trigger trigger) {
        return switch (trigger) {
            case Trigger.StopLoss stop -> stop.price();
            case Trigger.TakeProfit profit -> profit.price();
            case Trigger.Trailing trailing -> above(order, trailing, watched(order, trigger));
            case Trigger.Activated activated -> {
                long watched = watched(order, trigger);
                boolean begins = watched != 0 && activated.isReachedBy(watched, Side.BUY);
                yield above(
                        order,
                        activated.then(),
                        begins ? watched : activated.activation().units());
            }
        };
    }

    private @Nullable Price above(FollowedOrder order, Trigger.Trailing trailing, long watched) {
        long distance = trailing.distance(watched);
        long most = instrument(order.request.instrument()).rules().priceMaxUnits();
        return watched == 0 ? null : new Price(Math.min(most, watched + distance));
    }

    /** The price that a buy watches, 0 if there is none. */
    private long watched(FollowedOrder order, Trigger trigger) {
        InstrumentId market = order.request.instrument();
        List<FollowedOrder> asks = book(market, Side.SELL);
        return switch (trigger.source()) {
            case LAST_TRADE -> lastPrices.getOrDefault(market, 0L);
            case BEST_PRICE -> asks.isEmpty() ? 0 : priceOf(asks.getFirst());
        };
    }

    private FollowedOrder order(OrderId id) {
        FollowedOrder order = open.get(id);
        assertNotNull(order, () -> "an event about order " + id + ", which is not open");
        return Objects.requireNonNull(order);
    }

    Collection<FollowedOrder> openOrders() {
        return open.values();
    }

    Instrument instrument(InstrumentId id) {
        return Objects.requireNonNull(instruments.get(id));
    }

    Collection<Instrument> instruments() {
        return instruments.values();
    }

    /** The next lists are those of a command whose working order pays, which no event says. */
    void paying(boolean isPaying) {
        this.isPaying = isPaying;
    }

    private void link(FollowedOrder working, FollowedOrder pending) {
        pending.working = working;
        pending.isPaid = isPaying;
    }

    private static void pair(FollowedOrder limit, FollowedOrder stop) {
        limit.other = stop;
        stop.other = limit;
    }

    private List<FollowedOrder> book(FollowedOrder order) {
        return book(order.request.instrument(), order.side());
    }

    List<FollowedOrder> book(InstrumentId instrument, Side side) {
        return books.computeIfAbsent(new BookSide(instrument, side), _ -> new ArrayList<>());
    }

    private void rest(OrderRested rested) {
        FollowedOrder order = order(rested.order());
        assertEquals(order.remaining, rested.remaining().units());
        order.hasActed = true;
        order.visible = rested.visible().units();
        join(order, rested.price());
    }

    private void join(FollowedOrder order, Price price) {
        order.price = price;
        List<FollowedOrder> book = book(order);
        Comparator<Long> bestFirst = order.side() == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder();
        int at = book.size();
        while (at > 0 && bestFirst.compare(price.units(), priceOf(book.get(at - 1))) < 0) {
            at--;
        }
        book.add(at, order);
    }

    private static long priceOf(FollowedOrder order) {
        return Objects.requireNonNull(order.price).units();
    }

    private void leave(FollowedOrder order) {
        if (order.isInBook()) {
            book(order).remove(order);
        }
        order.price = null;
        order.visible = 0;
    }

    private void refresh(OrderRefreshed refreshed) {
        FollowedOrder order = order(refreshed.order());
        assertEquals(0, order.visible, "an iceberg refreshes when its shown part is used up");
        leave(order);
        join(order, refreshed.price());
        order.visible = refreshed.visible().units();
        order.refreshes = latestTaker.equals(order.refreshedBy) ? order.refreshes + 1 : 1;
        order.refreshedBy = latestTaker;
    }

    private void trade(TradeExecuted trade) {
        long units = trade.quantity().units();
        restrictions.check(trade.taker(), trade.takerSide());
        restrictions.check(trade.maker(), trade.takerSide().opposite());
        lastPrices.put(trade.instrument(), trade.price().units());
        FollowedOrder maker = order(trade.maker().order());
        latestTaker = trade.taker().order();
        meet(maker, trade.takerSide(), trade.price());
        maker.visible -= units;
        fill(maker, trade.maker(), units);
        fill(order(trade.taker().order()), trade.taker(), units);
    }

    /** The maker is the first of the queue at the best price. */
    private void meet(FollowedOrder maker, Side takerSide, Price price) {
        assertEquals(takerSide.opposite(), maker.side());
        if (maker.refreshes > 1
                && !book(maker).getFirst().equals(maker)
                && price.equals(book(maker).getFirst().price)) {
            // By rules 2 an iceberg that the same order comes round to again keeps its place, and its refresh does not
            // say so.
            book(maker).remove(maker);
            book(maker).addFirst(maker);
        }
        assertEquals(maker, book(maker).getFirst(), "the oldest at the best price is the maker");
        assertEquals(price, maker.price);
    }

    private void fill(FollowedOrder order, Fill fill, long units) {
        order.executed += units;
        order.remaining -= units;
        order.hasActed = true;
        assertTrue(order.visible >= 0, "no more than is shown trades");
        assertEquals(fill.remaining().units(), order.remaining);
        if (order.remaining == 0) {
            settle(order);
        }
    }

    private void prevent(SelfTradePrevented prevented) {
        FollowedOrder maker = order(prevented.maker());
        FollowedOrder taker = order(prevented.taker());
        latestTaker = prevented.taker();
        meet(maker, prevented.takerSide(), prevented.price());
        maker.visible -= prevented.visible().units();
        lose(maker, prevented.makerPrevented(), prevented.makerRemaining());
        lose(taker, prevented.takerPrevented(), prevented.takerRemaining());
    }

    private static void lose(FollowedOrder order, Quantity units, Quantity remaining) {
        order.prevented += units.units();
        order.remaining -= units.units();
        order.hasActed = true;
        assertEquals(remaining.units(), order.remaining);
    }

    private void reduce(OrderReduced reduced) {
        FollowedOrder order = order(reduced.order());
        order.quantity = reduced.quantity().units();
        order.remaining = reduced.remaining().units();
        order.visible -= reduced.visible().units();
        checkSum(order);
    }

    private void amend(OrderAmended amended) {
        FollowedOrder order = order(amended.order());
        assertEquals(order.price, amended.oldPrice());
        assertEquals(order.visible, amended.visible().units());
        leave(order);
        order.amended = amended.price();
        order.quantity = amended.quantity().units();
        order.remaining = amended.remaining().units();
        checkSum(order);
    }

    private void move(LevelsMoved moved) {
        for (FollowedOrder order : open.values()) {
            if (order.request.instrument().equals(moved.instrument()) && order.isTrailing()) {
                Trigger trigger = ((OrderTerms.Conditional) order.request.terms()).trigger();
                order.extreme = moved.extreme(trigger, order.side(), order.extreme);
            }
        }
    }

    private void revise(OrderRevised revised) {
        FollowedOrder order = order(revised.order());
        assertEquals(null, order.price, "an order in the book is not revised");
        order.request = revised.request();
        order.quantity = revised.request().quantity().units();
        order.remaining = order.quantity;
        order.heldAt = revised.heldAt();
        checkSum(order);
    }

    private void show(OrderDisplayChanged changed) {
        FollowedOrder order = order(changed.order());
        assertEquals(order.price, changed.price());
        order.visible -= changed.visible().units();
        assertTrue(order.visible >= 0
                && order.visible <= Math.max(changed.display().units(), order.visible));
    }

    private void end(OrderId id, @Nullable Price price, Quantity remaining, Quantity visible) {
        FollowedOrder order = open.containsKey(id) ? order(id) : null;
        if (order == null) {
            // An order by quote amount that found no further offer, after its last fill.
            assertEquals(0, remaining.units());
            return;
        }
        assertEquals(order.price, price);
        assertEquals(order.visible, visible.units());
        assertEquals(order.remaining, remaining.units());
        settle(order);
    }

    private void settle(FollowedOrder order) {
        checkSum(order);
        leave(order);
        open.remove(order.id);
        FollowedOrder other = order.other;
        if (other != null) {
            other.other = null;
            order.other = null;
        }
    }

    /** Failure 14: executed + prevented + remaining = original, whatever happened. */
    private static void checkSum(FollowedOrder order) {
        assertEquals(order.quantity, order.executed + order.prevented + order.remaining, () -> "order " + order.id);
    }

    /** Shown quantities by price, lowest price first. */
    Map<Long, Long> levels(InstrumentId instrument, Side side) {
        Map<Long, Long> levels = new TreeMap<>();
        book(instrument, side).forEach(order -> levels.merge(priceOf(order), order.visible, Long::sum));
        return levels;
    }

    void checkNotCrossed() {
        for (Instrument instrument : instruments.values()) {
            List<FollowedOrder> bids = book(instrument.id(), Side.BUY);
            List<FollowedOrder> asks = book(instrument.id(), Side.SELL);
            assertTrue(
                    bids.isEmpty() || asks.isEmpty() || priceOf(bids.getFirst()) < priceOf(asks.getFirst()),
                    () -> "a crossed book: " + instrument.symbol());
        }
    }
}
