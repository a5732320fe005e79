package com.flowex.simulator.contract;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.protocol.event.EventBatch;
import java.util.List;

/** Guarantees of a log, in steps that the model and Aeron can both take. */
interface KeptLog extends AutoCloseable {

    /** Asks, again as long as the outcome is unknown, and returns it in words. */
    String ask(Command command);

    /** Every node has a snapshot when it returns. */
    void snapshot();

    /** Ends the leader as by kill -9. Then a node leads again, and the ended one is back. */
    void crash();

    /** How many commands have been applied since the last snapshot: after a start, those that it had to apply again. */
    long sinceSnapshot();

    /** All events from the first on, in words, a line for each command that had any. */
    List<String> events();

    @Override
    void close();

    static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(long sequence, long _, var events) -> "accepted " + sequence + " " + events;
            case Outcome.Rejected(var reason, long sequence) -> "rejected " + sequence + " " + reason;
            case Outcome.Repeated(var answer, boolean _) -> "repeated " + answer;
            case Outcome.Previewed _, Outcome.Unknown _, Outcome.Overloaded _ -> throw new AssertionError(outcome);
        };
    }

    static String text(EventBatch batch) {
        return batch.firstSequence() + " " + batch.events();
    }
}
