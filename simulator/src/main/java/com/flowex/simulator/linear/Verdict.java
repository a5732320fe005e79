package com.flowex.simulator.linear;

import java.util.List;

/** What is said of one account's calls. */
public sealed interface Verdict {

    /** There is an order in which every answer is right. */
    record Linearizable(String account) implements Verdict {}

    /**
     * There is none.
     *
     * @param why the answer that cannot be, and what could have been
     * @param part calls that show it by themselves, or those since what there was had last been told
     */
    record NotLinearizable(String account, String why, List<PastCall> part) implements Verdict {

        public NotLinearizable {
            part = List.copyOf(part);
        }
    }

    /** Not found out within so many standings looked at. */
    record NotDecided(String account, long standingsMax) implements Verdict {}
}
