package com.flowex.p2p.store;

import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Encryption of private texts and files with the key of the person whom they are of. */
public interface TextSealer {

    /** Returns the sealed bytes; empty bytes if the person's key was destroyed. */
    byte[] seal(Transaction connection, int tenant, long user, byte[] plain, String place);

    /** Returns the bytes; empty if the person's key was destroyed. */
    Optional<byte[]> open(Transaction connection, int tenant, long user, byte[] sealed, String place);

    /** Returns the sealed text; empty bytes if the person's key was destroyed. */
    default byte[] seal(Transaction connection, int tenant, long user, String text, String place) {
        return seal(connection, tenant, user, text.getBytes(StandardCharsets.UTF_8), place);
    }

    /** Returns the text; empty if it is null, or the person's key was destroyed. */
    default Optional<String> openText(
            Transaction connection, int tenant, long user, byte @Nullable [] sealed, String place) {
        return sealed == null
                ? Optional.empty()
                : open(connection, tenant, user, sealed, place).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    /** Returns the sealer with the keys of people. */
    static TextSealer of(PersonKeys keys) {
        return new TextSealer() {
            @Override
            public byte[] seal(Transaction connection, int tenant, long user, byte[] plain, String place) {
                return keys.seal(connection, tenant, user, plain, place).orElseGet(() -> new byte[0]);
            }

            @Override
            public Optional<byte[]> open(Transaction connection, int tenant, long user, byte[] sealed, String place) {
                return keys.open(connection, tenant, user, sealed, place);
            }
        };
    }
}
