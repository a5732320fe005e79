package com.flowex.identity.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/** A way to hash passwords. The hash's text says how it was made, so old ones verify whatever is chosen now. */
public sealed interface PasswordHash permits Argon2id, Bcrypt {

    /** @param memory where to work, as far as the function needs any; may be shared by threads */
    String hash(String password, BlockPool memory);

    /** Whether this very function, with these very costs, made the hash. */
    boolean made(String hash);

    /** A hash of nobody's password that costs as much to compare with as a real one. */
    String nobodys();

    /** The most bytes of a password that count. */
    int bytesMax();

    static PasswordHash of(PasswordSettings settings) {
        return switch (settings.scheme()) {
            case ARGON2ID -> Argon2id.of(settings);
            case BCRYPT -> new Bcrypt(settings.bcryptCost());
        };
    }

    /** True if a text is a hash that a password can be held against, at a bearable cost. */
    static boolean isOne(String text) {
        return Bcrypt.isBearable(text) || Argon2id.isBearable(text);
    }

    /** @throws IllegalArgumentException if the text is no hash of ours: the table was changed by hand */
    static boolean matches(String password, String hash, BlockPool memory) {
        return Bcrypt.isOne(hash) ? Bcrypt.matches(password, hash) : Argon2id.matches(password, hash, memory);
    }
}
