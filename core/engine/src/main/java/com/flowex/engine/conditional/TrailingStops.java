package com.flowex.engine.conditional;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.engine.book.Orders;
import java.util.Arrays;

/** Trailing stops of one market. Each keeps the best price it has seen and is met at a distance behind it. */
public final class TrailingStops {

    private final Orders orders;
    private int[] slots = new int[4];
    private int count;

    TrailingStops(Orders orders) {
        this.orders = orders;
    }

    int count() {
        return count;
    }

    void add(int slot) {
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, count * 2);
        }
        put(count++, slot);
    }

    void remove(int slot) {
        int place = orders.extras.place(orders.extra(slot));
        put(place, slots[--count]);
    }

    private void put(int place, int slot) {
        slots[place] = slot;
        orders.extras.place(orders.extra(slot), place);
    }

    /** @return true if a loss has activated one of them */
    boolean follow(TriggerPrices prices, TrailingPriceMoves moves) {
        boolean isActivatedByLoss = false;
        for (int i = 0; i < count; i++) {
            int extra = orders.extra(slots[i]);
            long price = watched(extra, prices);
            long extreme = orders.extras.extreme(extra);
            boolean isBuy = orders.side(slots[i]) == Side.BUY;
            boolean isBetter = extreme == 0
                    ? begins(trigger(extra), orders.side(slots[i]), price)
                    : isBuy ? price < extreme : price > extreme;
            if (price != 0 && isBetter) {
                orders.extras.extreme(extra, price);
                moves.add(trigger(extra).source(), orders.side(slots[i]), price);
                isActivatedByLoss |= extreme == 0 && trigger(extra) instanceof Trigger.TrailingFromLoss;
            }
        }
        return isActivatedByLoss;
    }

    /** Returns true if a trigger that has seen no price yet begins to trail at this one; 0 means no price. */
    public static boolean begins(Trigger trigger, Side side, long price) {
        return price != 0 && !(trigger instanceof Trigger.Activated from && !from.isReachedBy(price, side));
    }

    boolean isMet(TriggerPrices prices) {
        for (int i = 0; i < count; i++) {
            if (isMet(slots[i], prices)) {
                return true;
            }
        }
        return false;
    }

    void collect(TriggerPrices prices, MetTriggerIds met) {
        for (int i = 0; i < count; i++) {
            if (isMet(slots[i], prices)) {
                met.add(orders.id(slots[i]));
            }
        }
    }

    private boolean isMet(int slot, TriggerPrices prices) {
        int extra = orders.extra(slot);
        return isMet(trigger(extra), orders.side(slot), watched(extra, prices), orders.extras.extreme(extra));
    }

    /**
     * Returns true if a price meets a trigger that trails behind an extreme.
     *
     * @param price watched price in price units; 0 if none, as for {@code extreme}
     */
    public static boolean isMet(Trigger trigger, Side side, long price, long extreme) {
        if (price == 0 || extreme == 0) {
            return false;
        }
        long distance = distance(trigger, extreme);
        return side == Side.BUY ? price - extreme >= distance : distance < extreme && price <= extreme - distance;
    }

    /** Returns the distance of a trigger behind an extreme, in price units. */
    public static long distance(Trigger trigger, long extreme) {
        Trigger.Trailing trailing = trigger.trailing();
        if (trailing == null) {
            throw new IllegalStateException("not a trailing stop");
        }
        return trailing.distance(extreme);
    }

    private long watched(int extra, TriggerPrices prices) {
        OrderRequest request = orders.extras.request(extra);
        return prices.of(trigger(extra).source(), request.side());
    }

    private Trigger trigger(int extra) {
        return ((OrderTerms.Conditional) orders.extras.request(extra).terms()).trigger();
    }
}
