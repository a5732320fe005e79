package com.flowex.strategies.app.run;

import com.flowex.domain.value.AccountId;

/** Notices to owners of runs. */
@FunctionalInterface
public interface RunNotices {

    /** Sends a notice by the channels that the owner has chosen. */
    void send(AccountId owner, String subject, String text);
}
