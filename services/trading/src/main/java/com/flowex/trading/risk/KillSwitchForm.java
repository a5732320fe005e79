package com.flowex.trading.risk;

import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import org.jspecify.annotations.Nullable;

/** The body of every kill switch as sent. */
record KillSwitchForm(@Nullable Boolean on) {

    /** @throws ProblemException 400 if it does not say */
    static boolean isOn(Request request) {
        Boolean on = request.body(KillSwitchForm.class).on();
        if (on == null) {
            throw ProblemException.invalid("on", "true or false");
        }
        return on;
    }
}
