package com.flowex.identity.store.user;

import com.flowex.access.auth.Role;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table of users. */
public final class UsersTable {

    private static final String COLUMNS = "id, tenant_id, email, password_hash, first_name, last_name, roles,"
            + " account_opened, created_at, status, email_verified_at IS NOT NULL, totp_confirmed, email_codes, sms_codes,"
            + " passkeys, version, "
            + AccountOwnership.COLUMNS;
    private static final String INSERT = """
            INSERT INTO identity.users (tenant_id, email, password_hash, first_name, last_name, roles)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, email) DO NOTHING
            RETURNING\s""" + COLUMNS;
    private static final String TENANT =
            "INSERT INTO identity.tenant_numbers (number) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String BY_EMAIL =
            "SELECT " + COLUMNS + " FROM identity.users WHERE tenant_id = ? AND email = ?";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM identity.users WHERE tenant_id = ? AND id = ?";
    private static final String BY_IDS =
            "SELECT " + COLUMNS + " FROM identity.users WHERE tenant_id = ? AND id = ANY (?::bigint[])";
    /** Locks in the order of ids, so that two transactions that lock the same users cannot deadlock. */
    private static final String LOCK = "SELECT " + COLUMNS
            + " FROM identity.users WHERE tenant_id = ? AND id IN (?, ?) ORDER BY id FOR NO KEY UPDATE";

    private static final String PAGE = "SELECT " + COLUMNS + "\n" + """
             FROM identity.users
            WHERE tenant_id = ? AND id < ? AND (?::text IS NULL OR status = ?) AND (?::text IS NULL OR ? = ANY (roles))
                AND (?::text IS NULL OR email LIKE ?) AND (?::bigint IS NULL OR id = ? OR coalesce(account_number, 1000 + id) = ?)
            ORDER BY id DESC LIMIT ?""";
    private static final String UPDATE = """
            UPDATE identity.users SET first_name = ?, last_name = ?, roles = ?, status = ?, version = version + 1
            WHERE tenant_id = ? AND id = ?""";
    private static final String ANY_WITH_ROLE =
            "SELECT 1 FROM identity.users WHERE tenant_id = ? AND status = 'active' AND ? = ANY (roles) LIMIT 1";
    private static final String SET = "UPDATE identity.users SET %s WHERE tenant_id = ? AND id = ?";
    private static final String OPENED = SET.formatted("account_opened = true");
    private static final String VERIFIED = SET.formatted("email_verified_at = coalesce(email_verified_at, now())");
    private static final String PASSWORD =
            SET.formatted("password_hash = ?, password_changed_at = now(), version = version + 1");
    private static final String EMAIL = SET.formatted("email = ?, email_verified_at = now(), version = version + 1");
    private static final String EMAIL_UNCONFIRMED =
            SET.formatted("email = ?, email_verified_at = NULL, version = version + 1");
    private static final String RENEWED = SET.formatted("password_hash = ?");

    /** Tables of past and present proofs of identity. */
    private static final List<String> PROOFS = List.of(
            "one_time_tokens",
            "recovery_codes",
            "known_devices",
            "api_keys",
            "attempts",
            "known_places",
            "seen_places",
            "security_cases",
            "push_subscriptions",
            "push_keys",
            "person_keys",
            "muted_notifications",
            "email_changes",
            "factor_recoveries",
            "payment_codes",
            "phone_numbers",
            "sms_messages",
            "sms_budgets",
            "push_notices",
            "passkeys",
            "passkey_challenges",
            "scim_group_members",
            "scim_groups",
            "oidc_role_rules",
            "oidc_providers",
            "oidc_identities",
            "oidc_invitations",
            "oidc_logins",
            "oidc_logout_tokens",
            "scim_tokens",
            "log_ins");

    private static final String CLOSE_ALL = """
            UPDATE identity.users SET status = 'closed', password_hash = ?, totp_secret = NULL, totp_confirmed = false,
                email_codes = false, sms_codes = false, passkeys = 0, passkey_handle = NULL, version = version + 1
            WHERE tenant_id = ?""";
    private static final String ERASE = """
            UPDATE identity.users SET status = 'closed', email = 'erased-' || id || '@erased.invalid', first_name = '-',
                last_name = '-', password_hash = ?, totp_secret = NULL, totp_confirmed = false, email_codes = false,
                sms_codes = false, passkeys = 0, passkey_handle = NULL, email_verified_at = NULL, version = version + 1
            WHERE tenant_id = ? AND id = ?""";
    private static final String BY_OWNER =
            "SELECT " + COLUMNS + " FROM identity.users WHERE tenant_id = ? AND owner = ?";
    private static final String ACCOUNTS = "SELECT id, " + AccountOwnership.COLUMNS
            + " FROM identity.users WHERE tenant_id = ? AND id = ANY (?::bigint[])";
    private static final String DELETE_ALL = "DELETE FROM identity.users WHERE tenant_id = ?";

