package com.flowex.engine.ids;

import com.flowex.domain.RejectReason;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What became of every transfer ever asked for. Nothing expires: a deposit must never be credited twice. */
public final class TransferIds {

    /** A transfer and what came of it. */
    public sealed interface Remembered {

        Transfer transfer();

        /** @param sequence of its first event */
        record Posted(Transfer transfer, long sequence) implements Remembered {}

        record Refused(Transfer transfer, RejectReason reason) implements Remembered {}
    }

    /** Insertion order, so that snapshots list transfers the same way on every node. */
    private final Map<TransferId, Remembered> all = new LinkedHashMap<>();

    /** What became of a transfer, null if it was never asked for. */
    public @Nullable Remembered find(TransferId id) {
        return all.get(id);
    }

    public void remember(Remembered outcome) {
        all.put(outcome.transfer().id(), outcome);
    }

    /** Gives every transfer, oldest first. */
    public void all(Consumer<Remembered> sink) {
        all.values().forEach(sink);
    }
}
