package com.flowex.engine.snapshot;

import com.flowex.domain.order.Side;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.book.OrderExtensions;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.timers.Timers;

/** Check of every open order against all structures that refer to it. */
final class OrderAudit {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final AccountMarkets markets;

    OrderAudit(ExchangeState state) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.markets = state.open.accountMarkets;
    }

    /**
     * Checks every open order and adds its need to its balance.
     *
     * @throws IllegalStateException if an invariant is broken; the message names it
     */
    void check(long[] needs) {
        OrderRecords states = new OrderRecords(state, _ -> {});
        int[] counted = new int[1];
        for (int i = 0; i < state.markets.count(); i++) {
            Market market = state.markets.get(i);
            checkSide(market, Side.BUY);
            checkSide(market, Side.SELL);
            checkLevels(market, Side.BUY);
            checkLevels(market, Side.SELL);
            Invariant.check(market.isMatched(), "the best bid is below the best ask");
            states.slots(market, slot -> {
                checkOrder(market, slot);
                needs[open.balanceOf(slot)] += open.needOf(market, slot);
                counted[0]++;
            });
        }
        Invariant.check(counted[0] == orders.open(), "every open order stands in one place");
        Invariant.check(countOwned() == orders.open(), "every open order has a desk");
    }

    private void checkSide(Market market, Side side) {
        long last = 0;
        for (int slot = market.book.front(side); slot != Orders.NONE; slot = market.book.behind(slot)) {
            long price = orders.price(slot);
            boolean isInOrder = last == 0 || (side == Side.BUY ? price <= last : price >= last);
            Invariant.check(isInOrder, "a book goes from best to worst");
            Invariant.check(orders.phase(slot) == OrderPhase.RESTS, "what is in a book rests");
            Invariant.check(orders.side(slot) == side, "a bid is a buy and an ask a sell");
            last = price;
        }
    }

    /** The sum of each level is what its orders show. */
    private void checkLevels(Market market, Side side) {
        int[] next = {market.book.front(side)};
        market.book.levels(side, Integer.MAX_VALUE, (price, units) -> {
            long shown = 0;
            int slot = next[0];
            while (slot != Orders.NONE && orders.price(slot) == price) {
                shown += orders.shown(slot);
                slot = market.book.behind(slot);
            }
            next[0] = slot;
            Invariant.check(shown == units, "a level's sum is what its orders show");
        });
        Invariant.check(next[0] == Orders.NONE, "every order in a book is at a level");
    }

    private void checkOrder(Market market, int slot) {
        Invariant.check(orders.remaining(slot) > 0, "an open order has something open");
        Invariant.check(orders.remaining(slot) <= orders.quantity(slot), "at most the ordered quantity is open");
        Invariant.check(
                orders.shown(slot) > 0 && orders.shown(slot) <= orders.remaining(slot), "what is shown is open");
        Invariant.check(open.find(orders.id(slot)) == slot, "an open order is found by its id");
        int entry = orders.tag(slot);
        Invariant.check(
                entry == ClientOrderIds.UNKNOWN || state.ids.answer(entry) == orders.id(slot),
                "an open order's id names it");
        Invariant.check(markets.market(orders.accountMarket(slot)) == market.index, "a desk is of its orders' market");
        int extra = orders.extra(slot);
        if (extra != OrderExtensions.NONE) {
            checkExtra(slot, extra);
        }
    }

    private void checkExtra(int slot, int extra) {
        int timer = orders.extras.timer(extra);
        Invariant.check(timer == Timers.NONE || state.timers.payload(timer) == slot, "a timer is of its order");
        Invariant.check(orders.phase(slot) != OrderPhase.SLICED || timer != Timers.NONE, "a next slice has its time");
        int partner = orders.extras.partner(extra);
        if (partner != Orders.NONE) {
            Invariant.check(open.partner(partner) == slot, "the two of a pair name each other");
            Invariant.check(mayPair(slot, partner), "both of a pair have begun, or neither");
        }
        int linked = open.linked(slot);
        if (linked != Orders.NONE) {
            int first = open.isFirstOfPair(slot) || partner == Orders.NONE ? slot : partner;
            Invariant.check(open.linked(linked) == first || mayWork(slot), "a working order names its pending one");
            Invariant.check(mayWork(slot) != mayWork(linked), "one of a link works and the other waits");
        }
        Invariant.check(
                (orders.phase(slot) == OrderPhase.PENDING) == (open.linked(slot) != Orders.NONE && !mayWork(slot)),
                "a pending order names the one that it waits for");
        Invariant.check(
                !orders.effects(slot).borrows()
                        || orders.phase(slot) == OrderPhase.PENDING
                        || orders.phase(slot) == OrderPhase.STARTING,
                "an order that is to borrow has not begun");
        Invariant.check(
                !orders.isPaid(slot) || orders.side(slot) == Side.SELL && mayBePaid(slot, extra),
                "a paid order sells what it has received, and has not begun");
    }

    private boolean mayBePaid(int slot, int extra) {
        OrderPhase phase = orders.phase(slot);
        long received = orders.extras.received(extra);
        boolean isSecond = open.partner(slot) != Orders.NONE && !open.isFirstOfPair(slot);
        return (phase == OrderPhase.PENDING || phase == OrderPhase.STARTING)
                && received >= 0
                && received <= (isSecond ? 0 : orders.quantity(slot));
    }

    private boolean mayPair(int slot, int partner) {
        OrderPhase phase = orders.phase(slot);
        return switch (orders.phase(partner)) {
            case RESTS -> phase == OrderPhase.WAITS;
            case WAITS -> phase == OrderPhase.RESTS || phase == OrderPhase.WAITS;
            case PENDING, STARTING -> phase == orders.phase(partner);
            case TRIGGERED, SLICED, TAKING -> false;
        };
    }

    private boolean mayWork(int slot) {
        return switch (orders.phase(slot)) {
            case RESTS, TAKING, WAITS, TRIGGERED -> true;
            case PENDING, STARTING, SLICED -> false;
        };
    }

    private int countOwned() {
        int owned = 0;
        for (int account = 0; account < state.accounts.count(); account++) {
            int ofAccount = 0;
            for (int accountMarket = markets.firstOf(account);
                    accountMarket != AccountMarkets.NONE;
                    accountMarket = markets.next(accountMarket)) {
                Invariant.check(markets.account(accountMarket) == account, "a desk is of its account");
                ofAccount += countOfAccountMarket(accountMarket);
            }
            Invariant.check(ofAccount == markets.countOf(account), "an account's open orders are counted");
            owned += ofAccount;
        }
        return owned;
    }

    private int countOfAccountMarket(int accountMarket) {
        long buys = 0;
        for (int place = 0; place < markets.count(accountMarket); place++) {
            int slot = markets.order(accountMarket, place);
            Invariant.check(orders.accountMarket(slot) == accountMarket, "an order is at the desk it names");
            Invariant.check(
                    state.accounts.restriction(markets.account(accountMarket)).allows(orders.side(slot)),
                    "who is restricted has no order that they may not have");
            Invariant.check(orders.accountMarketPlace(slot) == place, "an order knows its place at its desk");
            buys += open.openBuyOf(slot);
        }
        Invariant.check(buys == markets.openBuys(accountMarket), "a desk's open buys are counted");
        return markets.count(accountMarket);
    }
}
