package com.flowex.audit;

/**
 * What was done. Texts longer than {@link #TEXT_MAX} are cut; no secret belongs in here.
 *
 * @param actor who, for example "user 42" or "anonymous"
 * @param action what, for example "POST /api/wallet/deposit"
 * @param outcome how it ended, for example "201" or "403 forbidden"
 * @param from address of the sender; sealed for whom it is of where it is kept
 * @param requestId under which the log speaks of it
 */
public record AuditEntry(
        int tenant, String actor, String action, Change change, String outcome, String from, String requestId) {

    public static final int TEXT_MAX = 4_096;

    /**
     * What changed.
     *
     * @param subject to what it was done, for example "order 17"; may be empty
     * @param before what it was, as JSON; empty if it was not there
     * @param after what it is now, as JSON; empty if it is gone or unchanged
     */
    public record Change(String subject, String before, String after) {

        public static final Change NONE = new Change("", "", "");

        public Change {
            subject = cut(subject);
            before = cut(before);
            after = cut(after);
        }
    }

    public AuditEntry {
        actor = cut(actor);
        action = cut(action);
        outcome = cut(outcome);
        from = cut(from);
        requestId = cut(requestId);
    }

    /** The same, sent from elsewhere. */
    AuditEntry sentFrom(String address) {
        return new AuditEntry(tenant, actor, action, change, outcome, address, requestId);
    }

    /** PostgreSQL stores no zero character. */
    private static String cut(String text) {
        String kept = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
        return kept.indexOf(0) < 0 ? kept : kept.replace('\0', ' ');
    }
}
