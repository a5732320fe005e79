package com.flowex.domain.state;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.state.ReservationState.ReservationStatus;

/**
 * A reservation whose own step is past retention, because it was open for so long or was closed too recently. It is
 * listed among the steps, at the day of its last check.
 *
 * @param expiresNanos log time at which it expires, in nanoseconds since 1970; 0 if never, or if it is over
 * @param fate status, by the name that golden files print
 * @param isLeaving true if it was over at its last check, so that the next check removes it
 */
public record KeptReservationState(Transfer reserved, long expiresNanos, ReservationStatus fate, boolean isLeaving)
        implements StateRecord {}
