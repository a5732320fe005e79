package com.flowex.backtest.fill;

import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.backtest.data.OrderFlowSource.FlowKind;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.Side;

/**
 * Recorded flow of one market, order by order, in the same book as the strategy's orders. So an own order has its real
 * place in the queue.
 *
 * <p>A recorded execution becomes an incoming order of the same size. Own orders that stand before the recorded one
 * trade first; what the recorded order then has too much leaves the book, because the recording goes on without it.
 */
public final class FlowFeed implements MarketFeed {

    /** Number of counterparty accounts that a run of recorded flow needs. */
    public static final int COUNTERPARTIES = 1 + FlowBook.MAKERS;

    private final FeedHost host;
    private final VenueMarket market;
    private final OrderFlowSource.OrderFlowCursor messages;
    private final FlowBook book;
    private boolean hasMessage;
    private boolean isHalted;
    private boolean isMarked;
    private long completeNanos = Long.MIN_VALUE;
    private long rows;

    public FlowFeed(FeedHost host, VenueMarket market, OrderFlowSource source) {
        this.host = host;
        this.market = market;
        this.messages = source.open();
        this.book = new FlowBook(host.venue(), market);
        grow();
    }

    @Override
    public void grow() {
        if (!hasMessage) {
            advance();
        }
    }

    private void advance() {
        hasMessage = messages.advance();
        if (hasMessage && !isMarked && messages.priceUnits() > 0) {
            isMarked = true;
            host.mark(messages.priceUnits());
        }
    }

    @Override
    public long nextNanos() {
        long arrival = Math.max(arrivalNanos(), host.venue().timeNanos());
        if (hasMessage) {
            return Math.min(messages.timeNanos(), arrival);
        }
        return arrival <= completeNanos ? arrival : Long.MAX_VALUE;
    }

    private long arrivalNanos() {
        Arrival next = host.nextArrival();
        return next == null ? Long.MAX_VALUE : next.arrivalNanos();
    }

    @Override
    public int priority() {
        return INSIDE;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void step() {
        boolean isWhole = true;
        if (!hasMessage || arrivalNanos() <= messages.timeNanos()) {
            host.arrive();
        } else {
            rows++;
            isWhole = messages.endsChange();
            send();
            advance();
        }
        if (host.openOrders() > 0) {
            host.best(best(Side.BUY), best(Side.SELL));
        }
        if (isWhole) {
            host.bookChanged();
        }
    }

    private long best(Side side) {
        long[] best = new long[1];
        host.venue().levels(market, side, 1, (price, _) -> best[0] = price);
        return best[0];
    }

    private void send() {
        FlowKind kind = messages.kind();
        switch (kind) {
            case SUBMISSION -> {
                resume();
                book.forgetBetter(messages.side().opposite(), messages.priceUnits(), true);
                book.place(messages.order(), messages.side(), messages.priceUnits(), messages.quantityUnits());
            }
            case PARTIAL_CANCEL, DELETION -> {
                FlowOrder known = book.find(messages.order(), messages.side(), messages.priceUnits());
                if (known != null) {
                    book.reduce(
                            known,
                            kind == FlowKind.DELETION && known.number > 0 ? Long.MAX_VALUE : messages.quantityUnits());
                }
            }
            case EXECUTION -> execute();
            case HIDDEN_EXECUTION -> {
                takeBetter();
                publish();
            }
            case HALT -> {
                isHalted = true;
                host.venue().change(market, MarketState.HALTED);
            }
            case RESUMPTION -> resume();
            case HEARTBEAT -> completeNanos = messages.timeNanos();
        }
    }

    /** Ends a halt; an order that was recorded during one must have been accepted. */
    private void resume() {
        if (isHalted) {
            isHalted = false;
            host.venue().change(market, MarketState.OPEN);
        }
    }

    private void execute() {
        resume();
        Side side = messages.side();
        long price = messages.priceUnits();
        long quantity = messages.quantityUnits();
        book.forgetBetter(side, price, false);
        long taken = takeBetter();
        FlowOrder known = book.find(messages.order(), messages.side(), messages.priceUnits());
        if (known != null) {
            long recorded = known.recorded - Math.min(known.recorded, quantity);
            if (book.isFirst(known)) {
                long ahead = host.openOrders() == 0 ? 0 : host.unitsAhead(side, price, known.order.value());
                book.take(side.opposite(), price, Math.min(quantity - taken, ahead + known.remaining));
            }
            book.reduce(known, Math.max(0, known.recorded - recorded));
        }
        publish();
    }

    /**
     * Trades with own orders that stand before every recorded price of this execution.
     *
     * @return quantity that they took from it
     */
    private long takeBetter() {
        if (host.openUnits(messages.side()) == 0) {
            return 0;
        }
        long before = host.tradedUnits();
        long tick = market.rules.tickUnits();
        long price = messages.side() == Side.BUY ? messages.priceUnits() + tick : messages.priceUnits() - tick;
        book.take(messages.side().opposite(), price, messages.quantityUnits());
        return host.tradedUnits() - before;
    }

    private void publish() {
        if (messages.tradeUnits() == 0) {
            return;
        }
        long price = messages.priceUnits();
        host.mark(price);
        host.trade(
                market.price(price),
                market.base(messages.tradeUnits()),
                messages.side().opposite());
    }
}
