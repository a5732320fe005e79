package com.flowex.identity.store.user;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One-time tokens: each is valid once, for a limited time and for one purpose. Only their hashes are stored. */
public final class OneTimeTokensTable {

    /** Only purpose for which a token is valid. */
    public enum Purpose {
        VERIFY_EMAIL(Duration.ofDays(1)),
        RESET_PASSWORD(Duration.ofMinutes(30)),
        SECOND_FACTOR(Duration.ofMinutes(5)),
        /** Confirms a new address of a user. */
        CHANGE_EMAIL(Duration.ofDays(1)),
        /** Ends the request for a new address. */
        KEEP_EMAIL(Duration.ofDays(1));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        public Duration life() {
            return life;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Maximum number of wrong codes before the login must start again. */
    private static final int TRIES_MAX = 5;

    private static final String FORGET = """
            DELETE FROM identity.one_time_tokens
            WHERE tenant_id = ? AND user_id = ? AND (expires_at <= now()
                OR purpose = ? AND purpose <> 'second_factor' AND claimed_hash IS NULL)""";
    private static final String INSERT = """
            INSERT INTO identity.one_time_tokens
                (tenant_id, token_hash, user_id, purpose, expires_at, claimed_hash, claimed_first_name, claimed_last_name)
            VALUES (?, ?, ?, ?, now() + ? * INTERVAL '1 second', ?, ?, ?)""";
    private static final String GOOD = " WHERE tenant_id = ? AND token_hash = ? AND purpose = ? AND expires_at > now()";
    private static final String CONFIRM = """
            INSERT INTO identity.one_time_tokens (tenant_id, token_hash, user_id, purpose, code_hash, expires_at)
            VALUES (?, ?, ?, 'second_factor', ?, now() + ? * INTERVAL '1 second')
            ON CONFLICT (token_hash) DO UPDATE SET
                code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at""";
    private static final String TAKE = "DELETE FROM identity.one_time_tokens" + GOOD
            + " RETURNING user_id, claimed_hash, claimed_first_name, claimed_last_name";
    private static final String FIND_OWNER = "SELECT user_id FROM identity.one_time_tokens" + GOOD;
    private static final String END_UNDER_WAY = """
            DELETE FROM identity.one_time_tokens
            WHERE tenant_id = ? AND user_id = ?
                AND (purpose IN ('second_factor', 'reset_password', 'change_email', 'keep_email')
                    OR claimed_hash IS NOT NULL)""";
    private static final String END_PAYMENT_CODE =
            "DELETE FROM identity.payment_codes WHERE tenant_id = ? AND user_id = ?";
    private static final String END_CHALLENGES =
            "DELETE FROM identity.passkey_challenges WHERE tenant_id = ? AND user_id = ?";
    private static final String END_BINDINGS = "DELETE FROM identity.oidc_logins WHERE tenant_id = ? AND user_id = ?";
    private static final String END_EMAIL_CHANGE = """
            DELETE FROM identity.one_time_tokens
            WHERE tenant_id = ? AND user_id = ? AND purpose IN ('change_email', 'keep_email')""";
    private static final String END_ALL = "DELETE FROM identity.one_time_tokens WHERE tenant_id = ? AND user_id = ?";
    private static final String TRY = "UPDATE identity.one_time_tokens SET tries = tries + 1" + GOOD
            + " AND tries < ? RETURNING user_id, code_hash";
    private static final String CODE =
            "UPDATE identity.one_time_tokens SET code_hash = ?" + GOOD + " RETURNING user_id";

    private final Database database;

    public OneTimeTokensTable(Database database) {
        this.database = database;
    }

    /** Work that is committed with a fresh token: the mail that carries it. */
    @FunctionalInterface
    public interface TokenMailer {
        void mail(Transaction issuing, OpaqueToken token);
    }

    /** Issues a fresh token and mails it; earlier tokens of the user for the same purpose become invalid. */
    public OpaqueToken issue(User user, Purpose purpose, TokenMailer mailing) {
        return database.transaction(user.tenant(), transaction -> {
            OpaqueToken token = issue(transaction, user, purpose);
            mailing.mail(transaction, token);
            return token;
        });
    }

    /**
     * Issues a fresh token. Earlier tokens of the user for the same purpose become invalid, except logins in progress.
     */
    public static OpaqueToken issue(Transaction transaction, User user, Purpose purpose) {
        return issue(transaction, user, purpose, null);
    }

    /**
     * Issues a fresh token that confirms the user's address for one registration of it. Links of other registrations
     * stay valid: a later one must not take away the link of an earlier one.
     */
    static OpaqueToken claim(Transaction transaction, User user, Claim claim) {
        return issue(transaction, user, Purpose.VERIFY_EMAIL, claim);
    }

    private static OpaqueToken issue(Transaction transaction, User user, Purpose purpose, @Nullable Claim claim) {
        Sql.execute(transaction, FORGET, user.tenant(), user.id(), purpose.label());
        OpaqueToken token = OpaqueToken.fresh(user.tenant());
        Sql.execute(
                transaction,
                INSERT,
                user.tenant(),
                token.hash(),
                user.id(),
                purpose.label(),
                purpose.life().toSeconds(),
                claim == null ? null : claim.passwordHash(),
                claim == null ? null : claim.firstName(),
                claim == null ? null : claim.lastName());
        return token;
    }

    /** Returns the user for whom the token was issued, or empty if it is not valid. The token stays valid. */
    public Optional<Long> userOf(OpaqueToken token, Purpose purpose) {
        return database.query(
                token.tenant(),
                transaction -> Sql.one(
                        transaction, row -> row.getLong(1), FIND_OWNER, token.tenant(), token.hash(), purpose.label()));
    }

    /**
     * Name and password of one unconfirmed registration of an address.
     *
     * @param passwordHash hash of the password that was sent with it
     */
    public record Claim(String passwordHash, String firstName, String lastName) {

        /** Keeps the hash out of every log. */
        @Override
        public String toString() {
            return "Claim[***]";
        }
    }

    /** @param claim registration for which the token was mailed; empty if it was mailed for none */
    public record ConsumedToken(long userId, Optional<Claim> claim) {}

    /**
     * Consumes the token and returns the user for whom it was issued, or empty if it is not valid. The caller holds the
     * lock on the user's row.
     */
    public static Optional<ConsumedToken> take(Transaction holding, OpaqueToken token, Purpose purpose) {
        return Sql.one(
                holding,
                row -> {
                    String hash = row.getString(2);
                    Optional<Claim> claim = hash == null
                            ? Optional.empty()
                            : Optional.of(new Claim(hash, row.getString(3), row.getString(4)));
                    return new ConsumedToken(row.getLong(1), claim);
                },
                TAKE,
                token.tenant(),
                token.hash(),
                purpose.label());
    }

    /**
     * Ends the user's logins that wait for a second factor, their links to a new password or a new address, their codes
     * of payments, their challenges of passkeys, their bindings of an identity, and the unconfirmed registrations of their address.
     */
    public static void endPending(Transaction holding, User user) {
        Sql.execute(holding, END_UNDER_WAY, user.tenant(), user.id());
        Sql.execute(holding, END_PAYMENT_CODE, user.tenant(), user.id());
        Sql.execute(holding, END_CHALLENGES, user.tenant(), user.id());
        Sql.execute(holding, END_BINDINGS, user.tenant(), user.id());
    }

    /** Ends the links of a change of the user's address. */
    public static void endEmailChange(Transaction holding, User user) {
        Sql.execute(holding, END_EMAIL_CHANGE, user.tenant(), user.id());
    }

    /** Ends all tokens of a user. */
    public static void endAll(Transaction holding, User user) {
        Sql.execute(holding, END_ALL, user.tenant(), user.id());
    }

    /**
     * Attempt at a second factor.
     *
     * @param mailedCode hash of the code that was mailed or sent for this login; empty bytes if none was
     */
    @SuppressWarnings("ArrayRecordComponent") // lives only for one comparison
    public record SecondFactorAttempt(long userId, byte[] mailedCode) {
        public boolean isMailed(String code, OpaqueToken token) {
            return mailedCode.length > 0 && MessageDigest.isEqual(mailedCode, codeHash(code, token));
        }

        /** Returns true if it is the code that was sent by SMS; a mailed code never is. */
        public boolean isSent(String code, OpaqueToken token) {
            return mailedCode.length > 0 && MessageDigest.isEqual(mailedCode, smsHash(code, token));
        }
    }

    /** Counts one more attempt; returns empty if the token is not valid or was tried too often. */
    public Optional<SecondFactorAttempt> tryOnce(OpaqueToken token) {
        return database.query(
                token.tenant(),
                transaction -> Sql.one(
                        transaction,
                        row -> {
                            byte[] code = row.getBytes(2);
                            return new SecondFactorAttempt(row.getLong(1), code == null ? new byte[0] : code);
                        },
                        TRY,
                        token.tenant(),
                        token.hash(),
                        Purpose.SECOND_FACTOR.label(),
                        TRIES_MAX));
    }

    /** Replaces the mailed code of a token. Returns the user, or empty if the token is not valid. */
    public Optional<Long> setCode(OpaqueToken token, String code) {
        return database.query(
                token.tenant(),
                transaction -> Sql.one(
                        transaction,
                        row -> row.getLong(1),
                        CODE,
                        codeHash(code, token),
                        token.tenant(),
                        token.hash(),
                        Purpose.SECOND_FACTOR.label()));
    }

    /** Work that is committed with a fresh code: the message that carries it. */
    @FunctionalInterface
    public interface CodeSender {
        void send(Transaction sending);
    }

    /** Replaces the code of a token by one that is sent by SMS; returns false if the token is not valid. */
    public boolean sendCode(OpaqueToken token, String code, CodeSender message) {
        return database.transaction(token.tenant(), sending -> {
            boolean isSet = setSmsCode(sending, token, code);
            if (isSet) {
                message.send(sending);
            }
            return isSet;
        });
    }

    /** Sends the code of a confirmation by SMS, in place of any earlier one. */
    public void sendConfirmation(User user, OpaqueToken own, String code, CodeSender message) {
        database.transaction(user.tenant(), sending -> {
            message.send(sending);
            confirmBySms(sending, user, own, code);
            return user;
        });
    }

    private static boolean setSmsCode(Transaction sending, OpaqueToken token, String code) {
        return Sql.one(
                        sending,
                        row -> row.getLong(1),
                        CODE,
                        smsHash(code, token),
                        token.tenant(),
                        token.hash(),
                        Purpose.SECOND_FACTOR.label())
                .isPresent();
    }

    /** Stores the code of a confirmation that is sent by SMS in place of any earlier one. */
    public static void confirmBySms(Transaction sending, User user, OpaqueToken own, String code) {
        confirm(sending, user, own, smsHash(code, own));
    }

    /** Stores the code that is mailed now in place of any earlier one; a user has one confirmation at a time. */
    public void confirm(User user, OpaqueToken own, String code) {
        database.query(user.tenant(), transaction -> confirm(transaction, user, own, codeHash(code, own)));
    }

    private static int confirm(Transaction transaction, User user, OpaqueToken own, byte[] codeHash) {
        return Sql.execute(
                transaction,
                CONFIRM,
                user.tenant(),
                own.hash(),
                user.id(),
                codeHash,
                Purpose.SECOND_FACTOR.life().toSeconds());
    }

    /** Invalidates the code of a confirmation. */
    public void used(OpaqueToken own) {
        database.query(own.tenant(), transaction -> take(transaction, own, Purpose.SECOND_FACTOR));
    }

    private static byte[] codeHash(String code, OpaqueToken token) {
        return OpaqueToken.sha256(code + " " + token.text());
    }

    /** Returns a hash that no code has as a mailed one, so that a code by SMS is never taken for it. */
    private static byte[] smsHash(String code, OpaqueToken token) {
        return OpaqueToken.sha256("sms " + HexFormat.of().formatHex(codeHash(code, token)));
    }
}
