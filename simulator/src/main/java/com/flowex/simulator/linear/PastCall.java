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
 * A request and its answer.
 *
 * @param answer line of the answer; empty if the history ends before
 */
public record PastCall(HistoryLine invoke, Optional<HistoryLine> answer) {

    /** Thrown if the history contradicts itself. */
    public static final class NoHistoryException extends Exception {
        private static final long serialVersionUID = 1;

        NoHistoryException(String line) {
            super(line);
        }
    }

    /**
     * Returns all calls of a history, in the order of their requests.
     *
     * @throws NoHistoryException if a process sends a request before its last one was answered or after an
     *     {@code info}, or gets an answer to something it did not request
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

    /** Returns the answer; empty if nothing is known. */
    public Optional<Told> told() {
        return answer.flatMap(HistoryLine::told);
    }

    /** Returns true if it was certainly done. */
    public boolean isAcknowledged() {
        return answer.isPresent() && answer.get().type() == LineType.OK;
    }

    /** Returns the place of the request among all lines. */
    long from() {
        return invoke.index();
    }

    /** Returns the place of the answer among all lines; behind all of them if there is none. */
    long until() {
        return answer.map(HistoryLine::index).orElse(Long.MAX_VALUE);
    }
}
