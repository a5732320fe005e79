package com.flowex.strategies.store;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Run of a strategy, on paper or live.
 *
 * @param reason code of the reason for which it stops or has stopped; empty before
 * @param detail the reason as a sentence
 * @param request spec of the run, as JSON
 * @param start balances at the start, as JSON
 * @param startedAt beginning of the first candle
 * @param lastBarAt end of the last candle; null before the first
 * @param figures profit and positions, as JSON
 * @param step number of the last committed step
 * @param entry number of the last entry of the account that was taken
 */
public record StoredRun(
        long id,
        long owner,
        Mode mode,
        State state,
        String reason,
        String detail,
        String request,
        String start,
        Instant createdAt,
        Instant startedAt,
        @Nullable Instant lastBarAt,
        @Nullable Instant endedAt,
        String figures,
        long step,
        long entry) {

    /** Kind of money that a run trades with. */
    public enum Mode {
        PAPER,
        LIVE;

        /** Returns the name in the JSON interface and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** State of a run: it starts, runs, stops, and has stopped or failed. */
    public enum State {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED;

        /** Returns the name in the JSON interface and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reason for which a run stops. */
    public enum Reason {
        OWNER,
        OPERATOR,
        DAILY_LOSS,
        STRATEGY_FAILED,
        DATA_FAILED,
        RUN_FULL,
        /** A view of the tenant has stopped, so the run no longer sees its market or its orders. */
        VIEW_STOPPED,
        INTERRUPTED;

        /** Returns the name in the JSON interface and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the state in which a run ends for this reason. */
        public State end() {
            return switch (this) {
                case OWNER, OPERATOR, DAILY_LOSS, RUN_FULL -> State.STOPPED;
                case STRATEGY_FAILED, DATA_FAILED, VIEW_STOPPED, INTERRUPTED -> State.FAILED;
            };
        }
    }
}