    private static final String TENANTS = "SELECT number FROM identity.tenant_numbers ORDER BY number";

    private final Database database;

    public UsersTable(Database database) {
        this.database = database;
    }

    /** Returns the numbers of the tenants that may have users. */
    public List<Integer> tenants() {
        return database.query(transaction -> Sql.all(transaction, row -> row.getInt(1), TENANTS));
    }

    /** User to insert. */
    public record NewUser(
            int tenant, EmailAddress email, String passwordHash, String firstName, String lastName, Set<Role> roles) {}

    /**
     * Filter of a page of users; null matches every user.
     *
     * @param number number of the user, or of the user's account
     */
    public record Filter(
            @Nullable String status,
            @Nullable String role,
            @Nullable String emailPart,
            @Nullable Long number,
            long before,
            int limit) {}

    /** Inserts a new user; the row is durable on return. Returns empty if the address is taken. */
    public Optional<User> insert(NewUser user) {
        return database.transaction(user.tenant(), transaction -> insert(transaction, user, user.passwordHash()));
    }

    /** Returns the table of unconfirmed registrations. */
    public PendingRegistrationsTable claims() {
        return new PendingRegistrationsTable(database);
    }

    /** Inserts a new user; returns empty if the address is taken. */
    public static Optional<User> insert(Transaction transaction, NewUser user, String hash) {
        Sql.execute(transaction, TENANT, user.tenant());
        return Sql.one(
                transaction,
                UsersTable::user,
                INSERT,
                user.tenant(),
                user.email().value(),
                hash,
                user.firstName(),
                user.lastName(),
                labels(user.roles()));
    }

    public Optional<User> byEmail(int tenant, EmailAddress email) {
        return database.query(tenant, transaction -> byEmail(transaction, tenant, email));
    }

    public static Optional<User> byEmail(Transaction transaction, int tenant, EmailAddress email) {
        return Sql.one(transaction, UsersTable::user, BY_EMAIL, tenant, email.value());
    }

    /** Returns the user with this address and locks the row until the transaction ends. */
    static Optional<User> lockByEmail(Transaction transaction, int tenant, EmailAddress email) {
        return Sql.one(transaction, UsersTable::user, BY_EMAIL + " FOR NO KEY UPDATE", tenant, email.value());
    }

    public Optional<User> byId(int tenant, long id) {
        return database.query(tenant, transaction -> byId(transaction, tenant, id));
    }

    public static Optional<User> byId(Transaction transaction, int tenant, long id) {
        return Sql.one(transaction, UsersTable::user, BY_ID, tenant, id);
    }

    /** Returns the users with these numbers, in any order. */
    public static List<User> byIds(Transaction transaction, int tenant, List<Long> ids) {
        return Sql.all(transaction, UsersTable::user, BY_IDS, tenant, Sql.numbers(ids));
    }

    /** Work on a user whose row is locked. */
    @FunctionalInterface
    public interface LockedRow<T> {
        T with(Transaction transaction, User user);
    }

    /**
     * Reads a user and acts in one transaction: the row stays locked until the work's transaction ends.
     *
     * @return the result of the work; empty if there is no such user
     */
    public <T> Optional<T> holding(int tenant, long id, LockedRow<T> work) {
        return database.transaction(tenant, transaction -> {
            Optional<User> user = lock(transaction, tenant, id, id).stream().findFirst();
            return user.isPresent() ? Optional.of(work.with(transaction, user.get())) : Optional.empty();
        });
    }

    /** Work on two users whose rows are locked. */
    @FunctionalInterface
    public interface LockedPairWork<T> {
        T with(Transaction transaction, Optional<User> one, Optional<User> other);
    }

    /** Does the same as {@link #holding} for two users, who may be the same. */
    public <T> T holdingBoth(int tenant, long one, long other, LockedPairWork<T> work) {
        return database.transaction(tenant, transaction -> {
            List<User> users = lock(transaction, tenant, one, other);
            return work.with(transaction, of(users, one), of(users, other));
        });
    }

    private static Optional<User> of(List<User> users, long id) {
        return users.stream().filter(user -> user.id() == id).findFirst();
    }

    private static List<User> lock(Transaction transaction, int tenant, long one, long other) {
        return Sql.all(transaction, UsersTable::user, LOCK, tenant, one, other);
    }

