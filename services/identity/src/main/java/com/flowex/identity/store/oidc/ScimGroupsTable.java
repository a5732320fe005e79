package com.flowex.identity.store.oidc;

import com.flowex.access.auth.Role;
import com.flowex.identity.store.oidc.ScimIdentitiesTable.ScimName;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Table of groups that identity providers keep here, and of their members. A group belongs to one provider. */
public final class ScimGroupsTable {

    private static final String SELECT = """
            SELECT id, name, external_id, version, made_at, changed_at FROM identity.scim_groups
            WHERE tenant_id = ? AND provider = ?""";
    private static final String COUNT =
            "SELECT count(*) FROM identity.scim_groups WHERE tenant_id = ? AND provider = ?";
    private static final String PAGE = SELECT + " ORDER BY id OFFSET ? LIMIT ?";
    private static final String ONE = SELECT + " AND id = ?";
    private static final String LOCK = ONE + " FOR UPDATE";
    private static final String BY_NAME = SELECT + " AND name_key = ?";
    private static final String BY_EXTERNAL_ID = SELECT + " AND external_id = ?";
    private static final String INSERT = """
            INSERT INTO identity.scim_groups (tenant_id, provider, name, name_key, external_id) VALUES (?, ?, ?, ?, ?)
            RETURNING id""";
    private static final String UPDATE = """
            UPDATE identity.scim_groups SET name = ?, name_key = ?, external_id = ?, version = version + 1, changed_at = now()
            WHERE tenant_id = ? AND id = ?""";
    private static final String REMOVE = "DELETE FROM identity.scim_groups WHERE tenant_id = ? AND id = ?";
    private static final String MEMBERS = """
            SELECT m.group_id, m.user_id, i.user_name FROM identity.scim_group_members m
                JOIN identity.oidc_identities i ON i.tenant_id = m.tenant_id AND i.user_id = m.user_id
            WHERE m.tenant_id = ? AND m.group_id = ANY (?::bigint[]) ORDER BY m.group_id, m.user_id""";
    private static final String ADD_MEMBERS = """
            INSERT INTO identity.scim_group_members (tenant_id, group_id, user_id)
            SELECT ?, ?, unnest(?::bigint[]) ON CONFLICT DO NOTHING""";
    private static final String REMOVE_MEMBERS = """
            DELETE FROM identity.scim_group_members
            WHERE tenant_id = ? AND group_id = ? AND user_id = ANY (?::bigint[])""";
    /** A group that loses a member has a new version, so that a provider which has read the former one is refused. */
    private static final String LEAVE_ALL = """
            WITH ended AS (DELETE FROM identity.scim_group_members WHERE tenant_id = ? AND user_id = ? RETURNING group_id)
            UPDATE identity.scim_groups SET version = version + 1, changed_at = now()
            WHERE tenant_id = ? AND id IN (SELECT group_id FROM ended)""";

    private static final String LOCK_ALL_OF = """
            SELECT g.id FROM identity.scim_group_members m
                JOIN identity.scim_groups g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
            WHERE m.tenant_id = ? AND m.user_id = ? ORDER BY g.id FOR NO KEY UPDATE OF g""";
    private static final String NAMES_OF = """
            SELECT m.user_id, g.name, g.external_id FROM identity.scim_group_members m
                JOIN identity.scim_groups g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
            WHERE m.tenant_id = ? AND m.user_id = ANY (?::bigint[])""";
    /** One statement, so that a group, the number of its members and its roles are of one moment. */
    private static final String LISTED = """
            SELECT g.id, g.name, g.external_id, g.version, g.made_at, g.changed_at, g.provider,
                (SELECT count(*) FROM identity.scim_group_members m WHERE m.tenant_id = g.tenant_id AND m.group_id = g.id),
                ARRAY(SELECT r.role FROM identity.oidc_role_rules r
                    WHERE r.tenant_id = g.tenant_id AND r.provider = g.provider
                        AND r.group_name IN (g.name, g.external_id))
            FROM identity.scim_groups g
            WHERE g.tenant_id = ? AND g.id > ? AND (?::bigint IS NULL OR g.provider = ?::bigint) ORDER BY g.id LIMIT ?""";

    private static final String PRESENT = "SELECT 1 FROM identity.scim_groups WHERE tenant_id = ? AND id = ?";
    private static final String MEMBERS_PAGE = """
            SELECT m.group_id, m.user_id, i.user_name FROM identity.scim_group_members m
                JOIN identity.oidc_identities i ON i.tenant_id = m.tenant_id AND i.user_id = m.user_id
            WHERE m.tenant_id = ? AND m.group_id = ? AND m.user_id > ? ORDER BY m.user_id LIMIT ?""";

    private ScimGroupsTable() {}

    /**
     * Group of a provider.
     *
     * @param externalId id at the provider; empty if it sent none
     * @param version number of changes of the group and its members
     */
    public record ScimGroup(
            long id, String name, Optional<String> externalId, long version, Instant madeAt, Instant changedAt) {}

    /** @param userName name of the person at the provider; empty if it never named them */
    public record ScimMember(long group, long userId, Optional<String> userName) {}

    /** Provider of a tenant whose groups are meant. */
    public record GroupOwner(int tenant, long provider) {}

    /** Returns the number of a provider's groups. */
    public static long count(Transaction transaction, GroupOwner owner) {
        return Sql.one(transaction, row -> row.getLong(1), COUNT, owner.tenant(), owner.provider())
                .orElse(0L);
    }

    /** Returns a page of groups in the order of their numbers. */
    public static List<ScimGroup> page(Transaction transaction, GroupOwner owner, long offset, int limit) {
        return Sql.all(transaction, ScimGroupsTable::group, PAGE, owner.tenant(), owner.provider(), offset, limit);
    }

