package com.flowex.p2p.rule.abuse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Search for circles of accounts: each sold to another one, and what they sold came back to the first. The search follows
 * completed trades from one account forwards and backwards; accounts that it reaches both ways are in its circle, which
 * is the strongly connected component of the account.
 *
 * <p>Both the accounts and their trades are bounded, so a search has a bounded cost. An account with many counterparties
 * is busy: the search does not read all of its trades. It reads those with the accounts that it has reached, and looks
 * for circles through one busy account each. A component above the bound is a market, and no circle.
 */
public final class Circle {

    /** Maximum number of accounts that a search reaches in a direction. */
    public static final int ACCOUNTS_MAX = 100;

    /** Maximum number of counterparties of an account whose trades a search reads as a whole. */
    public static final int COUNTERPARTIES_MAX = 30;

    /** Maximum number of busy accounts through which one search looks for circles. */
    public static final int BUSY_MAX = 50;

    private static final int LEAST = 3;

    private final Trades trades;

    /** Edges of accounts that are not busy. */
    private final Map<Long, List<Edge>> known = new HashMap<>();

    private final Set<Long> busy = new TreeSet<>();

    private Circle(Trades trades) {
        this.trades = trades;
    }

    /**
     * Completed trades between an account and another one.
     *
     * @param hasSold true if the account sold to the other one
     * @param hasBought true if the account bought from the other one
     */
    public record Edge(long other, boolean hasSold, boolean hasBought) {}

    /** Completed trades of accounts. */
    public interface Trades {

        /** Returns up to {@link #COUNTERPARTIES_MAX} and one more edges of each account. */
        Map<Long, List<Edge>> of(Set<Long> accounts);

        /** Returns the edges of each account that lead to the others. */
        Map<Long, List<Edge>> between(Set<Long> accounts, Set<Long> others);
    }

    /**
     * Returns the circles that an account is in: first the one that follows no busy account, then one through each busy
     * account. A set is empty if there is no such circle; a search that reaches a market has no circles at all.
     */
    public static List<Set<Long>> of(long account, Trades trades) {
        Circle search = new Circle(trades);
        Set<Long> forwards = search.reached(account, true);
        Set<Long> backwards = forwards.isEmpty() ? Set.of() : search.reached(account, false);
        if (backwards.isEmpty()) {
            return List.of();
        }
        List<Set<Long>> circles = new ArrayList<>();
        circles.add(both(forwards, backwards));
        circles.addAll(search.throughBusy(account, forwards, backwards));
        return circles;
    }

    private static Set<Long> both(Set<Long> forwards, Set<Long> backwards) {
        Set<Long> both = new TreeSet<>(forwards);
        both.retainAll(backwards);
        return both.size() < LEAST ? Set.of() : both;
    }

    /** Returns the accounts that are reached without following a busy one; empty if there are more than the bound. */
    private Set<Long> reached(long account, boolean isForwards) {
        Set<Long> reached = new HashSet<>(Set.of(account));
        Set<Long> next = Set.of(account);
        while (!next.isEmpty()) {
            read(next);
            next = next.stream()
                    .flatMap(each -> others(known.getOrDefault(each, List.of()), isForwards))
                    .filter(reached::add)
                    .collect(Collectors.toSet());
            if (reached.size() > ACCOUNTS_MAX) {
                return Set.of();
            }
        }
        return reached;
    }

    private void read(Set<Long> accounts) {
        Set<Long> fresh = accounts.stream()
                .filter(each -> !known.containsKey(each) && !busy.contains(each))
                .collect(Collectors.toSet());
        if (fresh.isEmpty()) {
            return;
        }
        trades.of(fresh).forEach((account, edges) -> {
            if (edges.size() > COUNTERPARTIES_MAX) {
                busy.add(account);
            } else {
                known.put(account, edges);
            }
        });
    }

    /** A circle through one busy account leads from the account to it, and from it to an account that leads back. */
    private List<Set<Long>> throughBusy(long account, Set<Long> forwards, Set<Long> backwards) {
        Set<Long> some = busy.stream()
                .filter(each -> each != account && forwards.contains(each))
                .limit(BUSY_MAX)
                .collect(Collectors.toCollection(TreeSet::new));
        if (some.isEmpty()) {
            return List.of();
        }
        Set<Long> near = new TreeSet<>(forwards);
        near.addAll(backwards);
        near.removeAll(busy);
        Map<Long, List<Edge>> edges = trades.between(some, near);
        return some.stream()
                .map(each -> through(account, each, edges.getOrDefault(each, List.of())))
                .filter(circle -> !circle.isEmpty())
                .toList();
    }

    private Set<Long> through(long account, long one, List<Edge> edges) {
        return both(walked(account, one, edges, true), walked(account, one, edges, false));
    }

    /** Returns the accounts that are reached by what was read and through one busy account. */
    private Set<Long> walked(long account, long one, List<Edge> edges, boolean isForwards) {
        Set<Long> reached = new HashSet<>(Set.of(account));
        Collection<Long> next = List.of(account);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(each -> others(each == one ? edges : known.getOrDefault(each, List.of()), isForwards))
                    .filter(each -> each == one || !busy.contains(each))
                    .filter(reached::add)
                    .toList();
        }
        return reached.contains(one) ? reached : Set.of();
    }

    private static Stream<Long> others(List<Edge> edges, boolean isForwards) {
        return edges.stream()
                .filter(edge -> isForwards ? edge.hasSold() : edge.hasBought())
                .map(Edge::other);
    }
}