    /** Returns the users of a page, newest first. */
    public List<User> page(int tenant, Filter filter) {
        String part = filter.emailPart() == null ? null : "%" + escaped(filter.emailPart()) + "%";
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        UsersTable::user,
                        PAGE,
                        tenant,
                        filter.before(),
                        filter.status(),
                        filter.status(),
                        filter.role(),
                        filter.role(),
                        part,
                        part,
                        filter.number(),
                        filter.number(),
                        filter.number(),
                        filter.limit()));
    }

    private static String escaped(String part) {
        return part.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    /** Writes names, roles and status of {@code changed}, which was made from the locked row. */
    public static void update(Transaction holding, User changed) {
        Sql.execute(
                holding,
                UPDATE,
                changed.firstName(),
                changed.lastName(),
                labels(changed.roles()),
                changed.status().name().toLowerCase(Locale.ROOT),
                changed.tenant(),
                changed.id());
    }

    /** Returns true if an active user has this role. */
    public boolean anyWith(int tenant, Role role) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, row -> row.getInt(1), ANY_WITH_ROLE, tenant, role.label())
                        .isPresent());
    }

    public void accountOpened(User user) {
        set(user, OPENED);
    }

    public void emailVerified(User user) {
        set(user, VERIFIED);
    }

    public static void emailVerified(Transaction holding, User user) {
        Sql.execute(holding, VERIFIED, user.tenant(), user.id());
    }

    /** Sets a new password. */
    public static void password(Transaction holding, User user, String hash) {
        Sql.execute(holding, PASSWORD, hash, user.tenant(), user.id());
    }

    /** Sets an address whose reader has confirmed it. */
    public static void email(Transaction holding, User user, EmailAddress email) {
        Sql.execute(holding, EMAIL, email.value(), user.tenant(), user.id());
    }

    /** Sets an address whose reader has not confirmed it. */
    public static void emailUnconfirmed(Transaction holding, User user, EmailAddress email) {
        Sql.execute(holding, EMAIL_UNCONFIRMED, email.value(), user.tenant(), user.id());
    }

    /** Stores a new hash of the same password. */
    public static void renewed(Transaction holding, User user, String hash) {
        Sql.execute(holding, RENEWED, hash, user.tenant(), user.id());
    }

    /** Returns the user who owns the account on the exchange, whatever their number here. */
    public Optional<User> byOwner(int tenant, UUID owner) {
        return database.query(tenant, transaction -> Sql.one(transaction, UsersTable::user, BY_OWNER, tenant, owner));
    }

    /** Returns the accounts of users, by the number of the user. */
    public static Map<Long, AccountId> accounts(Transaction transaction, int tenant, List<Long> users) {
        Map<Long, AccountId> accounts = new HashMap<>();
        Sql.all(
                        transaction,
                        row -> Map.entry(
                                row.getLong(1),
                                new AccountId(
                                        tenant, AccountOwnership.read(row, 2).number())),
                        ACCOUNTS,
                        tenant,
                        Sql.numbers(users))
                .forEach(row -> accounts.put(row.getKey(), row.getValue()));
        return accounts;
    }

    /**
     * Removes everything from the row that identifies the person, and makes logging in as them impossible.
     *
     * @param unusedHash a hash that no password matches
     */
    public static void erase(Transaction holding, User user, String unusedHash) {
        Sql.execute(holding, ERASE, unusedHash, user.tenant(), user.id());
    }

    /**
     * Closes every user of a tenant and deletes their proofs of identity.
     *
     * @param unusedHash a hash that no password matches
     */
    public void closeAll(int tenant, String unusedHash) {
        database.transaction(tenant, transaction -> {
            for (String table : PROOFS) {
                Sql.execute(transaction, "DELETE FROM identity.%s WHERE tenant_id = ?".formatted(table), tenant);
            }
            return Sql.execute(transaction, CLOSE_ALL, unusedHash, tenant);
        });
    }

    public void deleteAll(int tenant) {
        database.transaction(tenant, transaction -> {
            AccountsTable.leftBehind(transaction, tenant, 0);
            return Sql.execute(transaction, DELETE_ALL, tenant);
        });
    }

    private void set(User user, String sql) {
        database.query(user.tenant(), transaction -> Sql.execute(transaction, sql, user.tenant(), user.id()));
    }

    static User user(ResultSet row) throws SQLException {
        return new User(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                roles((String[]) row.getArray(7).getArray()),
                row.getBoolean(8),
                row.getTimestamp(9).toInstant(),
                User.Status.valueOf(row.getString(10).toUpperCase(Locale.ROOT)),
                row.getBoolean(11),
                new User.Factors(row.getBoolean(12), row.getBoolean(13), row.getBoolean(14), row.getInt(15)),
                row.getLong(16),
                AccountOwnership.read(row, 17));
    }

    static String[] labels(Set<Role> roles) {
        return roles.stream().sorted().map(Role::label).toArray(String[]::new);
    }

    private static Set<Role> roles(String[] labels) {
        return Arrays.stream(labels).map(label -> Role.of(label).orElseThrow()).collect(Collectors.toUnmodifiableSet());
    }
}
