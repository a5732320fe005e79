package com.flowex.identity.store.user;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mapping of users to accounts, compared with the view of the log's accounts. */
public final class AccountsTable {

    private static final String NEXT_NUMBER = """
            UPDATE identity.users SET account_number = 1000 + nextval('identity.users_id_seq')
            WHERE tenant_id = ? AND id = ? AND NOT account_opened AND coalesce(account_number, 1000 + id) = ?""";
    private static final String BOUND =
            "UPDATE identity.users SET account_bound = true WHERE tenant_id = ? AND id = ? AND owner = ?";

    /**
     * Accounts of the log, each joined with its user, if any. A user has an account if the log names them as its owner.
     * They also have it if the log names no owner and it was theirs before accounts had owners.
     */
    static final String WITH_USERS = """
             FROM accounts.accounts a
            LEFT JOIN identity.users u ON u.tenant_id = a.tenant AND coalesce(u.account_number, 1000 + u.id) = a.number
                AND (a.owner = u.owner OR a.owner IS NULL AND NOT u.account_bound)
            """;

    /** An isolated account has the user of its main account, and its number says nothing about those to come. */
    static final String IS_NOT_ISOLATED = "a.number < " + AccountId.ISOLATED_FROM;

    private static final String WITHOUT_USER =
            WITH_USERS + "WHERE a.tenant = ? AND a.number >= ? AND " + IS_NOT_ISOLATED + " AND u.id IS NULL";

    private static final String ORPHANS = "SELECT a.number, a.owner, a.opened_nanos" + WITHOUT_USER
            + " AND a.number < ? ORDER BY a.number DESC LIMIT ?";
    private static final String ORPHAN =
            "SELECT a.number, a.owner, a.opened_nanos" + WITHOUT_USER + " AND a.number = ?";

    private static final String MOVE = """
            UPDATE identity.users SET account_number = ?, account_opened = true, account_bound = true
            WHERE tenant_id = ? AND id = ? AND owner = ?""";
    private static final String LEFT_BEHIND = """
            INSERT INTO identity.orphaned_accounts (tenant_id, number)
            SELECT tenant_id, coalesce(account_number, 1000 + id) FROM identity.users
            WHERE tenant_id = ? AND (id = ? OR ? = 0) ON CONFLICT DO NOTHING""";

    private static final String OWNER = """
            SELECT id, email FROM identity.users
            WHERE tenant_id = ? AND coalesce(account_number, 1000 + id) = ? AND status <> 'closed'""";

    private static final String HOLDER = """
            SELECT u.id, u.status = 'active' AND u.account_opened, u.status = 'closed' AND EXISTS (
                SELECT 1 FROM identity.erasures e
                WHERE e.tenant_id = u.tenant_id AND e.user_id = u.id AND e.state IN ('removed', 'done'))
            FROM identity.users u WHERE u.tenant_id = ? AND coalesce(u.account_number, 1000 + u.id) = ?""";

    private static final String OWNER_IN_LOG = "SELECT owner FROM accounts.accounts WHERE tenant = ? AND number = ?";

    private static final String RECIPIENT = """
            SELECT coalesce(account_number, 1000 + id),
                status = 'active' AND account_opened AND (email_verified_at IS NOT NULL OR NOT ?)
            FROM identity.users WHERE tenant_id = ?\s""";
    private static final String RECIPIENT_BY_EMAIL = RECIPIENT + "AND email = ?";
    private static final String RECIPIENT_BY_NUMBER = RECIPIENT + "AND coalesce(account_number, 1000 + id) = ?";

    private static final String ISOLATED =
            "SELECT number FROM accounts.accounts WHERE tenant = ? AND owner = ? AND number >= ? ORDER BY number";

    private final Database database;

    public AccountsTable(Database database) {
        this.database = database;
    }

    /**
     * Account of the log without a user.
     *
     * @param owner last owner; null if the account was opened before accounts had owners
     */
    public record OrphanedAccount(long number, @Nullable UUID owner, Instant openedAt) {}

    /**
     * User whose account it is or was.
     *
     * @param isActive true if the user is active and the account is open
     * @param isErased true if the person's rows were removed
     */
    public record Holder(long userId, boolean isActive, boolean isErased) {}

    /** User who owns an account. */
    public record Owner(long id, String email) {}

    /** @param receives false if the user exists but cannot receive transfers now */
    public record Recipient(AccountId account, boolean receives) {}

    /** Returns the numbers of a user's account and of its isolated accounts. */
    public static List<Long> numbersOf(Transaction transaction, User user) {
        List<Long> numbers = new ArrayList<>(List.of(user.account().number()));
        numbers.addAll(Sql.all(
                transaction,
                row -> row.getLong(1),
                ISOLATED,
                user.tenant(),
                user.ownership().owner(),
                AccountId.ISOLATED_FROM));
        return numbers;
    }

