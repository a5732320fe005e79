package com.flowex.simulator.linear;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.history.LineType;
import com.flowex.simulator.history.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question and its answer.
 *
 * @param answer its line; empty if the history ends before
 */
public record PastCall(HistoryLine invoke, Optional<HistoryLine> answer) {

    /** The history contradicts itself. */
    public static final class NoHistoryException extends Exception {
        private static final long serialVersionUID = 1;

        NoHistoryException(String line) {
            super(line);
        }
    }

    /**
     * All calls of a history, in the order of their questions.
     *
     * @throws NoHistoryException if a process asks before it was answered, after an {@code info}, or is answered what it did not ask
     */
    public static List<PastCall> of(List<HistoryLine> lines) throws NoHistoryException {
        Map<Long, HistoryLine> open = new HashMap<>();
        List<PastCall> calls = new ArrayList<>();
        for (HistoryLine line : lines) {
            if (line.type() == LineType.INVOKE) {
                if (open.put(line.process(), line) != null) {
                    throw new NoHistoryException("index " + line.index() + ": process " + line.process()
                            + " asks before its last question is answered");
                }
                continue;
            }
            HistoryLine invoke = open.get(line.process());
            if (invoke == null || !invoke.deed().equals(line.deed())) {
                throw new NoHistoryException("index " + line.index() + " answers what was not asked");
            }
            if (line.type() != LineType.INFO) {
                open.remove(line.process());
                calls.add(new PastCall(invoke, Optional.of(line)));
            }
        }
        open.values().forEach(invoke -> calls.add(new PastCall(invoke, Optional.empty())));
        calls.sort(Comparator.comparingLong(call -> call.invoke().index()));
        return List.copyOf(calls);
    }

    public Deed deed() {
        return invoke.deed();
    }

    /** What came back, unless nothing is known. */
    public Optional<Told> told() {
        return answer.flatMap(HistoryLine::told);
    }

    /** Whether it is done for sure. */
    public boolean isAcknowledged() {
        return answer.isPresent() && answer.get().type() == LineType.OK;
    }

    /** When it was asked, among all lines. */
    long from() {
        return invoke.index();
    }

    /** When it was answered, among all lines; after all of them if it never was. */
    long until() {
        return answer.map(HistoryLine::index).orElse(Long.MAX_VALUE);
    }
}
