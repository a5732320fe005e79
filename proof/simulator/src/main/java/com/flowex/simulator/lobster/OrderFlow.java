package com.flowex.simulator.lobster;

import com.flowex.backtest.lobster.LobsterMessage;
import com.flowex.backtest.lobster.PublishedBook;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translation of the messages of the order flow into actions on the venue. */
final class OrderFlow {

    private final ReplayVenue venue;
    private final EventDerivedBook book;
    private long executionsOfKnown;
    private long executionsInTurn;
    private long ignored;
    private boolean contradicted;

    OrderFlow(ReplayVenue venue) {
        this.venue = venue;
        this.book = venue.book();
    }

    /** Returns the number of executions of orders whose messages were seen. */
    long executionsOfKnown() {
        return executionsOfKnown;
    }

    /** Returns the number of these that hit, in the engine too, exactly the order whose turn it was. */
    long executionsInTurn() {
        return executionsInTurn;
    }

    /** Returns the number of messages that change no book. */
    long ignored() {
        return ignored;
    }

    /**
     * Sends a message's action to the engine.
     *
     * @return false if the message contradicts what is known of its order
     */
    boolean send(LobsterMessage message) {
        contradicted = false;
        switch (message.kind()) {
            case SUBMISSION ->
                venue.place(
                        message.side(),
                        message.price(),
                        message.size(),
                        new RestingOrder.Origin.Published(message.order()));
            case PARTIAL_CANCEL, DELETION -> reduce(message);
            case EXECUTION -> execute(message);
            case HIDDEN_EXECUTION, CROSS_TRADE -> ignored++;
            case HALT -> {
                if (message.isHalt()) {
                    venue.halt();
                } else {
                    venue.resume();
                }
            }
        }
        return !contradicted;
    }

    private void reduce(LobsterMessage message) {
        RestingOrder known = book.published(message.order());
        if (known == null) {
            reduceAnonymous(message);
            return;
        }
        contradicted = known.price != message.price() || known.side != message.side();
        reduce(known, message.size());
    }

    private void reduceAnonymous(LobsterMessage message) {
        EventDerivedBook.Level level = book.level(message.side(), message.price());
        RestingOrder anonymous = level == null ? null : anonymous(level);
        if (anonymous != null) {
            reduce(anonymous, message.size());
        }
    }

    private void reduce(RestingOrder order, long by) {
        contradicted |= by > order.remaining();
        venue.reduce(order, by);
    }

    private static @Nullable RestingOrder anonymous(EventDerivedBook.Level level) {
        for (RestingOrder order : level.queue()) {
            if (order.isAnonymous()) {
                return order;
            }
        }
        return null;
    }

    private void execute(LobsterMessage message) {
        RestingOrder known = book.published(message.order());
        if (known == null) {
            reduceAnonymous(message);
            return;
        }
        executionsOfKnown++;
        if (known != book.front(known.side)) {
            reduce(known, message.size());
            return;
        }
        contradicted = message.size() > known.remaining();
        Side taking = message.side().opposite();
        if (isOneTrade(venue.take(taking, message.price(), message.size()), known, message.size())) {
            executionsInTurn++;
        }
    }

    private static boolean isOneTrade(List<Event> events, RestingOrder with, long size) {
        List<TradeExecuted> trades = new ArrayList<>(1);
        for (Event event : events) {
            if (event instanceof TradeExecuted trade) {
                trades.add(trade);
            }
        }
        return trades.size() == 1
                && trades.getFirst().maker().order().equals(with.order)
                && trades.getFirst().quantity().units() == size;
    }

    /**
     * Removes orders that this message proves to be gone, for files without a published book. An order that trades is
     * the best of its side, and an order that rests crosses no other.
     */
    void forgetStale(LobsterMessage message) {
        List<RestingOrder> stale = new ArrayList<>();
        switch (message.kind()) {
            case SUBMISSION -> addUpTo(message.side().opposite(), message.price(), true, stale);
            case EXECUTION -> addUpTo(message.side(), message.price(), false, stale);
            case PARTIAL_CANCEL, DELETION, HIDDEN_EXECUTION, CROSS_TRADE, HALT -> {}
        }
        stale.forEach(venue::cancel);
    }

    private void addUpTo(Side side, long price, boolean inclusive, List<RestingOrder> stale) {
        for (EventDerivedBook.Level level : book.levels(side)) {
            if (!PublishedBook.isBetter(side, level.price, price) && !(inclusive && level.price == price)) {
                return;
            }
            stale.addAll(level.queue());
        }
    }
}
