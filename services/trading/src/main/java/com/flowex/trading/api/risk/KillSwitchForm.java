package com.flowex.trading.api.risk;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.platform.errors.Refusal;
import org.jspecify.annotations.Nullable;

/** The request body of every kill switch. */
record KillSwitchForm(@Nullable Boolean on) {

    /**
     * @throws Refusal {@code invalid_field} if the field is missing; {@code forbidden} if the caller may stop trading
     *     but not resume it
     */
    boolean isOn(Caller caller) {
        if (on == null) {
            throw Refusal.invalid("on", "true or false");
        }
        if (!on && !caller.may(Permission.MARKETS_MANAGE)) {
            throw Refusal.forbidden("who may only stop does not lift a kill switch");
        }
        return on;
    }
}
