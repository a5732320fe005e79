package com.flowex.identity.store.credential;

import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.security.MessageDigest;
import java.time.Duration;
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
            boolean isGood = mailed.isPresent() && MessageDigest.isEqual(mailed.get(), hash(content, code));
            if (isGood) {
                Sql.execute(transaction, END, user.tenant(), user.id());
            }
            return isGood;
        });
    }

    private static byte[] hash(String content, String code) {
        return OpaqueToken.sha256(code + " for " + content);
    }
}
