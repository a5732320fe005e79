package com.flowex.domain.state;

import com.flowex.domain.Transfer;
import com.flowex.domain.state.ReservationState.Fate;

/**
 * A reservation whose own step is past retention, because it was open for so long or has not been closed for long enough; it stands among the
 * steps, at the day on which it was last looked at.
 *
 * @param expiresNanos log time at which it expires, 0: never, or it is over
 * @param isLeaving whether it was over when it was last looked at: the next look is the last
 */
public record KeptReservationState(Transfer reserved, long expiresNanos, Fate fate, boolean isLeaving)
        implements StateRecord {}
