package com.flowex.identity.app.erasure;

import com.flowex.access.http.response.Json;
import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.identity.store.person.ErasureLog;
import com.flowex.identity.store.person.ErasureLog.Erased;
import com.flowex.identity.store.user.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of erasures that outlive the person's data: the list of erased people, and the audit log. */
public final class ErasureRecords {

    private final ErasureLog list;
    private final AuditLog audit;

    public ErasureRecords(ErasureLog list, AuditLog audit) {
        this.list = list;
        this.audit = audit;
    }

    /** Returns the people who were erased, as the list has them. */
    List<Erased> erased() {
        return list.all();
    }

    /** Records an erasure; it is in the list on disk when this returns. */
    void erased(User user, Instant now) {
        list.add(new Erased(user.tenant(), user.ownership().owner(), now));
        record(user, "erased", "");
    }

    void refused(User user) {
        record(user, "refused", "");
    }

    /** @param moved amounts that went to the exchange, in words */
    void forfeited(User user, List<String> moved) {
        record(user, "forfeited", Map.of("to_the_exchange", moved));
    }

    /** @param amounts amounts that stay in the account, which has no owner from now on, in words */
    void unclaimed(User user, List<String> amounts) {
        record(user, "unclaimed", Map.of("account", Long.toString(user.account().number()), "in_the_account", amounts));
    }

    /** Records that no bytes of an erased person are left in the files of the database. */
    void rewritten(int tenant, long userId) {
        record(tenant, userId, "rewritten", "");
    }

    private void record(User user, String outcome, Map<String, Object> after) {
        record(user, outcome, new String(Json.bytes(after), StandardCharsets.UTF_8));
    }

    private void record(User user, String outcome, String after) {
        record(user.tenant(), user.id(), outcome, after);
    }

    private void record(int tenant, long userId, String outcome, String after) {
        audit.record(new AuditEntry(
                tenant,
                "system",
                "erasure",
                new AuditEntry.Change("user " + userId, "", after),
                outcome,
                "",
                "erasure"));
    }
}
