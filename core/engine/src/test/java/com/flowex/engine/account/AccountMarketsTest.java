package com.flowex.engine.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountMarketsTest {

    private final Orders orders = new Orders();
    private final AccountMarkets desks = new AccountMarkets(orders);

    private int order(int desk) {
        int flags = OrderFlags.of(Side.BUY, OrderPhase.WAITS, SelfTradePrevention.NONE, false);
        int slot = orders.take(1, desk, desks.market(desk), 0, 5, 5, 0, flags);
        desks.add(slot);
        return slot;
    }

    @Test
    void aDeskKnowsItsAccountMarketAndPurses() {
        int desk = desks.open(70_000, 65_535, 17, 1 << 30);

        assertEquals(desk, desks.find(70_000, 65_535));
        assertEquals(AccountMarkets.NONE, desks.find(70_000, 65_534));
        assertEquals(
                List.of(70_000, 65_535, 17, 1 << 30),
                List.of(desks.account(desk), desks.market(desk), desks.basePurse(desk), desks.quotePurse(desk)));
    }

    /** Goal: no order is lost or listed twice. Method: orders come and go at random beside plain lists. */
    @Test
    void everyOpenOrderIsAtItsDeskAndCounted() {
        List<Integer> all = new ArrayList<>();
        int[] opened = {desks.open(3, 0, 1, 2), desks.open(3, 1, 1, 2), desks.open(4, 0, 3, 4)};
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            if (all.size() < 10 || random.nextBoolean()) {
                all.add(order(opened[random.nextInt(3)]));
            } else {
                int slot = all.remove(random.nextInt(all.size()));
                desks.remove(slot);
                orders.giveBack(slot);
            }
            int counted = 0;
            for (int desk : opened) {
                List<Integer> here = all.stream()
                        .filter(slot -> orders.desk(slot) == desk)
                        .sorted()
                        .toList();
                assertEquals(here, ordersOf(desk));
                assertEquals(here.size(), desks.count(desk));
                counted += here.size();
            }
            assertEquals(counted, desks.countOf(3) + desks.countOf(4));
        }
        assertEquals(opened[1], desks.firstOf(3));
        assertEquals(opened[0], desks.next(opened[1]));
    }

    private List<Integer> ordersOf(int desk) {
        List<Integer> list = new ArrayList<>();
        for (int place = 0; place < desks.count(desk); place++) {
            list.add(desks.order(desk, place));
        }
        list.sort(null);
        return list;
    }
}
