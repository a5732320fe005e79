package com.flowex.audit;

/**
 * Audited action. Texts longer than {@link #TEXT_MAX} are cut; no secret belongs in here.
 *
 * @param actor user or component that acted, for example "user 42" or "anonymous"
 * @param action name of the action, for example "POST /api/wallet/deposit"
 * @param outcome result of the action, for example "201" or "403 forbidden"
 * @param from address of the sender; the stored form is sealed for the person that it belongs to
 * @param requestId id of the request in the log
 */
public record AuditEntry(
        int tenant, String actor, String action, Change change, String outcome, String from, String requestId) {

    public static final int TEXT_MAX = 4_096;

    /**
     * Change made by the action.
     *
     * @param subject object of the action, for example "order 17"; may be empty
     * @param before state before, as JSON; empty if the object did not exist
     * @param after state afterwards, as JSON; empty if the object is gone or unchanged
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

    /** Returns this entry with another sender's address. */
    AuditEntry sentFrom(String address) {
        return new AuditEntry(tenant, actor, action, change, outcome, address, requestId);
    }

    /** Cuts a text and replaces zero characters, which PostgreSQL cannot store. */
    private static String cut(String text) {
        String prefix = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
        return prefix.indexOf(0) < 0 ? prefix : prefix.replace('\0', ' ');
    }
}
