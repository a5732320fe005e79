package com.flowex.engine;

import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.order.Side;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.oracle.NaiveExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The engine and the plain exchange, given the same commands, and the first thing they do not agree on. */
final class Duel {

    /**
     * A disagreement of the two.
     *
     * @param log all commands so far, the last being the one they differ at
     */
    record Difference(List<RandomLog.Entry> log, String expected, String actual) {

        /** The whole bug report, for a person to read. */
        String report() {
            StringBuilder text = new StringBuilder("the plain exchange and the engine differ after\n");
            for (RandomLog.Entry entry : log) {
                text.append("  ")
                        .append(entry.timeNanos())
                        .append(' ')
                        .append(entry.command())
                        .append('\n');
            }
            return text + "plain exchange: " + expected + "\nengine:         " + actual;
        }
    }

    private static final Comparator<BalanceChanged> BY_ACCOUNT_AND_ASSET = Comparator.comparing(
                    (BalanceChanged balance) -> balance.account().tenant())
            .thenComparing(balance -> balance.account().number())
            .thenComparing(balance -> balance.asset().value());

    private final Exchange exchange = new Exchange();
    private final NaiveExchange naive = new NaiveExchange();
    private final Recorder recorder = new Recorder();
    private final List<RandomLog.Entry> log = new ArrayList<>();
    private final Consumer<Object> observed;

    private Duel() {
        this(_ -> {});
    }

    /** @param heard receives all answers of the plain exchange */
    Duel(Consumer<Object> observed) {
        this.observed = observed;
    }

    /** A log of its own growth, of so many commands; null: they agree. */
    @Nullable
    Difference fight(long seed, int commands) {
        RandomLog grown = RandomLog.growing(seed);
        for (int i = 0; i < commands; i++) {
            RandomLog.Entry entry = grown.next();
            List<Object> expected = naive.apply(entry.command(), entry.timeNanos());
            Difference difference = differenceAt(entry, expected);
            if (difference != null) {
                return difference;
            }
            grown.observed(expected, naive.deadlineNanos());
            expected.forEach(observed);
        }
        return differenceAtTheEnd();
    }

    /** A given log; null: they agree. */
    static @Nullable Difference fight(List<RandomLog.Entry> log) {
        Duel duel = new Duel();
        for (RandomLog.Entry entry : log) {
            Difference difference = duel.differenceAt(entry, duel.naive.apply(entry.command(), entry.timeNanos()));
            if (difference != null) {
                return difference;
            }
        }
        return duel.differenceAtTheEnd();
    }

    /** How often an order that had made all fills of one way has gone on. */
    long wentOn() {
        return naive.wentOn();
    }

    private @Nullable Difference differenceAt(RandomLog.Entry entry, List<Object> expected) {
        log.add(entry);
        try {
            exchange.apply(entry.command(), entry.timeNanos(), recorder);
        } catch (RuntimeException e) {
            return new Difference(log, expected.toString(), e.toString());
        }
        List<Object> actual = recorder.take();
        if (!actual.equals(expected)) {
            return new Difference(log, expected.toString(), actual.toString());
        }
        long deadline = naive.deadlineNanos();
        return deadline == exchange.deadlineNanos()
                ? null
                : new Difference(log, "deadline " + deadline, "deadline " + exchange.deadlineNanos());
    }

    private @Nullable Difference differenceAtTheEnd() {
        Set<InstrumentId> markets = new HashSet<>();
        List<RestingOrderState> orders = new ArrayList<>();
        List<BalanceChanged> balances = new ArrayList<>();
        exchange.writeState(piece -> take(piece, orders, balances));
        orders.forEach(order -> markets.add(order.instrument()));
        for (InstrumentId market : markets) {
            for (Side side : Side.values()) {
                Map<Long, Long> expected = naive.levels(market.value(), side);
                Map<Long, Long> actual = levels(orders, market, side);
                if (!actual.equals(expected)) {
                    return new Difference(log, "levels " + expected, "levels " + actual);
                }
            }
        }
        List<BalanceChanged> expected =
                naive.balances().stream().sorted(BY_ACCOUNT_AND_ASSET).toList();
        balances.sort(BY_ACCOUNT_AND_ASSET);
        return balances.equals(expected) ? null : new Difference(log, expected.toString(), balances.toString());
    }

    private static void take(StateRecord piece, List<RestingOrderState> orders, List<BalanceChanged> balances) {
        if (piece instanceof RestingOrderState order && order.visible().units() > 0) {
            orders.add(order);
        }
        if (piece instanceof BalanceState balance && (balance.balanceUnits() != 0 || balance.heldUnits() != 0)) {
            balances.add(new BalanceChanged(
                    balance.account(), balance.asset(), balance.balanceUnits(), balance.heldUnits()));
        }
    }

    private static Map<Long, Long> levels(List<RestingOrderState> orders, InstrumentId market, Side side) {
        TreeMap<Long, Long> levels = new TreeMap<>();
        for (RestingOrderState order : orders) {
            if (order.instrument().equals(market) && order.side() == side) {
                levels.merge(order.terms().price().units(), order.visible().units(), Long::sum);
            }
        }
        return levels;
    }

    /**
     * A part of a log that still fails: pieces are dropped, large ones first, for as long as that helps and at most
     * {@code nanos}.
     */
    static List<RandomLog.Entry> shrunk(List<RandomLog.Entry> log, Predicate<List<RandomLog.Entry>> fails, long nanos) {
        long until = System.nanoTime() + nanos;
        List<RandomLog.Entry> shortest = List.copyOf(log);
        for (int piece = shortest.size() / 2; piece > 0; piece = piece == 1 ? 0 : (piece + 1) / 2) {
            int from = 0;
            while (from < shortest.size() && System.nanoTime() < until) {
                List<RandomLog.Entry> shorter = without(shortest, from, piece);
                if (fails.test(shorter)) {
                    shortest = shorter;
                } else {
                    from += piece;
                }
            }
        }
        return shortest;
    }

    private static List<RandomLog.Entry> without(List<RandomLog.Entry> log, int from, int length) {
        List<RandomLog.Entry> rest = new ArrayList<>(log.subList(0, from));
        rest.addAll(log.subList(Math.min(log.size(), from + length), log.size()));
        return rest;
    }
}
