package com.flowex.engine;

import com.flowex.domain.Side;
import com.flowex.engine.book.Orders;
import com.flowex.engine.book.OwnedOrders;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ledger.Ledger;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/**
 * Where an open order's book, owner, hold and id meet: an order enters, shrinks and leaves in all of them at once.
 *
 * <p>{@link #needOf} is counted from the orders themselves, holds are counted by the ledger; {@link Exchange} compares
 * the two after each command.
 */
final class OpenOrders {

    final Orders orders = new Orders();
    final OwnedOrders owned = new OwnedOrders(orders);

    private final Markets markets;
    private final Ledger ledger;
    private final ClientOrderIds ids;
    private final Long2LongHashMap slots = new Long2LongHashMap(1 << 10, 0.55f, Orders.NONE);
    private long[] needs = new long[16];

    OpenOrders(Markets markets, Ledger ledger, ClientOrderIds ids) {
        this.markets = markets;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** The open order with this id, or {@link Orders#NONE}. */
    int find(long id) {
        return (int) slots.get(id);
    }

    Market market(int slot) {
        return markets.get(orders.market(slot));
    }

    /** What all open orders need of an asset. */
    long needOf(int asset) {
        return asset < needs.length ? needs[asset] : 0;
    }

    /** An order joins the book and what it needs is held. */
    int enter(Market market, long id, int owner, Side side, long price, long quantity, long remaining, int idEntry) {
        int slot = put(market, id, owner, side, price, quantity, remaining, idEntry);
        owned.add(slot);
        ledger.hold(purse(market, slot), market.need(side, price, remaining));
        return slot;
    }

    /** Puts an order back into its book from a snapshot: its owner's list and its hold have records of their own. */
    void restore(Market market, long id, int owner, Side side, long price, long quantity, long remaining) {
        put(market, id, owner, side, price, quantity, remaining, ClientOrderIds.UNKNOWN);
    }

    private int put(
            Market market, long id, int owner, Side side, long price, long quantity, long remaining, int idEntry) {
        int slot = market.book.rest(id, owner, side, price, quantity, remaining, idEntry);
        slots.put(id, slot);
        count(market, slot, 1);
        return slot;
    }

    /** An order trades a part or the whole of what is open; a filled order leaves. */
    void fill(int slot, long units, long nanos) {
        Market market = market(slot);
        Side side = orders.side(slot);
        long before = orders.remaining(slot);
        long price = orders.price(slot);
        ledger.release(
                purse(market, slot), market.need(side, price, before) - market.need(side, price, before - units));
        count(market, slot, -1);
        if (units == before) {
            remove(market, slot, nanos);
        } else {
            market.book.fill(slot, units);
            count(market, slot, 1);
        }
    }

    /** An order gets a smaller whole quantity and keeps its place. */
    void reduce(int slot, long quantity) {
        Market market = market(slot);
        Side side = orders.side(slot);
        long before = market.need(side, orders.price(slot), orders.remaining(slot));
        count(market, slot, -1);
        market.book.reduce(slot, quantity);
        count(market, slot, 1);
        long after = market.need(side, orders.price(slot), orders.remaining(slot));
        ledger.release(purse(market, slot), before - after);
    }

    /** An order leaves the book unfilled and its hold is released. */
    void leave(int slot, long nanos) {
        Market market = market(slot);
        long need = market.need(orders.side(slot), orders.price(slot), orders.remaining(slot));
        ledger.release(purse(market, slot), need);
        count(market, slot, -1);
        remove(market, slot, nanos);
    }

    private void remove(Market market, int slot, long nanos) {
        ids.close(orders.tag(slot), nanos);
        owned.remove(slot);
        slots.remove(orders.id(slot));
        market.book.remove(slot);
    }

    private int purse(Market market, int slot) {
        return ledger.slotOf(orders.owner(slot), market.heldAsset(orders.side(slot)));
    }

    /** Counts what an order needs in or out, from the order as it stands in the book. */
    private void count(Market market, int slot, int sign) {
        int asset = market.heldAsset(orders.side(slot));
        if (asset >= needs.length) {
            needs = Arrays.copyOf(needs, Math.max(asset + 1, needs.length * 2));
        }
        needs[asset] += sign * market.need(orders.side(slot), orders.price(slot), orders.remaining(slot));
    }
}
