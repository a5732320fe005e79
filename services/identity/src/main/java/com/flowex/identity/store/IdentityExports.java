package com.flowex.identity.store;

import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.export.TenantExport;
import java.util.List;

/** Exports of identity's unsealed tables about one person and about a tenant. */
public final class IdentityExports {

    private IdentityExports() {}

    /**
     * Returns the reasons for which an account cannot be closed, one row each, in words. The restriction of an account
     * that is being closed is not a reason.
     */
    public static List<PersonExport> holdings() {
        return List.of(new PersonExport(
                "restrictions",
                PersonExport.PersonKey.ACCOUNT,
                "SELECT 'a restriction by the exchange' FROM identity.restrictions"
                        + " WHERE tenant_id = ? AND account = ? AND ended_at IS NULL AND kind <> 'inactive' LIMIT 1"));
    }

    /** Returns identity's exports of a tenant, without hashes and secrets. */
    public static List<TenantExport> ofTenant() {
        return List.of(
                TenantExport.of(
                        "user",
                        "id, email, first_name, last_name, roles, status, email_verified_at, created_at",
                        "identity.users",
                        "tenant_id",
                        "id"),
                TenantExport.of(
                        "api_key",
                        "id, user_id, label, permissions, kind, addresses, status, expires_at, created_at",
                        "identity.api_keys",
                        "tenant_id",
                        "created_at"),
                TenantExport.of(
                        "consent",
                        "user_id, number, document, version, given, at",
                        "identity.consents",
                        "tenant_id",
                        "user_id, number"),
                TenantExport.of(
                        "restriction",
                        "id, user_id, account, kind, reason, set_by, set_at, ends_at, ended_at, ended_by",
                        "identity.restrictions",
                        "tenant_id",
                        "id"),
                TenantExport.of("role_request", "*", "identity.role_requests", "tenant_id", "id"));
    }

    /** Returns identity's exports of a person from tables without sealed columns, without hashes and secrets. */
    public static List<PersonExport> all() {
        return List.of(
                PersonExport.ofUser(
                        "api_keys",
                        "id, label, permissions, kind, public_key, addresses, status, expires_at, created_at",
                        "identity.api_keys",
                        "created_at, id"),
                PersonExport.ofUser(
                        "api_key_uses", "key_id, used_at, address", "identity.api_key_uses", "used_at, key_id"),
                PersonExport.ofUser(
                        "devices", "first_seen_at, seen_at", "identity.known_devices", "seen_at, device_hash"),
                PersonExport.ofUser(
                        "factor_recoveries",
                        "id, state, needs_approval, asked_by = user_id AS asked_by_user, asked_at, due_at, changed_at",
                        "identity.factor_recoveries",
                        "asked_at, id"),
                PersonExport.ofUser(
                        "passkeys",
                        "id, name, relying_party, backup_eligible, backed_up, created_at, last_used_at",
                        "identity.passkeys",
                        "created_at, id"),
                PersonExport.ofUser(
                        "staff_identity",
                        "issuer, subject, user_name, roles_granted, groups_at_log_in, deprovisioned, bound_at, changed_at,"
                                + " last_used_at",
                        "identity.oidc_identities",
                        "bound_at"),
                PersonExport.ofUser(
                        "log_in_counts",
                        "way, outcome, network, agent, times, first_at, last_at",
                        "identity.log_ins",
                        "last_at, way, outcome, network"),
                PersonExport.ofUser(
                        "staff_groups",
                        "(SELECT name FROM identity.scim_groups g WHERE g.tenant_id = m.tenant_id AND g.id = m.group_id)",
                        "identity.scim_group_members m",
                        "group_id"),
                PersonExport.ofUser("staff_invitations", "expires_at", "identity.oidc_invitations", "expires_at"),
                PersonExport.ofUser(
                        "sms_messages", "state, made_at, verified_at", "identity.sms_messages", "made_at, id"),
                new PersonExport(
                        "places",
                        PersonExport.PersonKey.USER,
                        "SELECT country, seen_at FROM identity.seen_places"
                                + " WHERE tenant_id = ? AND name = 'user ' || ?::bigint ORDER BY seen_at, place"),
                PersonExport.ofUser(
                        "browsers",
                        "id, host, agent, language, renewed_at, told_at",
                        "identity.push_subscriptions",
                        "renewed_at, id"),
                PersonExport.ofUser("webhooks", "address, state, made_at, answered_at", "identity.webhooks", "made_at"),
                PersonExport.ofUser(
                        "security_cases",
                        "rule, handling, began_at, ends_at, lifted_at",
                        "identity.security_cases",
                        "id"),
                PersonExport.ofUser(
                        "notifications_off", "event, channel", "identity.muted_notifications", "event, channel"),
                PersonExport.ofUser("address_changes", "asked_at, expires_at", "identity.email_changes", "asked_at"),
                PersonExport.ofUser("restrictions", "kind, set_at, ends_at, ended_at", "identity.restrictions", "id"),
                PersonExport.ofUser(
                        "role_requests",
                        "role, reason, status, created_at, decided_at",
                        "identity.role_requests",
                        "id"),
                new PersonExport(
                        "deeds",
                        PersonExport.PersonKey.USER,
                        "SELECT number, at, action, subject, outcome FROM platform.audit_entries"
                                + " WHERE tenant = ? AND actor = 'user ' || ?::bigint ORDER BY number"));
    }
}
