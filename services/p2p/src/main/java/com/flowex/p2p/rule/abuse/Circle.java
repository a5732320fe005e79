package com.flowex.p2p.rule.abuse;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Search for a circle of accounts: each sold to another one, and what they sold came back to the first. The search follows
 * completed trades from one account forwards and backwards; accounts that it reaches both ways are in its circle, which
 * is the strongly connected component of the account.
 *
 * <p>Both the accounts and their trades are bounded, so a search has a bounded cost. People with many counterparties
 * are markets of their own, and are not followed. A component above the bound is a market, too, and no circle.
 */
public final class Circle {

    /** Maximum number of accounts that a search reaches in a direction. */
    public static final int ACCOUNTS_MAX = 100;

    /** Maximum number of counterparties of an account that a search follows. */
    public static final int COUNTERPARTIES_MAX = 30;

    private static final int LEAST = 3;

    private Circle() {}

    /**
     * Completed trades between an account and another one.
     *
     * @param hasSold true if the account sold to the other one
     * @param hasBought true if the account bought from the other one
     */
    public record Edge(long other, boolean hasSold, boolean hasBought) {}

    /**
     * Returns the accounts of the circle that an account is in, sorted; empty if it is in none.
     *
     * @param edges returns up to {@link #COUNTERPARTIES_MAX} and one more edges of each account
     */
    public static Set<Long> of(long account, Function<Set<Long>, Map<Long, List<Edge>>> edges) {
        Set<Long> forwards = reached(account, edges, true);
        if (forwards.size() < LEAST) {
            return Set.of();
        }
        Set<Long> both = new TreeSet<>(reached(account, edges, false));
        both.retainAll(forwards);
        return both.size() < LEAST ? Set.of() : both;
    }

    /** Returns the accounts that are reached; empty if there are more than the bound. */
    private static Set<Long> reached(
            long account, Function<Set<Long>, Map<Long, List<Edge>>> edges, boolean isForwards) {
        Set<Long> reached = new HashSet<>(Set.of(account));
        Set<Long> next = Set.of(account);
        while (!next.isEmpty()) {
            Set<Long> found = new HashSet<>();
            edges.apply(next).values().stream()
                    .filter(each -> each.size() <= COUNTERPARTIES_MAX)
                    .flatMap(each -> others(each, isForwards))
                    .filter(reached::add)
                    .forEach(found::add);
            if (reached.size() > ACCOUNTS_MAX) {
                return Set.of();
            }
            next = found;
        }
        return reached;
    }

    private static Stream<Long> others(List<Edge> edges, boolean isForwards) {
        return edges.stream()
                .filter(edge -> isForwards ? edge.hasSold() : edge.hasBought())
                .map(Edge::other);
    }
}
