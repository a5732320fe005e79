package com.flowex.simulator.linear;

import java.util.List;

/** Verdict about one account's calls. */
public sealed interface Verdict {

    /** There is an order in which every answer is right. */
    record Linearizable(String account) implements Verdict {}

    /**
     * There is no such order.
     *
     * @param why the impossible answer, and the possible ones
     * @param part calls that suffice to show it, or the calls since the state was last read
     */
    record NotLinearizable(String account, String why, List<HistoryCall> part) implements Verdict {

        public NotLinearizable {
            part = List.copyOf(part);
        }
    }

    /** The search visited this many states without a decision. */
    record NotDecided(String account, long standingsMax) implements Verdict {}
}
