package com.flowex.app.wiring.adapter.p2p;

import com.flowex.p2p.app.method.AccountHasher;
import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.crypto.KeyRing;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;

/**
 * Keyed hash of payment accounts. It uses the oldest key of the sealed columns, which stays when a newer one is put before
 * it, so that hashes of before and after a rotation are the same.
 */
public record P2pAccountHasher(SecretKey key) implements AccountHasher {

    /** Returns the hash with the oldest key of a ring. */
    public static P2pAccountHasher of(KeyRing ring) {
        return new P2pAccountHasher(ring.key(ring.ids().getLast()).orElseThrow());
    }

    @Override
    public byte[] hash(int tenant, String account) {
        byte[] text = ("payment account of " + tenant + " " + account).getBytes(StandardCharsets.UTF_8);
        return Ed25519Key.keyed(key.getEncoded(), text);
    }
}
