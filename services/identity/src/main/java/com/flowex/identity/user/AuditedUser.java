package com.flowex.identity.user;

import java.util.List;
import java.util.Locale;

/** What the audit log keeps of a user: nothing secret, and nothing by which a person is named but their number. */
public record AuditedUser(List<String> roles, String status) {

    public static AuditedUser of(User user) {
        return new AuditedUser(user.roleLabels(), user.status().name().toLowerCase(Locale.ROOT));
    }
}