    /** Returns the user who owns an account; empty if it has no owner. */
    public Optional<Owner> owner(AccountId account) {
        return database.query(
                account.tenant(),
                transaction -> Sql.one(
                        transaction,
                        row -> new Owner(row.getLong(1), row.getString(2)),
                        OWNER,
                        account.tenant(),
                        account.main().number()));
    }

    /** Returns the user whose account it is, erased people included; empty if the account never had a user. */
    public Optional<Holder> holder(AccountId account) {
        return database.query(
                account.tenant(),
                transaction -> Sql.one(
                        transaction,
                        row -> new Holder(row.getLong(1), row.getBoolean(2), row.getBoolean(3)),
                        HOLDER,
                        account.tenant(),
                        account.main().number()));
    }

    /**
     * Returns the owner that the log names for an account; empty if it names none.
     *
     * @throws IllegalStateException if the view of accounts does not have the account yet
     */
    public Optional<OwnerId> ownerInLog(AccountId account) {
        return database.query(
                        account.tenant(),
                        transaction -> Sql.one(
                                transaction,
                                row -> Optional.ofNullable(row.getObject(1, UUID.class)),
                                OWNER_IN_LOG,
                                account.tenant(),
                                account.number()))
                .orElseThrow(() -> new IllegalStateException("account " + account
                        + " is not in the view accounts: it has not applied the event that opens the account"))
                .map(owner -> new OwnerId(owner.getMostSignificantBits(), owner.getLeastSignificantBits()));
    }

    /** @param mustBeVerified true if a user must have a verified address to receive */
    public Optional<Recipient> recipient(int tenant, EmailAddress email, boolean mustBeVerified) {
        return recipient(tenant, RECIPIENT_BY_EMAIL, mustBeVerified, email.value());
    }

    /** @param mustBeVerified true if a user must have a verified address to receive */
    public Optional<Recipient> recipient(int tenant, long number, boolean mustBeVerified) {
        return recipient(tenant, RECIPIENT_BY_NUMBER, mustBeVerified, number);
    }

    private Optional<Recipient> recipient(int tenant, String sql, boolean mustBeVerified, Object by) {
        return database.query(
                tenant,
                transaction -> Sql.one(
                        transaction,
                        row -> new Recipient(new AccountId(tenant, row.getLong(1)), row.getBoolean(2)),
                        sql,
                        mustBeVerified,
                        tenant,
                        by));
    }

    /** Gives the user the next number, unless another process did so or the account is open by now. */
    public void nextNumber(User user) {
        database.query(
                user.tenant(),
                transaction -> Sql.execute(
                        transaction,
                        NEXT_NUMBER,
                        user.tenant(),
                        user.id(),
                        user.ownership().number()));
    }

    public void bound(User user) {
        database.query(
                user.tenant(),
                transaction -> Sql.execute(
                        transaction,
                        BOUND,
                        user.tenant(),
                        user.id(),
                        user.ownership().owner()));
    }

    /** Returns the orphans with a number below {@code before}, newest first. */
    public List<OrphanedAccount> orphans(int tenant, long before, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction, AccountsTable::orphan, ORPHANS, tenant, AccountId.CUSTOMERS_FROM, before, limit));
    }

    public Optional<OrphanedAccount> orphan(int tenant, long number) {
        return database.query(
                tenant,
                transaction ->
                        Sql.one(transaction, AccountsTable::orphan, ORPHAN, tenant, AccountId.CUSTOMERS_FROM, number));
    }

    private static OrphanedAccount orphan(ResultSet row) throws SQLException {
        return new OrphanedAccount(row.getLong(1), row.getObject(2, UUID.class), ofNanos(row.getLong(3)));
    }

    private static Instant ofNanos(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L);
    }

    /** Gives the user another account. Their former account becomes an orphan, and the operator knows it. */
    public void move(User user, long number) {
        database.transaction(user.tenant(), transaction -> {
            if (user.accountOpened()) {
                leftBehind(transaction, user.tenant(), user.id());
            }
            return Sql.execute(
                    transaction,
                    MOVE,
                    number,
                    user.tenant(),
                    user.id(),
                    user.ownership().owner());
        });
    }

    /**
     * Records the accounts of users who are about to be deleted as known orphans, so that they are not reported to the
     * operator.
     *
     * @param user id of the user; 0 for every user of the tenant
     */
    static void leftBehind(Transaction transaction, int tenant, long user) {
        Sql.execute(transaction, LEFT_BEHIND, tenant, user, user);
    }
}
