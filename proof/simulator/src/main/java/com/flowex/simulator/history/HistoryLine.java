package com.flowex.simulator.history;

import java.util.Optional;

/**
 * One line of a history.
 *
 * @param index index of the line, from 0 without a gap
 * @param process process that sent the request; after an {@code info} a client has another number
 * @param operation operation requested, also in the line of its answer
 * @param answer answer; empty in an {@code invoke}
 * @param timeNanos time of a monotonic clock with an arbitrary beginning
 */
public record HistoryLine(
        long index, long process, ClientOperation operation, Optional<ClientAnswer> answer, long timeNanos) {

    public LineType type() {
        return answer.map(ClientAnswer::type).orElse(LineType.INVOKE);
    }
}
