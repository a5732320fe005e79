package com.flowex.identity.store.credential;

import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Table of mailed codes that confirm payments. A user has one code, for one payment; a later one replaces it. Only hashes
 * are stored: of the payment's content, and of the code together with it.
 */
public final class PaymentCodesTable {

    /** Time for which a code is good. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** Maximum number of attempts at one code. */
    private static final int TRIES_MAX = 5;

    private static final String PUT = """
            INSERT INTO identity.payment_codes (tenant_id, user_id, content_hash, code_hash, expires_at)
            VALUES (?, ?, ?, ?, now() + ? * INTERVAL '1 second')
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET content_hash = excluded.content_hash,
                code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at""";
    private static final String TRY = """
            UPDATE identity.payment_codes SET tries = tries + 1
            WHERE tenant_id = ? AND user_id = ? AND content_hash = ? AND expires_at > now() AND tries < ?
            RETURNING code_hash""";
    private static final String SUBJECT = """
            SELECT content_hash FROM identity.payment_codes
            WHERE tenant_id = ? AND user_id = ? AND expires_at > now()""";
    private static final String SIGN = """
            UPDATE identity.payment_codes SET code_hash = ?, tries = 0, expires_at = now() + ? * INTERVAL '1 second'
            WHERE tenant_id = ? AND user_id = ? AND content_hash = ?""";
    private static final String END = "DELETE FROM identity.payment_codes WHERE tenant_id = ? AND user_id = ?";

    private final Database database;

    public PaymentCodesTable(Database database) {
        this.database = database;
    }

    /** Work that is committed with a code: the mail that carries it. */
    @FunctionalInterface
    public interface CodeMailer {
        void mail(Transaction mailing);
    }

    /**
     * Stores the code of a payment and mails it.
     *
     * @param content everything that the payment consists of
     */
    public void put(User user, String content, String code, CodeMailer mailer) {
        database.transaction(user.tenant(), transaction -> {
            Sql.execute(
                    transaction,
                    PUT,
                    user.tenant(),
                    user.id(),
                    OpaqueToken.sha256(content),
                    hash(content, code),
                    LIFE.toSeconds());
            mailer.mail(transaction);
            return user;
        });
    }

    /** Counts an attempt; returns true, and ends the code, if it is the one that was mailed for this content. */
    public boolean take(User user, String content, String code) {
        return database.transaction(user.tenant(), transaction -> {
            Optional<byte[]> mailed = Sql.one(
                    transaction,
                    row -> row.getBytes(1),
                    TRY,
                    user.tenant(),
                    user.id(),
                    OpaqueToken.sha256(content),
                    TRIES_MAX);
            boolean isGood = mailed.isPresent()
                    && (MessageDigest.isEqual(mailed.get(), hash(content, code))
                            || MessageDigest.isEqual(mailed.get(), signedHash(OpaqueToken.sha256(content), code)));
            if (isGood) {
                Sql.execute(transaction, END, user.tenant(), user.id());
            }
            return isGood;
        });
    }

    /** Stores a payment that waits for a passkey's signature in place of an earlier one. */
    public void await(User user, String content) {
        String unknown = OpaqueToken.fresh(user.tenant()).text();
        put(user, content, unknown, _ -> {});
    }

    /** Returns the hash of the payment that waits; empty if none does. */
    public Optional<byte[]> waiting(User user) {
        return database.query(
                user.tenant(),
                transaction -> Sql.one(transaction, row -> row.getBytes(1), SUBJECT, user.tenant(), user.id()));
    }

    /**
     * Stores the code of a payment that a passkey has signed; returns false if another payment waits since.
     *
     * @param contentHash hash of the payment
     */
    public boolean sign(User user, byte[] contentHash, String code) {
        return database.query(
                        user.tenant(),
                        transaction -> Sql.execute(
                                transaction,
                                SIGN,
                                signedHash(contentHash, code),
                                LIFE.toSeconds(),
                                user.tenant(),
                                user.id(),
                                contentHash))
                > 0;
    }

    private static byte[] signedHash(byte[] contentHash, String code) {
        return OpaqueToken.sha256(code + " signed for " + HexFormat.of().formatHex(contentHash));
    }

    private static byte[] hash(String content, String code) {
        return OpaqueToken.sha256(code + " for " + content);
    }
}
