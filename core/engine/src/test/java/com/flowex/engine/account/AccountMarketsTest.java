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
    private final AccountMarkets markets = new AccountMarkets(orders);

    private int order(int accountMarket) {
        int flags = OrderFlags.of(Side.BUY, OrderPhase.WAITS, SelfTradePrevention.NONE, false);
        int slot = orders.take(1, accountMarket, markets.market(accountMarket), 0, flags);
        orders.resize(slot, 5);
        markets.add(slot);
        return slot;
    }

    @Test
    void accountMarketKnowsItsAccountMarketAndBalances() {
        int accountMarket = markets.open(70_000, 65_535, 17, 1 << 30);

        assertEquals(accountMarket, markets.find(70_000, 65_535));
        assertEquals(AccountMarkets.NONE, markets.find(70_000, 65_534));
        assertEquals(
                List.of(70_000, 65_535, 17, 1 << 30),
                List.of(
                        markets.account(accountMarket),
                        markets.market(accountMarket),
                        markets.baseBalance(accountMarket),
                        markets.quoteBalance(accountMarket)));
    }

    /** Goal: no order is lost or listed twice. Method: orders come and go at random beside plain lists. */
    @Test
    void everyOpenOrderIsListedInItsAccountMarketAndCounted() {
        List<Integer> all = new ArrayList<>();
        int[] opened = {markets.open(3, 0, 1, 2), markets.open(3, 1, 1, 2), markets.open(4, 0, 3, 4)};
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            if (all.size() < 10 || random.nextBoolean()) {
                all.add(order(opened[random.nextInt(3)]));
            } else {
                int slot = all.remove(random.nextInt(all.size()));
                markets.remove(slot);
                orders.giveBack(slot);
            }
            int counted = 0;
            for (int accountMarket : opened) {
                List<Integer> here = all.stream()
                        .filter(slot -> orders.accountMarket(slot) == accountMarket)
                        .sorted()
                        .toList();
                assertEquals(here, ordersOf(accountMarket));
                assertEquals(here.size(), markets.count(accountMarket));
                counted += here.size();
            }
            assertEquals(counted, markets.countOf(3) + markets.countOf(4));
        }
        assertEquals(opened[1], markets.firstOf(3));
        assertEquals(opened[0], markets.next(opened[1]));
    }

    private List<Integer> ordersOf(int accountMarket) {
        List<Integer> list = new ArrayList<>();
        for (int place = 0; place < markets.count(accountMarket); place++) {
            list.add(markets.order(accountMarket, place));
        }
        list.sort(null);
        return list;
    }
}
