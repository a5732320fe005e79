package com.flowex.identity.app.recovery;

import com.flowex.identity.app.mail.RecoveryMailer;
import com.flowex.identity.store.credential.FactorRecoveriesTable.Recovery;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;

/** Notices of recoveries by mail, browsers and webhook, and by SMS where the user has a confirmed number. */
record RecoveryNotices(RecoveryMailer letters, RecoverySms phones) {

    /** Announces a recovery that waits. SMS end with the waiting time, also where an operator has not approved it yet. */
    void waits(Transaction changing, User user, Recovery waiting, OpaqueToken cancel, Instant now) {
        letters.waits(changing, user, waiting.dueAt(), waiting.needsApproval(), cancel, waiting.host());
        if (now.isBefore(waiting.dueAt())) {
            phones.waits(changing, user, waiting.dueAt());
        }
    }

    /** Announces that the factors were removed; the caller calls it before they are. */
    void done(Transaction changing, User user, Duration locked) {
        letters.done(changing, user, locked);
        phones.done(changing, user);
    }
}
