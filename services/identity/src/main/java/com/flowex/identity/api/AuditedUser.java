package com.flowex.identity.api;

import com.flowex.identity.store.user.User;
import java.util.List;
import java.util.Locale;

/**
 * Part of a user that the audit log keeps: nothing secret, and nothing that identifies a person except their number.
 */
public record AuditedUser(List<String> roles, String status) {

    public static AuditedUser of(User user) {
        return new AuditedUser(user.roleLabels(), user.status().name().toLowerCase(Locale.ROOT));
    }
}
