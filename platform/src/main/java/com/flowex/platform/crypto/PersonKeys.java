package com.flowex.platform.crypto;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of people, one for each, created at its first use (AES-256-GCM) and sealed like other columns. Once a key is
 * destroyed, the values it sealed are unreadable wherever they are stored, in backups as well.
 */
public final class PersonKeys {

    private static final String OF = "SELECT key FROM identity.person_keys WHERE tenant_id = ? AND user_id = ?";
    private static final String ADD = """
            INSERT INTO identity.person_keys (tenant_id, user_id, key) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, user_id) DO NOTHING""";
    private static final String DESTROY = """
            INSERT INTO identity.person_keys (tenant_id, user_id, key, destroyed_at) VALUES (?, ?, NULL, now())
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET key = NULL, destroyed_at = now()""";
    private static final String SEALED = "SELECT user_id, key FROM identity.person_keys"
            + " WHERE tenant_id = ? AND user_id > ? AND key IS NOT NULL ORDER BY user_id LIMIT 500";
    private static final String SEAL_AGAIN =
            "UPDATE identity.person_keys SET key = ? WHERE tenant_id = ? AND user_id = ? AND key = ?";

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int MARK_BYTES = 4;
    private static final int HEAD_BYTES = 1 + MARK_BYTES;
    private static final int TAG_BITS = 128;

    private final Database database;
    private final Sealing sealing;
    private final SecureRandom random = new SecureRandom();

    public PersonKeys(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /**
     * Seals a value for one person.
     *
     * @param connection sees the tenant's rows and may write
     * @param place table, column and row: the value opens nowhere else
     * @return the sealed value; empty if the person's key was destroyed
     */
    public Optional<byte[]> seal(Transaction connection, int tenant, long user, byte[] plain, String place) {
        Optional<Row> row = row(connection, tenant, user);
        if (row.isEmpty()) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            Sql.execute(connection, ADD, tenant, user, sealing.seal(fresh, keyPlace(tenant, user)));
            row = row(connection, tenant, user); // two concurrent calls both take the first one's key
        }
        return row.flatMap(Row::key).map(own -> seal(opened(own, tenant, user), plain, place));
    }

    /**
     * Opens a value that was sealed for a person.
     *
     * @return the plain value; empty if the key that sealed it was destroyed or lost
     * @throws Sealing.BrokenSealException if it was changed, or is of another place
     */
    public Optional<byte[]> open(Transaction connection, int tenant, long user, byte[] sealed, String place) {
        return row(connection, tenant, user)
                .flatMap(Row::key)
                .flatMap(key -> open(opened(key, tenant, user), sealed, place));
    }

    /**
     * Destroys a person's key: its sealed values never open again, and no value is sealed for the person from now on.
     */
    public static void destroy(Transaction connection, int tenant, long user) {
        Sql.execute(connection, DESTROY, tenant, user);
    }

    /** Seals the keys of people again that an older key sealed; returns how many. */
    public int sealAgain(int tenant) {
        return database.transaction(tenant, connection -> {
            int count = 0;
            List<CachedKey> page = after(connection, tenant, 0);
            while (!page.isEmpty()) {
                for (CachedKey cached : page) {
                    count += sealAgain(connection, tenant, cached);
                }
                page = after(connection, tenant, page.getLast().user());
            }
            return count;
        });
    }

    private int sealAgain(Transaction connection, int tenant, CachedKey cached) {
        String place = keyPlace(tenant, cached.user());
        if (sealing.isCurrent(cached.key(), place)) {
            return 0;
        }
        byte[] fresh = sealing.seal(sealing.open(cached.key(), place), place);
        return Sql.execute(connection, SEAL_AGAIN, fresh, tenant, cached.user(), cached.key());
    }

    private record Row(Optional<byte[]> key) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record CachedKey(long user, byte[] key) {}

    private static List<CachedKey> after(Transaction connection, int tenant, long user) {
        return Sql.all(connection, row -> new CachedKey(row.getLong(1), row.getBytes(2)), SEALED, tenant, user);
    }

    private static Optional<Row> row(Transaction connection, int tenant, long user) {
        return Sql.one(connection, row -> new Row(Optional.ofNullable(row.getBytes(1))), OF, tenant, user);
    }

    private SecretKeySpec opened(byte[] sealed, int tenant, long user) {
        return new SecretKeySpec(sealing.open(sealed, keyPlace(tenant, user)), "AES");
    }

    private byte[] seal(SecretKeySpec key, byte[] plain, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
            return ByteBuffer.allocate(HEAD_BYTES + NONCE_BYTES + secret.length)
                    .put(VERSION)
                    .put(mark(key))
                    .put(nonce)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    private static Optional<byte[]> open(SecretKeySpec key, byte[] sealed, String place) {
        if (sealed.length == 0) {
            return Optional.empty(); // sealed when the person's key was gone already
        }
        if (sealed.length <= HEAD_BYTES + NONCE_BYTES || sealed[0] != VERSION) {
            throw new Sealing.BrokenSealException(place, "it was never sealed");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed).position(HEAD_BYTES);
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] secret = new byte[sealed.length - HEAD_BYTES - NONCE_BYTES];
        bytes.get(nonce).get(secret);
        try {
            if (!Arrays.equals(mark(key), Arrays.copyOfRange(sealed, 1, HEAD_BYTES))) {
                return Optional.empty();
            }
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new Sealing.BrokenSealException(place, "changed, or of another place");
        }
    }

    /** Returns a fingerprint that recognizes a key and reveals nothing else. */
    private static byte[] mark(SecretKeySpec key) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(hash, MARK_BYTES);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String keyPlace(int tenant, long user) {
        return "identity.person_keys.key:" + tenant + "/" + user;
    }
}
