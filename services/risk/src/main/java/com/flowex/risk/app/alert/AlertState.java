package com.flowex.risk.app.alert;

import java.time.Instant;

/**
 * State of an alert.
 *
 * @param armed true if it may fire; false if it fired and its value is not back yet
 * @param generation number of times that it fired
 * @param firedAt time of the last firing; {@link Instant#EPOCH} if it never fired
 */
public record AlertState(boolean armed, long generation, Instant firedAt) {

    /** State of a new alert. */
    public static final AlertState FIRST = new AlertState(true, 0, Instant.EPOCH);

    /**
     * Restarts the cool-down if the clock went back, so that it neither ends early nor lasts longer than its duration.
     */
    AlertState notAfter(Instant now) {
        return firedAt.isAfter(now) ? new AlertState(armed, generation, now) : this;
    }

    /** Returns the state after the value came back: the alert may fire again, and the cool-down goes on. */
    public AlertState rearmed() {
        return new AlertState(true, generation, firedAt);
    }

    AlertState fired(Instant now) {
        return new AlertState(false, generation + 1, now);
    }
}
