package com.flowex.identity.session.planted;

import com.flowex.identity.staff.planted.StaffThatKnowsSessions;

/** Breaks the order of identity's parts, together with what it knows. */
public final class SessionThatKnowsStaff {

    public StaffThatKnowsSessions staff() {
        return new StaffThatKnowsSessions();
    }
}
