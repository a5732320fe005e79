package com.flowex.simulator.history;

import java.util.Optional;

/**
 * One line of a history.
 *
 * @param index its place, from 0 without a gap
 * @param process who asked; after an {@code info} a client has another number
 * @param deed what was asked, also in the line of its answer
 * @param told what came back; empty in an {@code invoke}
 * @param timeNanos by a clock that never goes back, from wherever it began
 */
public record HistoryLine(long index, long process, Deed deed, Optional<Told> told, long timeNanos) {

    public LineType type() {
        return told.map(Told::type).orElse(LineType.INVOKE);
    }
}
