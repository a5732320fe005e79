package com.flowex.engine.oracle;

import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A market: its rules, its book, and the orders beside the book. */
final class Market {

    /** A price that was traded, in one step of the circuit breaker's window. */
    record Traded(long step, long price) {}

    Instrument instrument;
    MarketState state = MarketState.OPEN;
    boolean isKilled;
    /** True if its orders are to be ended, as long as there are any. */
    boolean isEnding;
    /** Log time at which it opens by itself; 0: it does not. */
    long resumes;

    @Nullable
    Price last;
    /** The price of the last trade before this command. */
    @Nullable
    Price reference;

    /** Each side best first, then in the order of the queue. */
    final List<Order> bids = new ArrayList<>();

    final List<Order> asks = new ArrayList<>();
    final List<Order> waiting = new ArrayList<>();
    final List<Order> queued = new ArrayList<>();
    final List<Order> pending = new ArrayList<>();
    final List<Order> slicing = new ArrayList<>();
    final List<Order> taking = new ArrayList<>();
    final List<Traded> window = new ArrayList<>();

    Market(Instrument instrument) {
        this.instrument = instrument;
    }

    InstrumentId id() {
        return instrument.id();
    }

    AssetId base() {
        return instrument.base();
    }

    AssetId quote() {
        return instrument.quote();
    }

    InstrumentRules rules() {
        return instrument.rules();
    }

    RiskRules risk() {
        return instrument.rules().risk();
    }

    List<Order> side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    @Nullable
    Order best(Side side) {
        return side(side).isEmpty() ? null : side(side).getFirst();
    }

    @Nullable
    Price bestPrice(Side side) {
        Order best = best(side);
        return best == null ? null : best.price();
    }

    /** Returns true if an order of this side with this limit would take. */
    boolean isCrossedBy(Side side, Price limit) {
        Price best = bestPrice(side.opposite());
        return best != null && reaches(side, limit, best);
    }

    /** Behind all orders that are at the same price or a better one. */
    void join(Order order) {
        List<Order> orders = side(order.side());
        int at = orders.size();
        while (at > 0
                && isBetter(order.side(), order.price(), orders.get(at - 1).price())) {
            at--;
        }
        orders.add(at, order);
    }

    static boolean isBetter(Side side, Price one, Price other) {
        return side == Side.BUY ? one.units() > other.units() : one.units() < other.units();
    }

    /** True if an order of this side that goes no further than {@code limit} trades at {@code price}. */
    static boolean reaches(Side side, Price limit, Price price) {
        return side == Side.BUY ? price.units() <= limit.units() : price.units() >= limit.units();
    }

    List<Order> listOf(Order order) {
        return switch (order.place) {
            case BOOK -> side(order.side());
            case WAITING -> waiting;
            case QUEUED -> queued;
            case PENDING -> pending;
            case SLICING -> slicing;
            case TAKING -> taking;
            case NOWHERE -> throw new IllegalStateException("order " + order.id + " is nowhere");
        };
    }

    boolean hasOrders() {
        return !(bids.isEmpty() && asks.isEmpty() && waiting.isEmpty() && queued.isEmpty() && slicing.isEmpty())
                || !(pending.isEmpty() && taking.isEmpty());
    }

    /** The price a conditional order watches. */
    @Nullable
    Price watched(TriggerSource source, Side side) {
        return switch (source) {
            case LAST_TRADE -> last;
            case BEST_PRICE -> bestPrice(side.opposite());
        };
    }

    /** How far an order of this side may trade; null: as far as it likes. */
    @Nullable
    Price band(Side side) {
        int band = risk().bandMillionths();
        if (band == 0 || reference == null) {
            return null;
        }
        BigInteger whole = BigInteger.valueOf(1_000_000);
        BigInteger units = BigInteger.valueOf(reference.units());
        if (side == Side.BUY) {
            BigInteger most =
                    units.multiply(BigInteger.valueOf(1_000_000L + band)).divide(whole);
            return new Price(most.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
        }
        BigInteger[] least =
                units.multiply(BigInteger.valueOf(1_000_000L - band)).divideAndRemainder(whole);
        return new Price(least[0].longValueExact() + (least[1].signum() == 0 ? 0 : 1));
    }

    boolean isInBand(Side side, Price price) {
        Price band = band(side);
        return band == null || reaches(side, band, price);
    }

    /** The prices of the window that still count. */
    List<Long> pricesInWindow(long now) {
        long step = now / stepNanos();
        return window.stream()
                .filter(traded -> traded.step > step - CircuitBreaker.STEPS)
                .map(Traded::price)
                .toList();
    }

    /** True if the breaker halts a market in whose window these prices stand, the last being the newest. */
    boolean breaks(List<Long> prices) {
        if (!risk().breaker().isOn()) {
            return false;
        }
        BigInteger move = BigInteger.valueOf(risk().breaker().moveMillionths());
        BigInteger low = BigInteger.valueOf(
                prices.stream().mapToLong(price -> price).min().orElseThrow());
        BigInteger high = BigInteger.valueOf(
                prices.stream().mapToLong(price -> price).max().orElseThrow());
        BigInteger price = BigInteger.valueOf(prices.getLast());
        BigInteger whole = BigInteger.valueOf(1_000_000);
        return price.subtract(low).multiply(whole).compareTo(move.multiply(low)) >= 0
                || high.subtract(price).multiply(whole).compareTo(move.multiply(high)) >= 0;
    }

    long stepNanos() {
        return risk().breaker().windowNanos() / CircuitBreaker.STEPS;
    }
}
