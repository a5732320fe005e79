package com.flowex.identity.store.push;

import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;

/** Table of the keys by which push services identify the tenants; the private keys are sealed. */
public final class PushKeysTable {

    private static final String ADD = """
            INSERT INTO identity.push_keys (tenant_id, public_key, private_key) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id) DO NOTHING""";
    private static final String OF = "SELECT public_key, private_key FROM identity.push_keys WHERE tenant_id = ?";
    private static final String SEAL_AGAIN =
            "UPDATE identity.push_keys SET private_key = ? WHERE tenant_id = ? AND private_key = ?";

    private final Database database;
    private final Sealing sealing;

    public PushKeysTable(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sealed(byte[] point, byte[] key) {}

    /** Returns the tenant's key and creates it on the first call. Two concurrent first calls get the same key. */
    public VapidKey of(int tenant) {
        Sealed row = find(tenant).orElseGet(() -> {
            KeyPair fresh = P256Curve.fresh();
            byte[] point = P256Curve.bytes((ECPublicKey) fresh.getPublic());
            byte[] sealed = sealing.seal(fresh.getPrivate().getEncoded(), place(tenant));
            database.query(tenant, transaction -> Sql.execute(transaction, ADD, tenant, point, sealed));
            return find(tenant).orElseThrow();
        });
        byte[] key = sealing.open(row.key(), place(tenant));
        try {
            return new VapidKey(
                    row.point(), KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed is a key of P-256", e);
        }
    }

    private Optional<Sealed> find(int tenant) {
        return database.query(
                tenant,
                transaction -> Sql.one(transaction, row -> new Sealed(row.getBytes(1), row.getBytes(2)), OF, tenant));
    }

    /** Seals the private key again with the newest key if an older one sealed it, and returns the number of values. */
    public int sealAgain(int tenant) {
        return find(tenant)
                .filter(row -> !sealing.isCurrent(row.key(), place(tenant)))
                .map(row -> {
                    byte[] fresh = sealing.seal(sealing.open(row.key(), place(tenant)), place(tenant));
                    return database.query(
                            tenant, transaction -> Sql.execute(transaction, SEAL_AGAIN, fresh, tenant, row.key()));
                })
                .orElse(0);
    }

    private static String place(int tenant) {
        return "identity.push_keys.private_key:" + tenant;
    }
}
