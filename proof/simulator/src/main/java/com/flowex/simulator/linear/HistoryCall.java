package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.history.LineType;
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
public record HistoryCall(HistoryLine invoke, Optional<HistoryLine> answer) {

    /** Thrown if the history contradicts itself. */
    public static final class InvalidHistoryException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidHistoryException(String line) {
            super(line);
        }
    }

    /**
     * Returns all calls of a history, in the order of their requests.
     *
     * @throws InvalidHistoryException if a process sends a request before its last one was answered or after an
     *     {@code info}, or gets an answer to something it did not request
     */
    public static List<HistoryCall> of(List<HistoryLine> lines) throws InvalidHistoryException {
        Map<Long, HistoryLine> open = new HashMap<>();
        List<HistoryCall> calls = new ArrayList<>();
        for (HistoryLine line : lines) {
            if (line.type() == LineType.INVOKE) {
                if (open.put(line.process(), line) != null) {
                    throw new InvalidHistoryException("index " + line.index() + ": process " + line.process()
                            + " asks before its last question is answered");
                }
                continue;
            }
            HistoryLine invoke = open.get(line.process());
            if (invoke == null || !invoke.operation().equals(line.operation())) {
                throw new InvalidHistoryException("index " + line.index() + " answers what was not asked");
            }
            if (line.type() != LineType.INFO) {
                open.remove(line.process());
                calls.add(new HistoryCall(invoke, Optional.of(line)));
            }
        }
        open.values().forEach(invoke -> calls.add(new HistoryCall(invoke, Optional.empty())));
        calls.sort(Comparator.comparingLong(call -> call.invoke().index()));
        return List.copyOf(calls);
    }

    public ClientOperation operation() {
        return invoke.operation();
    }

    /** Returns the answer; empty if nothing is known. */
    public Optional<ClientAnswer> answered() {
        return answer.flatMap(HistoryLine::answer);
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
