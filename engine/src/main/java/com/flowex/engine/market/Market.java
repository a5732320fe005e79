package com.flowex.engine.market;

import com.flowex.domain.CircuitBreaker;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.Notional;
import com.flowex.domain.Side;
import com.flowex.engine.book.OrderBook;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.fees.FeeTable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One market: its rules, its state, its book, and what the ledger calls its assets. */
public final class Market {

    public static final Comparator<Market> BY_ID =
            Comparator.comparingInt(market -> market.instrument.id().value());

    /** Changed by {@link #change} alone, as are the rules and fees in it. */
    public Instrument instrument;

    public InstrumentRules rules;
    public FeeTable fees;
    public final Notional.Conversion conversion;
    public final OrderBook book;

    /** The market's place in the order of listing. */
    public final int index;

    public final int baseAsset;
    public final int quoteAsset;

    /** The purses of the tenant's fee account. */
    public final int baseFees;

    public final int quoteFees;
    private MarketState state;
    private int resumption;
    private boolean isKilled;
    private @Nullable PriceWindow window;

    private @Nullable OffBookOrders outside;
    private long touchedBy;

    private long lastPrice;
    private long priceBefore;
    private long tradedBy;

    public Market(
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
    public record Purses(int baseAsset, int quoteAsset, int baseFees, int quoteFees) {}

    public MarketState state() {
        return state;
    }

    /** @param resumptionTimer what opens the market again, {@link com.flowex.engine.timers.Timers#NONE} if nothing */
    public void become(MarketState next, int resumptionTimer) {
        state = next;
        resumption = resumptionTimer;
    }

    public int resumption() {
        return resumption;
    }

    /** New rules and fees from now on; orders stay. */
    public void change(Instrument next) {
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
    public int heldAsset(Side side) {
        return side == Side.BUY ? quoteAsset : baseAsset;
    }

    /** What an open order needs, in units of {@link #heldAsset}: quote rounded up for a buyer, base for a seller. */
    public long need(Side side, long priceUnits, long quantityUnits) {
        return side == Side.BUY ? Notional.roundedUp(priceUnits, quantityUnits, conversion) : quantityUnits;
    }

    /**
     * Returns the fewest base units that an iceberg shows where at least so many must trade: whole lots.
     *
     * @param payable 0 or more
     */
    public long leastShown(long payable) {
        long off = payable % rules.lotUnits();
        return off == 0 ? payable : payable - off + rules.lotUnits();
    }

    /** The market's orders outside the book, null while there has been none. */
    public @Nullable OffBookOrders outside() {
        return outside;
    }

    /** The market's orders outside the book. */
    public OffBookOrders outside(Orders orders) {
        OffBookOrders known = outside;
        if (known == null) {
            known = new OffBookOrders(orders);
            outside = known;
        }
        return known;
    }

    /** What the circuit breaker looks at, null if there is no breaker. */
    public @Nullable PriceWindow window() {
        return window;
    }

    /** Whether nothing in the book could trade with each other, wherever orders trade as they come. */
    public boolean isMatched() {
        return !matchesAtOnce() || !book.isCrossed();
    }

    /** Whether orders that cross trade at once. A state that gathers them for a call auction would say no. */
    private boolean matchesAtOnce() {
        return switch (state) {
            case OPEN, POST_ONLY, CANCEL_ONLY, HALTED, DELISTED -> true;
        };
    }

    public boolean isKilled() {
        return isKilled;
    }

    public void kill(boolean isOn) {
        isKilled = isOn;
    }

    boolean isTouchedBy(long command) {
        return touchedBy == command;
    }

    void touchedBy(long command) {
        touchedBy = command;
    }

    /** Price of the last trade, 0 before the first. */
    public long lastPrice() {
        return lastPrice;
    }

    public void restoreLastPrice(long priceUnits) {
        lastPrice = priceUnits;
    }

    /** A trade at this price, in the command or turn of this number. */
    public void traded(long priceUnits, long passage) {
        if (tradedBy != passage) {
            tradedBy = passage;
            priceBefore = lastPrice;
        }
        lastPrice = priceUnits;
    }

    /** Price of the last trade before the command or turn of this number, 0 if there was none. */
    public long referencePrice(long passage) {
        return tradedBy == passage ? priceBefore : lastPrice;
    }
}
