package com.flowex.identity.store.credential;

import com.flowex.identity.store.sms.PhoneNumbersTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** Table of second factors: the sealed secret of an authenticator, and hashes of recovery codes. */
public final class FactorsTable {

    private static final String CHANGED = "factors_changed_at = now(), ";
    private static final String SET = "UPDATE identity.users SET %s WHERE tenant_id = ? AND id = ?";
    private static final String ENROL = "UPDATE identity.users SET totp_secret = ?, totp_step = 0"
            + " WHERE tenant_id = ? AND id = ? AND NOT totp_confirmed";
    private static final String SECRET =
            "SELECT totp_secret FROM identity.users WHERE tenant_id = ? AND id = ? AND totp_secret IS NOT NULL";
    private static final String STEP =
            "UPDATE identity.users SET totp_step = ? WHERE tenant_id = ? AND id = ? AND totp_step < ?";

    /** Confirms only the secret whose time step was taken, not one that was enrolled or removed since. */
    private static final String CONFIRM = SET.formatted("totp_confirmed = true, " + CHANGED + "version = version + 1")
            + " AND totp_secret IS NOT NULL AND NOT totp_confirmed AND totp_step > 0";

    private static final String REMOVE = SET.formatted(
            "totp_confirmed = false, totp_secret = NULL, totp_step = 0, " + CHANGED + "version = version + 1");
    private static final String MAIL_ON = SET.formatted("email_codes = true, " + CHANGED + "version = version + 1");
    private static final String MAIL_OFF = SET.formatted("email_codes = false, " + CHANGED + "version = version + 1");
    private static final String NO_CODES = "DELETE FROM identity.recovery_codes WHERE tenant_id = ? AND user_id = ?";
    private static final String ADD_CODE =
            "INSERT INTO identity.recovery_codes (tenant_id, user_id, code_hash) VALUES (?, ?, ?)";
    private static final String USE_CODE =
            "DELETE FROM identity.recovery_codes WHERE tenant_id = ? AND user_id = ? AND code_hash = ?";
    private static final String COUNT_CODES =
            "SELECT count(*) FROM identity.recovery_codes WHERE tenant_id = ? AND user_id = ?";
    private static final String SEALED = "SELECT id, totp_secret FROM identity.users"
            + " WHERE tenant_id = ? AND id > ? AND totp_secret IS NOT NULL ORDER BY id LIMIT 500";
    private static final String SEAL_AGAIN =
            "UPDATE identity.users SET totp_secret = ? WHERE tenant_id = ? AND id = ? AND totp_secret = ?";

    /** The authenticator in words, for {@link Notice}. */
    public static final String TOTP = "A code of your authenticator app";

    /** Codes by mail in words, for {@link Notice}. */
    public static final String MAILED = "A code by mail";

    private final Database database;
    private final Sealing sealing;
    private final Notice notice;

    /** @param notice sender of the report about a changed second factor */
    public FactorsTable(Database database, Sealing sealing, Notice notice) {
        this.database = database;
        this.sealing = sealing;
        this.notice = notice;
    }

    /** Report that a second factor was added or removed. */
    @FunctionalInterface
    public interface Notice {
        /**
         * @param changing connection of the transaction that stores the change
         * @param subject second factor in words
         */
        void changed(Transaction changing, User user, String subject, boolean isOn);
    }

    /** Stores a secret that is not in use until it is confirmed; returns false if one is in use already. */
    public boolean enrol(User user, byte[] secret) {
        byte[] ciphertext = sealing.seal(secret, place(user.tenant(), user.id()));
        return update(user, ENROL, ciphertext, user.tenant(), user.id()) > 0;
    }

    public Optional<byte[]> secret(User user) {
        return database.query(
                        user.tenant(),
                        transaction -> Sql.one(transaction, row -> row.getBytes(1), SECRET, user.tenant(), user.id()))
                .map(ciphertext -> sealing.open(ciphertext, place(user.tenant(), user.id())));
    }

    /**
     * Takes a time step; returns false if it or a later one was taken before. If two calls are concurrent, only one
     * succeeds.
     */
    public boolean take(User user, long step) {
        return update(user, STEP, step, user.tenant(), user.id(), step) > 0;
    }