    /** Returns a group. */
    public static Optional<ScimGroup> of(Transaction transaction, GroupOwner owner, long id) {
        return Sql.one(transaction, ScimGroupsTable::group, ONE, owner.tenant(), owner.provider(), id);
    }

    /** Locks a group until the transaction ends; its row is locked after those of users and providers. */
    public static Optional<ScimGroup> lock(Transaction holding, GroupOwner owner, long id) {
        return Sql.one(holding, ScimGroupsTable::group, LOCK, owner.tenant(), owner.provider(), id);
    }

    /** @param key form of the name for comparing */
    public static Optional<ScimGroup> byName(Transaction transaction, GroupOwner owner, String key) {
        return Sql.one(transaction, ScimGroupsTable::group, BY_NAME, owner.tenant(), owner.provider(), key);
    }

    /** Returns the group with an id at the provider. */
    public static Optional<ScimGroup> byExternalId(Transaction transaction, GroupOwner owner, String externalId) {
        return Sql.one(
                transaction, ScimGroupsTable::group, BY_EXTERNAL_ID, owner.tenant(), owner.provider(), externalId);
    }

    /** Inserts a group without members; returns its number. */
    public static long insert(Transaction holding, GroupOwner owner, ScimName name, @Nullable String externalId) {
        return Sql.one(
                        holding,
                        row -> row.getLong(1),
                        INSERT,
                        owner.tenant(),
                        owner.provider(),
                        name.text(),
                        name.key(),
                        externalId)
                .orElseThrow();
    }

    /** Writes the name of a group and counts its version up, also for a change of members alone. */
    public static void update(Transaction holding, int tenant, long id, ScimName name, @Nullable String externalId) {
        Sql.execute(holding, UPDATE, name.text(), name.key(), externalId, tenant, id);
    }

    /** Removes a group with its memberships. */
    public static void remove(Transaction holding, int tenant, long id) {
        Sql.execute(holding, REMOVE, tenant, id);
    }

    /** Returns the members of groups, in the order of groups and users. */
    public static List<ScimMember> members(Transaction transaction, int tenant, Collection<Long> groups) {
        return Sql.all(transaction, ScimGroupsTable::member, MEMBERS, tenant, Sql.numbers(groups));
    }

    /**
     * Group as administrators see it.
     *
     * @param provider number of its provider
     * @param members number of its members
     * @param roles roles that rules of the provider map to it, by its name or its id at the provider
     */
    public record ListedGroup(ScimGroup group, long provider, long members, Set<Role> roles) {}

    /**
     * Returns groups of a tenant's providers in the order of their numbers.
     *
     * @param provider number of the provider; null for all
     * @param above number of the last group before the page
     */
    public static List<ListedGroup> listed(
            Transaction transaction, int tenant, @Nullable Long provider, long above, int limit) {
        return Sql.all(transaction, ScimGroupsTable::listed, LISTED, tenant, above, provider, provider, limit);
    }

    private static ListedGroup listed(ResultSet row) throws SQLException {
        Set<Role> roles = Stream.of((String[]) row.getArray(9).getArray())
                .map(label -> Role.of(label).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        return new ListedGroup(group(row), row.getLong(7), row.getLong(8), roles);
    }

    /**
     * Returns members of a group in the order of their users; empty if the tenant has no such group.
     *
     * @param above number of the last user before the page
     */
    public static Optional<List<ScimMember>> members(
            Transaction transaction, int tenant, long group, long above, int limit) {
        return Sql.one(transaction, row -> row.getInt(1), PRESENT, tenant, group)
                .map(_ -> Sql.all(transaction, ScimGroupsTable::member, MEMBERS_PAGE, tenant, group, above, limit));
    }

    private static ScimMember member(ResultSet row) throws SQLException {
        return new ScimMember(row.getLong(1), row.getLong(2), Optional.ofNullable(row.getString(3)));
    }

    /** Adds people to a group, who have identities at its provider. */
    public static void addMembers(Transaction holding, int tenant, long group, Collection<Long> users) {
        Sql.execute(holding, ADD_MEMBERS, tenant, group, Sql.numbers(users));
    }

    /** Removes people from a group. */
    public static void removeMembers(Transaction holding, int tenant, long group, Collection<Long> users) {
        Sql.execute(holding, REMOVE_MEMBERS, tenant, group, Sql.numbers(users));
    }

    /**
     * Removes a person whose row is locked from every group; each of these groups has a new version. The groups are locked
     * in the order of their numbers, so that two people who leave the same groups at once do not block each other.
     */
    public static void leaveAll(Transaction holding, User user) {
        Sql.all(holding, row -> row.getLong(1), LOCK_ALL_OF, user.tenant(), user.id());
        Sql.execute(holding, LEAVE_ALL, user.tenant(), user.id(), user.tenant());
    }

    /** Name of a group, or its id at the provider, of one person. */
    private record NameOf(long user, String name) {}

    /** Returns the names of people's groups, and the ids of these groups at the provider, by the people's numbers. */
    public static Map<Long, Set<String>> namesOf(Transaction transaction, int tenant, Collection<Long> users) {
        return Sql.all(
                        transaction,
                        row -> {
                            long user = row.getLong(1);
                            return Stream.of(row.getString(2), row.getString(3))
                                    .filter(Objects::nonNull)
                                    .map(name -> new NameOf(user, name))
                                    .toList();
                        },
                        NAMES_OF,
                        tenant,
                        Sql.numbers(users))
                .stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(NameOf::user, Collectors.mapping(NameOf::name, Collectors.toSet())));
    }

    private static ScimGroup group(ResultSet row) throws SQLException {
        return new ScimGroup(
                row.getLong(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                row.getLong(4),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant());
    }
}
