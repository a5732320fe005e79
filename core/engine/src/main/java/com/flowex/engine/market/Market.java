package com.flowex.engine.market;

import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.Side;
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

    /** Markets in which an order is on its way come last, so that its work keeps no other market from its own. */
    public static final Comparator<Market> BY_TURN =
            Comparator.comparing(Market::isTaking).thenComparing(BY_ID);

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

    /** The balances of the tenant's fee account. */
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
            BalanceIndexes balances) {
        this.index = index;
        this.instrument = instrument;
        this.rules = instrument.rules();
        this.fees = new FeeTable(instrument.fees());
        this.window = windowOf(rules.risk().breaker());
        this.state = state;
        this.conversion = conversion;
        this.book = book;
        this.baseAsset = balances.baseAsset();
        this.quoteAsset = balances.quoteAsset();
        this.baseFees = balances.baseFees();
        this.quoteFees = balances.quoteFees();
    }

    /** Indexes of a market's assets and fee balances in the ledger. */
    public record BalanceIndexes(int baseAsset, int quoteAsset, int baseFees, int quoteFees) {}

    public MarketState state() {
        return state;
    }

    /**
     * Sets the state of the market.
     *
     * @param resumptionTimer timer that opens the market again; {@link com.flowex.engine.timers.Timers#NONE} if there
     *     is none
     */
    public void become(MarketState next, int resumptionTimer) {
        state = next;
        resumption = resumptionTimer;
    }

    public int resumption() {
        return resumption;
    }

    /** Applies new rules and fees from now on; orders stay. */
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

    /** Returns true if an asset is the base or the quote asset. */
    public boolean trades(int asset) {
        return asset == baseAsset || asset == quoteAsset;
    }

    /** Returns the asset that an open order of this side holds. */
    public int heldAsset(Side side) {
        return side == Side.BUY ? quoteAsset : baseAsset;
    }

    /**
     * Returns the amount that an open order holds, in units of {@link #heldAsset}: quote rounded up for a buyer, base
     * for a seller.
     */
    public long need(Side side, long priceUnits, long quantityUnits) {
        return side == Side.BUY ? Notional.roundedUp(priceUnits, quantityUnits, conversion) : quantityUnits;
    }

    /**
     * Returns the smallest quantity that an iceberg shows if a trade must have a least quantity: whole lots, in base
     * units.
     *
     * @param payable least quantity of a trade in base units, 0 or more
     */
    public long leastShown(long payable) {
        long off = payable % rules.lotUnits();
        return off == 0 ? payable : payable - off + rules.lotUnits();
    }

    /** Returns true if an order is not through with the book; then arriving orders take after it. */
    public boolean isTaking() {
        OffBookOrders known = outside;
        return known != null && known.taking.first() != Orders.NONE;
    }

    /** The market's orders outside the book, null while there has been none. */
    public @Nullable OffBookOrders outside() {
        return outside;
    }

    /** Returns the market's orders outside the book; creates their storage if there is none yet. */
    public OffBookOrders outside(Orders orders) {
        OffBookOrders known = outside;
        if (known == null) {
            known = new OffBookOrders(orders);
            outside = known;
        }
        return known;
    }

    /** Returns the price window of the circuit breaker; null if there is no breaker. */
    public @Nullable PriceWindow window() {
        return window;
    }

    /** Returns true unless orders in the book could trade with each other although orders trade on arrival. */
    public boolean isMatched() {
        return !matchesAtOnce() || !book.isCrossed();
    }

    /**
     * Returns true if crossing orders trade at once. A state that collects orders for a call auction would return
     * false.
     */
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
