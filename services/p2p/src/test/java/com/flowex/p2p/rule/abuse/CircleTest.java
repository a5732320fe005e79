package com.flowex.p2p.rule.abuse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.p2p.rule.abuse.Circle.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Goal: accounts that sell to each other in turn are found, and a market of many people is not taken for a circle. */
class CircleTest {

    private final Map<Long, List<Edge>> edges = new TreeMap<>();

    private void sold(long seller, long buyer) {
        edges.computeIfAbsent(seller, _ -> new ArrayList<>()).add(new Edge(buyer, true, false));
        edges.computeIfAbsent(buyer, _ -> new ArrayList<>()).add(new Edge(seller, false, true));
    }

    /** Returns the accounts of the circle without busy accounts; empty if there is none. */
    private Set<Long> circle(long account) {
        return circles(account).stream().findFirst().orElse(Set.of());
    }

    private List<Set<Long>> circles(long account) {
        return Circle.of(account, new Circle.Trades() {
            @Override
            public Map<Long, List<Edge>> of(Set<Long> accounts) {
                return accounts.stream()
                        .collect(Collectors.toMap(each -> each, each -> edges.getOrDefault(each, List.of()).stream()
                                .limit(Circle.COUNTERPARTIES_MAX + 1)
                                .toList()));
            }

            @Override
            public Map<Long, List<Edge>> between(Set<Long> accounts, Set<Long> others) {
                return accounts.stream()
                        .collect(Collectors.toMap(each -> each, each -> edges.getOrDefault(each, List.of()).stream()
                                .filter(edge -> others.contains(edge.other()))
                                .toList()));
            }
        });
    }

    private void makeBusy(long account) {
        for (long other = 1_000 * account; other <= 1_000 * account + Circle.COUNTERPARTIES_MAX; other++) {
            sold(account, other);
        }
    }

    /** A person with many puppets is busy: the circles are found from each puppet. */
    @Test
    void circlesThroughOneBusyAccountAreFoundFromTheOthers() {
        sold(1, 2);
        sold(2, 3);
        sold(3, 1);
        sold(3, 4);
        makeBusy(1);
        assertEquals(Set.of(), circle(2));
        assertEquals(List.of(Set.of(), Set.of(1L, 2L, 3L)), circles(2));
        assertEquals(List.of(Set.of(), Set.of(1L, 2L, 3L)), circles(3));
        assertEquals(List.of(Set.of()), circles(4));
        assertEquals(List.of(Set.of()), circles(1001));
    }

    /** Customers who buy from one advertiser and sell to another one are in no circle with the trades of these two. */
    @Test
    void twoBusyAccountsThatTradeMakeNoCircleOfTheirCustomers() {
        sold(1, 5);
        sold(5, 2);
        sold(2, 1);
        makeBusy(1);
        makeBusy(2);
        assertEquals(List.of(Set.of()), circles(5));
    }

    @Test
    void accountsWhoseSalesComeBackToThemAreACircle() {
        sold(1, 2);
        sold(2, 3);
        sold(3, 4);
        assertEquals(Set.of(), circle(1));
        sold(4, 1);
        sold(4, 9);
        sold(8, 1);
        assertEquals(Set.of(1L, 2L, 3L, 4L), circle(1));
        assertEquals(Set.of(1L, 2L, 3L, 4L), circle(3));
        assertEquals(Set.of(), circle(8));
        assertEquals(Set.of(), circle(9));
    }

    /** A pair that trades in both directions has a rule of its own. */
    @Test
    void aPairIsNoCircle() {
        sold(1, 2);
        sold(2, 1);
        assertEquals(Set.of(), circle(1));
    }

    @Test
    void anAccountIsBusyAboveTheBoundOfCounterparties() {
        sold(1, 2);
        sold(2, 3);
        sold(3, 1);
        assertEquals(Set.of(1L, 2L, 3L), circle(1));
        for (long other = 100; other < 100 + Circle.COUNTERPARTIES_MAX; other++) {
            sold(3, other);
        }
        assertEquals(List.of(Set.of(), Set.of(1L, 2L, 3L)), circles(1));
        assertEquals(List.of(Set.of()), circles(3));
    }

    @Test
    void aCircleAboveTheBoundIsAMarket() {
        for (long account = 1; account < Circle.ACCOUNTS_MAX; account++) {
            sold(account, account + 1);
        }
        sold(Circle.ACCOUNTS_MAX, 1);
        assertEquals(Circle.ACCOUNTS_MAX, circle(1).size());
        sold(Circle.ACCOUNTS_MAX, Circle.ACCOUNTS_MAX + 1);
        sold(Circle.ACCOUNTS_MAX + 1, 1);
        assertEquals(Set.of(), circle(1));
    }
}
