package com.flowex.marketdata.view;

import com.flowex.access.socket.News;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.book.Book;
import com.flowex.marketdata.view.book.Depth;
import com.flowex.marketdata.view.book.DepthChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One market, reduced from events by one thread and read by any number of threads through {@link #view()} and
 * {@link #tape()}.
 *
 * <p>Changes become visible with {@link #publish()}, once per batch. Subscribers get the net effect of a batch, however
 * many events it has.
 */
public final class PublicMarket implements News {

    private final Listing listing;
    private final Book book = new Book();
    private final Candles candles = new Candles();
    private final Tape tape = new Tape();
    private final VolumeByPrice volumes = new VolumeByPrice();
    private final BookSampler bookMinutes = new BookSampler();
    private final Set<Runnable> subscribers = ConcurrentHashMap.newKeySet();

    private boolean open = true;
    private Optional<PublicTrade> lastTrade = Optional.empty();
    private long sequence;
    private long timeNanos;
    private boolean unpublished;
    private boolean unstored;
    private final List<PublicTrade> unstoredTrades = new ArrayList<>();
    private Optional<PriorHistory.Past> unstoredPast = Optional.empty();
    private volatile MarketView view;

    PublicMarket(Listing listing) {
        this.listing = listing;
        this.view = new MarketView(
                true,
                new PublishedDepth(listing, Depth.EMPTY, Depth.EMPTY),
                RecentCandles.NONE,
                Optional.empty(),
                0,
                0);
    }

    public Listing listing() {
        return listing;
    }

    /** Returns the state for readers as it was published last. */
    public MarketView view() {
        return view;
    }

    /** Returns the latest trades. A trade is on the tape as soon as its event was applied. */
    public Tape tape() {
        return tape;
    }

    /**
     * Calls {@code wake} after every publication. It must return at once and not throw; it is called by the
     * projection's thread.
     */
    @Override
    public void subscribe(Runnable wake) {
        subscribers.add(wake);
    }

    /** Stops calling {@code wake}. A second call has no effect. */
    @Override
    public void unsubscribe(Runnable wake) {
        subscribers.remove(wake);
    }

    void rested(OrderRested rested, long sequence, long timeNanos) {
        changed(sequence, timeNanos);
        book.change(
                sequence,
                rested.side(),
                rested.price().units(),
                rested.visible().units());
    }

    void refreshed(OrderRefreshed refreshed, long sequence, long timeNanos) {
        changed(sequence, timeNanos);
        book.change(
                sequence,
                refreshed.side(),
                refreshed.price().units(),
                refreshed.visible().units());
    }

    void amended(OrderAmended amended, long sequence, long timeNanos) {
        left(amended.side(), amended.oldPrice(), amended.visible(), sequence, timeNanos);
    }

    void shown(OrderDisplayChanged shows, long sequence, long timeNanos) {
        left(shows.side(), shows.price(), shows.visible(), sequence, timeNanos);
    }

    void prevented(SelfTradePrevented prevented, long sequence, long timeNanos) {
        left(prevented.takerSide().opposite(), prevented.price(), prevented.visible(), sequence, timeNanos);
    }

    void canceled(OrderCanceled canceled, long sequence, long timeNanos) {
        left(canceled.side(), canceled.price(), canceled.visible(), sequence, timeNanos);
    }

    void expired(OrderExpired expired, long sequence, long timeNanos) {
        left(expired.side(), expired.price(), expired.visible(), sequence, timeNanos);
    }

    /** Takes a quantity from a level. A quantity that was hidden or in no book changes nothing here. */
    private void left(Side side, @Nullable Price price, Quantity visible, long sequence, long timeNanos) {
        if (price == null || visible.units() == 0) {
            return;
        }
        changed(sequence, timeNanos);
        book.change(sequence, side, price.units(), -visible.units());
    }

    void reduced(OrderReduced reduced, long sequence, long timeNanos) {
        left(reduced.side(), reduced.price(), reduced.visible(), sequence, timeNanos);
    }

    void traded(TradeExecuted trade, long sequence, long timeNanos) {
        changed(sequence, timeNanos);
        long price = trade.price().units();
        long quantity = trade.quantity().units();
        long quote = trade.quote().units();
        Side taker = trade.takerSide();
        book.change(sequence, taker.opposite(), price, -quantity);
        PublicTrade shown = new PublicTrade(trade.trade().value(), sequence, price, quantity, quote, taker, timeNanos);
        candles.add(shown);
        volumes.add(timeNanos, price, quantity, taker);
        tape.add(shown);
        unstoredTrades.add(shown);
        lastTrade = Optional.of(shown);
    }

    /** Begins with a history from before the listing; to be called before any other event. */
    void listed(Optional<PriorHistory.Past> past, long sequence, long timeNanos) {
        changed(sequence, timeNanos);
        unstoredPast = past;
        past.ifPresent(candles::begin);
        past.ifPresent(known -> known.volumes().forEach(volumes::add));
    }

    void opened(boolean nowOpen, long sequence, long timeNanos) {
        changed(sequence, timeNanos);
        open = nowOpen;
    }

    private void changed(long sequence, long timeNanos) {
        bookMinutes.passed(this.timeNanos, timeNanos, book);
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        unpublished = true;
        unstored = true;
    }

    /**
     * Publishes the changes since the last call, and wakes the subscribers if there are any.
     *
     * @return true if there were changes
     */
    boolean publish() {
        if (!unpublished) {
            return false;
        }
        unpublished = false;
        view = new MarketView(open, depthNow(), candles.recent(), lastTrade, sequence, timeNanos);
        subscribers.forEach(Runnable::run);
        return true;
    }

    /**
     * Returns the depth to publish. A change outside the published window, or one that was undone, publishes no new
     * depth: it keeps its sequence.
     */
    private PublishedDepth depthNow() {
        PublishedDepth last = view.depth();
        if (book.sequence() == last.depth().sequence()) {
            return last;
        }
        Depth now = book.depth();
        boolean same = DepthChange.between(last.depth(), now).isEmpty();
        return same ? last : new PublishedDepth(listing, last.depth(), now);
    }

    // The methods below are for MarketWriter, on the projection's thread.

    Book book() {
        return book;
    }

    Candles candles() {
        return candles;
    }

    VolumeByPrice volumes() {
        return volumes;
    }

    BookSampler bookMinutes() {
        return bookMinutes;
    }

    boolean isUnstored() {
        return unstored;
    }

    List<PublicTrade> unstoredTrades() {
        return unstoredTrades;
    }

    /** Returns the candles of an interval that are not stored yet, oldest first. */
    List<Candle> unstoredCandles(Interval interval) {
        List<Candle> unstored = new ArrayList<>();
        List<Candle> changed = candles.dirty(interval);
        long changedFrom =
                changed.isEmpty() ? Long.MAX_VALUE : changed.getFirst().openSeconds();
        unstoredPast.ifPresent(past -> past.of(interval).stream()
                .filter(candle -> candle.openSeconds() < changedFrom)
                .forEach(unstored::add));
        unstored.addAll(changed);
        return unstored;
    }

    void stored() {
        unstoredPast = Optional.empty();
        book.clean();
        candles.clean();
        volumes.stored();
        bookMinutes.stored(timeNanos);
        unstored = false;
        unstoredTrades.clear();
    }

    /** Drops the unstored and unpublished changes of a stopped tenant's market: they are never stored or published. */
    void discard() {
        stored();
        unpublished = false;
    }

    /** Restores a stored trade; to be called with the oldest first. */
    void restore(PublicTrade trade) {
        tape.add(trade);
    }

    /** Completes loading, after book, candles and tape were restored. */
    void restore(boolean open, long bookSequence, long sequence, long timeNanos) {
        this.open = open;
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        this.lastTrade = tape.latest(1).stream().findFirst();
        book.restoreSequence(bookSequence);
        stored();
        unpublished = true;
        publish();
    }

    boolean isOpen() {
        return open;
    }

    long sequence() {
        return sequence;
    }

    long timeNanos() {
        return timeNanos;
    }
}
