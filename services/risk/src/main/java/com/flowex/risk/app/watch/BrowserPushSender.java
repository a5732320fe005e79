package com.flowex.risk.app.watch;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends push messages to the browsers of an account's owner, even while no page is open. */
@FunctionalInterface
public interface BrowserPushSender {

    /**
     * Result of a push.
     *
     * @param browsers number of browsers to notify
     * @param taken browsers that have the message now
     * @param failures reasons of the other browsers, one for each
     */
    record PushResult(int browsers, Set<String> taken, List<String> failures) {
        public PushResult {
            taken = Set.copyOf(taken);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Sends a message now.
     *
     * @param note content of the message
     * @param known browsers that have it already
     */
    PushResult report(int tenant, long account, Map<String, Object> note, Set<String> known)
            throws InterruptedException;
}
