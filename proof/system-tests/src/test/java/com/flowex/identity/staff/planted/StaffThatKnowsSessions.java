package com.flowex.identity.staff.planted;

import com.flowex.identity.session.planted.SessionThatKnowsStaff;

/** Breaks the order of identity's parts, together with what it knows. */
public final class StaffThatKnowsSessions {

    public SessionThatKnowsStaff session() {
        return new SessionThatKnowsStaff();
    }
}
