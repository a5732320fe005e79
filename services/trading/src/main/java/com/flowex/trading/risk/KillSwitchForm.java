package com.flowex.trading.risk;

import com.flowex.platform.access.Permission;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import org.jspecify.annotations.Nullable;

/** The body of every kill switch as sent. */
record KillSwitchForm(@Nullable Boolean on) {

    /**
     * @throws ProblemException 400 if it does not say; 403 for who may stop and not let go on
     */
    static boolean isOn(Request request) {
        Boolean on = request.body(KillSwitchForm.class).on();
        if (on == null) {
            throw ProblemException.invalid("on", "true or false");
        }
        if (!on && !request.caller().may(Permission.MARKETS_MANAGE)) {
            throw ProblemException.forbidden("who may only stop does not lift a kill switch");
        }
        return on;
    }
}
