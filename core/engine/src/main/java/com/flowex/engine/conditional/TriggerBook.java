package com.flowex.engine.conditional;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.engine.book.Orders;

/**
 * Waiting orders of one market, indexed by what meets them. There are three watched prices, each upwards and downwards,
 * sorted. Trailing stops, whose triggers move with the price, are in a list that the rules keep short.
 */
public final class TriggerBook {

    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int LAST = 0;
    private static final int ASK = 2;
    private static final int BID = 4;
    private static final int TRAILING = 6;

    private final Orders orders;
    private final TriggerHeap[] heaps = new TriggerHeap[TRAILING];
    private final TrailingStops trailing;

    public TriggerBook(Orders orders) {
        this.orders = orders;
        this.trailing = new TrailingStops(orders);
        for (int i = 0; i < TRAILING; i++) {
            heaps[i] = new TriggerHeap(orders);
        }
    }

    /** Returns the number of trailing stops that wait. */
    public int trailingCount() {
        return trailing.count();
    }

    /** Adds an order that waits from now on; its request must be in the extras. */
    public void add(int slot) {
        OrderRequest request = orders.request(slot);
        Trigger trigger = ((OrderTerms.Conditional) request.terms()).trigger();
        switch (trigger) {
            case Trigger.StopLoss(var price, var source) ->
                add(slot, watchOf(source, request.side(), request.side() == Side.BUY), price.units());
            case Trigger.TakeProfit(var price, var source) ->
                add(slot, watchOf(source, request.side(), request.side() == Side.SELL), price.units());
            case Trigger.Trailing _, Trigger.Activated _ -> {
                orders.extras.watch(orders.extra(slot), TRAILING);
                trailing.add(slot);
            }
        }
    }

    private void add(int slot, int watch, long price) {
        orders.extras.watch(orders.extra(slot), watch);
        heaps[watch].add((watch & DOWN) == UP ? price : -price, slot);
    }

    private static int watchOf(TriggerSource source, Side side, boolean upwards) {
        int direction = upwards ? UP : DOWN;
        return switch (source) {
            case LAST_TRADE -> LAST | direction;
            case BEST_PRICE -> (side == Side.BUY ? ASK : BID) | direction;
        };
    }

    /** Removes an order that no longer waits, before its slot is released. */
    public void remove(int slot) {
        int watch = orders.extras.watch(orders.extra(slot));
        if (watch == TRAILING) {
            trailing.remove(slot);
        } else {
            heaps[watch].remove(slot);
        }
    }

    /**
     * Gives the prices to every trailing stop; prices that move one are added to {@code moves}.
     *
     * @return true if a loss has activated one
     */
    public boolean follow(TriggerPrices prices, TrailingPriceMoves moves) {
        return trailing.follow(prices, moves);
    }

    /** Returns true if any order is met. */
    public boolean isMet(TriggerPrices prices) {
        for (int watch = 0; watch < TRAILING; watch += 2) {
            long price = priceOf(watch, prices);
            if (price != 0 && (heaps[watch | UP].isMet(price) || heaps[watch | DOWN].isMet(-price))) {
                return true;
            }
        }
        return trailing.isMet(prices);
    }

    /** Collects all orders that are met, by id. */
    public void collect(TriggerPrices prices, MetTriggerIds met) {
        met.clear();
        for (int watch = 0; watch < TRAILING; watch += 2) {
            long price = priceOf(watch, prices);
            if (price != 0) {
                heaps[watch | UP].collect(price, met);
                heaps[watch | DOWN].collect(-price, met);
            }
        }
        trailing.collect(prices, met);
        met.sort();
    }

    private static long priceOf(int watch, TriggerPrices prices) {
        return switch (watch) {
            case LAST -> prices.last();
            case ASK -> prices.ask();
            default -> prices.bid();
        };
    }
}