    /** Confirms the secret; returns false if the secret whose code was shown has been replaced or removed. */
    public boolean confirm(User user) {
        return database.transaction(user.tenant(), transaction -> {
            boolean isConfirmed = Sql.execute(transaction, CONFIRM, user.tenant(), user.id()) > 0;
            if (isConfirmed) {
                notice.changed(transaction, user, TOTP, true);
            }
            return isConfirmed;
        });
    }

    /** Removes the authenticator of a user whose row is locked, and recovery codes that nothing needs any longer. */
    public static void removeAuthenticator(Transaction holding, User user) {
        Sql.execute(holding, REMOVE, user.tenant(), user.id());
        endUnneededCodes(holding, user);
    }

    /** Removes the recovery codes of a user who has neither an authenticator nor a passkey. */
    public static void endUnneededCodes(Transaction changing, User user) {
        boolean areNeeded = UsersTable.byId(changing, user.tenant(), user.id())
                .filter(now -> now.factors().totp() || now.factors().passkey())
                .isPresent();
        if (!areNeeded) {
            Sql.execute(changing, NO_CODES, user.tenant(), user.id());
        }
    }

    /** Removes the authenticator, the passkeys, the recovery codes, and the codes by mail and by SMS. */
    public static void removeAll(Transaction holding, User user) {
        PasskeysTable.removeAll(holding, user);
        removeAuthenticator(holding, user);
        mailCodes(holding, user, false);
        PhoneNumbersTable.remove(holding, user);
    }

    /** Turns codes by mail on. */
    public void mailCodesOn(User user) {
        database.transaction(user.tenant(), transaction -> {
            mailCodes(transaction, user, true);
            if (!user.factors().mail()) {
                notice.changed(transaction, user, MAILED, true);
            }
            return user;
        });
    }

    /** Turns codes by mail on or off for a user whose row is locked. */
    public static void mailCodes(Transaction holding, User user, boolean on) {
        Sql.execute(holding, on ? MAIL_ON : MAIL_OFF, user.tenant(), user.id());
    }

    public void replaceRecoveryCodes(User user, List<String> codes) {
        database.transaction(user.tenant(), transaction -> {
            replaceRecoveryCodes(transaction, user, codes);
            return codes.size();
        });
    }

    public static void replaceRecoveryCodes(Transaction changing, User user, List<String> codes) {
        Sql.execute(changing, NO_CODES, user.tenant(), user.id());
        for (String code : codes) {
            Sql.execute(changing, ADD_CODE, user.tenant(), user.id(), recoveryHash(user, code));
        }
    }

    /** Consumes a recovery code; returns false if the user has no such code. */
    public boolean useRecoveryCode(User user, String code) {
        return update(user, USE_CODE, user.tenant(), user.id(), recoveryHash(user, code)) > 0;
    }

    public int recoveryCodesLeft(User user) {
        return database.query(user.tenant(), transaction -> Sql.one(
                        transaction, row -> row.getInt(1), COUNT_CODES, user.tenant(), user.id())
                .orElse(0));
    }

    /** Seals secrets again that an older key sealed, with the newest key, and returns their number. */
    public int sealAgain(int tenant) {
        return database.transaction(tenant, transaction -> {
            int count = 0;
            long after = 0;
            List<Sealed> page = sealedAfter(transaction, tenant, after);
            while (!page.isEmpty()) {
                for (Sealed row : page) {
                    count += sealAgain(transaction, tenant, row);
                    after = row.id();
                }
                page = sealedAfter(transaction, tenant, after);
            }
            return count;
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(long id, byte[] value) {}

    private static List<Sealed> sealedAfter(Transaction transaction, int tenant, long after) {
        return Sql.all(transaction, row -> new Sealed(row.getLong(1), row.getBytes(2)), SEALED, tenant, after);
    }

    private int sealAgain(Transaction transaction, int tenant, Sealed row) {
        String place = place(tenant, row.id());
        if (sealing.isCurrent(row.value(), place)) {
            return 0;
        }
        byte[] fresh = sealing.seal(sealing.open(row.value(), place), place);
        return Sql.execute(transaction, SEAL_AGAIN, fresh, tenant, row.id(), row.value());
    }

    private int update(User user, String sql, Object... values) {
        return database.query(user.tenant(), transaction -> Sql.execute(transaction, sql, values));
    }

    private static byte[] recoveryHash(User user, String code) {
        return OpaqueToken.sha256("recovery " + user.tenant() + " " + user.id() + " " + code);
    }

    private static String place(int tenant, long userId) {
        return "identity.users.totp_secret:" + tenant + "/" + userId;
    }
}
