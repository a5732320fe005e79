package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the fast engine does what the plain words say. Method: random logs through both, every event and answer
 * compared; balances stand last and are compared in the order of account and asset. A failing seed is kept.
 */
class OracleTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20_261_120})
    void theEngineAgreesWithTheNaiveExchange(long seed) {
        Exchange exchange = new Exchange();
        NaiveExchange naive = new NaiveExchange();
        Recorder recorder = new Recorder();
        int position = 0;
        for (RandomLog.Entry entry : RandomLog.of(seed, 10_000)) {
            exchange.apply(entry.command(), entry.timeNanos(), recorder);
            int at = position++;
            assertEquals(
                    naive.apply(entry.command(), entry.timeNanos()),
                    withBalancesInOrder(recorder.take()),
                    () -> "seed " + seed + ", command " + at + ": " + entry.command());
        }
    }

    private static List<Object> withBalancesInOrder(List<Object> answers) {
        List<Object> first = new ArrayList<>();
        List<BalanceChanged> balances = new ArrayList<>();
        for (Object answer : answers) {
            if (answer instanceof Event event && event instanceof BalanceChanged balance) {
                balances.add(balance);
            } else {
                first.add(answer);
            }
        }
        balances.sort(Comparator.comparing((BalanceChanged b) -> b.account().tenant())
                .thenComparing(b -> b.account().number())
                .thenComparing(b -> b.asset().value()));
        first.addAll(balances);
        return first;
    }
}
