package com.flowex.identity;

import com.flowex.ground.database.PersonRows;
import java.util.List;

/** What identity has of one person in tables that need no opening. */
public final class OwnRows {

    private OwnRows() {}

    /** What identity has of a person in tables as they are; no hash, no secret. */
    public static List<PersonRows> all() {
        return List.of(
                PersonRows.ofUser(
                        "api_keys",
                        "id, label, permissions, kind, public_key, addresses, status, expires_at, created_at",
                        "identity.api_keys",
                        "created_at, id"),
                PersonRows.ofUser(
                        "devices", "first_seen_at, seen_at", "identity.known_devices", "seen_at, device_hash"),
                PersonRows.ofUser(
                        "browsers",
                        "id, host, agent, language, renewed_at, told_at",
                        "identity.push_subscriptions",
                        "renewed_at, id"),
                PersonRows.ofUser(
                        "security_cases",
                        "rule, handling, began_at, ends_at, lifted_at",
                        "identity.security_cases",
                        "id"),
                PersonRows.ofUser(
                        "role_requests",
                        "role, reason, status, created_at, decided_at",
                        "identity.role_requests",
                        "id"),
                new PersonRows(
                        "deeds",
                        PersonRows.Of.USER,
                        "SELECT number, at, action, subject, outcome FROM platform.audit_entries"
                                + " WHERE tenant = ? AND actor = 'user ' || ?::bigint ORDER BY number"));
    }
}
