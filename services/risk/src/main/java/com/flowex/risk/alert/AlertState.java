package com.flowex.risk.alert;

import java.time.Instant;

/**
 * Where an alert is.
 *
 * @param armed it may fire; otherwise it fired, and its value is not back yet
 * @param generation how often it fired
 * @param firedAt the last time; {@link Instant#EPOCH} if never
 */
public record AlertState(boolean armed, long generation, Instant firedAt) {

    /** That of a new one. */
    public static final AlertState FIRST = new AlertState(true, 0, Instant.EPOCH);

    /** A clock that went back makes a cool-down begin anew: it neither ends early nor lasts longer than itself. */
    AlertState notAfter(Instant now) {
        return firedAt.isAfter(now) ? new AlertState(armed, generation, now) : this;
    }

    /** It may fire again; the cool-down goes on. */
    public AlertState rearmed() {
        return new AlertState(true, generation, firedAt);
    }

    AlertState fired(Instant now) {
        return new AlertState(false, generation + 1, now);
    }
}
