package com.flowex.engine;

import com.flowex.domain.CircuitBreaker;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.Notional;
import com.flowex.domain.Side;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.book.Orders;
import com.flowex.engine.breaker.PriceWindow;
import com.flowex.engine.conditional.Outside;
import com.flowex.engine.fees.FeeTable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One market: its rules, its state, its book, and what the ledger calls its assets. */
final class Market {

    static final Comparator<Market> BY_ID =
            Comparator.comparingInt(market -> market.instrument.id().value());

    /** Changed by {@link #change} alone, as are the rules and fees in it. */
    Instrument instrument;

    InstrumentRules rules;
    FeeTable fees;
    final Notional.Conversion conversion;
    final OrderBook book;

    /** The market's place in the order of listing. */
    final int index;

    final int baseAsset;
    final int quoteAsset;

    /** The purses of the tenant's fee account. */
    final int baseFees;

    final int quoteFees;
    private MarketState state;
    private int resumption;
    private boolean isKilled;
    private @Nullable PriceWindow window;

    private @Nullable Outside outside;
    private long touchedBy;

    private long lastPrice;
    private long priceBefore;
    private long tradedBy;

    Market(
            int index,
            Instrument instrument,
            MarketState state,
            Notional.Conversion conversion,
            OrderBook book,
            Purses purses) {
        this.index = index;
        this.instrument = instrument;
        this.rules = instrument.rules();
        this.fees = new FeeTable(instrument.fees());
        this.window = windowOf(rules.risk().breaker());
        this.state = state;
        this.conversion = conversion;
        this.book = book;
        this.baseAsset = purses.baseAsset();
        this.quoteAsset = purses.quoteAsset();
        this.baseFees = purses.baseFees();
        this.quoteFees = purses.quoteFees();
    }

    /** Where a market's assets and fees are in the ledger. */
    record Purses(int baseAsset, int quoteAsset, int baseFees, int quoteFees) {}

    MarketState state() {
        return state;
    }

    /** @param resumptionTimer what opens the market again, {@link com.flowex.engine.timers.Timers#NONE} if nothing */
    void become(MarketState next, int resumptionTimer) {
        state = next;
        resumption = resumptionTimer;
    }

    int resumption() {
        return resumption;
    }

    /** New rules and fees from now on; orders stay. */
    void change(Instrument next) {
        CircuitBreaker before = rules.risk().breaker();
        instrument = next;
        rules = next.rules();
        fees = new FeeTable(next.fees());
        book.change(rules.tickUnits(), rules.priceMaxUnits());
        if (!before.equals(rules.risk().breaker())) {
            window = windowOf(rules.risk().breaker());
        }
    }

    private static @Nullable PriceWindow windowOf(CircuitBreaker breaker) {
        return breaker.isOn() ? new PriceWindow(breaker) : null;
    }

    /** The asset that an open order of this side needs. */
    int heldAsset(Side side) {
        return side == Side.BUY ? quoteAsset : baseAsset;
    }

    /** What an open order needs, in units of {@link #heldAsset}: quote rounded up for a buyer, base for a seller. */
    long need(Side side, long priceUnits, long quantityUnits) {
        return side == Side.BUY ? Notional.roundedUp(priceUnits, quantityUnits, conversion) : quantityUnits;
    }

    /** The market's orders outside the book, null while there has been none. */
    @Nullable
    Outside outside() {
        return outside;
    }

    /** The market's orders outside the book. */
    Outside outside(Orders orders) {
        Outside known = outside;
        if (known == null) {
            known = new Outside(orders);
            outside = known;
        }
        return known;
    }

    /** What the circuit breaker looks at, null if there is no breaker. */
    @Nullable
    PriceWindow window() {
        return window;
    }

    /** Whether nothing in the book could trade with each other, wherever orders trade as they come. */
    boolean isMatched() {
        return !matchesAtOnce() || !book.isCrossed();
    }

    /** Whether orders that cross trade at once. A state that gathers them for a call auction would say no. */
    private boolean matchesAtOnce() {
        return switch (state) {
            case OPEN, POST_ONLY, CANCEL_ONLY, HALTED, DELISTED -> true;
        };
    }

    boolean isKilled() {
        return isKilled;
    }

    void kill(boolean isOn) {
        isKilled = isOn;
    }

    boolean isTouchedBy(long command) {
        return touchedBy == command;
    }

    void touchedBy(long command) {
        touchedBy = command;
    }

    /** Price of the last trade, 0 before the first. */
    long lastPrice() {
        return lastPrice;
    }

    void restoreLastPrice(long priceUnits) {
        lastPrice = priceUnits;
    }

    /** A trade at this price, in the command or turn of this number. */
    void traded(long priceUnits, long passage) {
        if (tradedBy != passage) {
            tradedBy = passage;
            priceBefore = lastPrice;
        }
        lastPrice = priceUnits;
    }

    /** Price of the last trade before the command or turn of this number, 0 if there was none. */
    long referencePrice(long passage) {
        return tradedBy == passage ? priceBefore : lastPrice;
    }
}
