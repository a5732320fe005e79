package com.flowex.simulator.history;

import java.util.Optional;

/**
 * One line of a history.
 *
 * @param index index of the line, from 0 without a gap
 * @param process process that sent the request; after an {@code info} a client has another number
 * @param deed operation requested, also in the line of its answer
 * @param told answer; empty in an {@code invoke}
 * @param timeNanos time of a monotonic clock with an arbitrary beginning
 */
public record HistoryLine(long index, long process, ClientOperation deed, Optional<ClientAnswer> told, long timeNanos) {

    public LineType type() {
        return told.map(ClientAnswer::type).orElse(LineType.INVOKE);
    }
}
