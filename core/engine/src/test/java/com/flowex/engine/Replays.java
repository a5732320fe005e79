package com.flowex.engine;

import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TransferDayState;
import com.flowex.domain.state.TransferStepState;
import java.util.ArrayList;
import java.util.List;

/** How laws look at the engine: answers to a log, copies through a snapshot, the state as records. */
final class Replays {

    private Replays() {}

    static List<Object> answersOf(Exchange exchange, List<RandomLog.Entry> log) {
        Recorder recorder = new Recorder();
        for (RandomLog.Entry entry : log) {
            exchange.apply(entry.command(), entry.timeNanos(), recorder);
        }
        return recorder.take();
    }

    /** A copy with another secret: nothing depends on it. */
    static Exchange copyOf(Exchange exchange) {
        Exchange.Restorer restorer = Exchange.restorer(exchange.sequence());
        exchange.writeState(restorer);
        return restorer.restored();
    }

    static List<StateRecord> recordsOf(Exchange exchange) {
        List<StateRecord> records = new ArrayList<>();
        exchange.writeState(records::add);
        return records;
    }

    /** All but the numbers that every command uses up. */
    static List<StateRecord> withoutCounters(List<StateRecord> records) {
        return records.stream().filter(piece -> !(piece instanceof Counters)).toList();
    }

    /** The state without the memory of ids: money, orders, markets, timers. */
    static List<StateRecord> withoutIds(List<StateRecord> records) {
        return records.stream().filter(piece -> !isMemory(piece)).toList();
    }

    private static boolean isMemory(StateRecord piece) {
        return switch (piece) {
            case Counters _,
                    AcceptedIdState _,
                    RefusedIdState _,
                    BurntIdState _,
                    ExpiredIdState _,
                    DatedIdsState _,
                    TransferStepState _,
                    TransferDayState _,
                    ForgottenTransfersState _ -> true;
            default -> false;
        };
    }
}
