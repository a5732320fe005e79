package com.flowex.identity.app.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/**
 * Password hash function. The text of a hash contains its parameters, so old hashes verify whatever is configured now.
 */
public sealed interface PasswordHashFunction permits Argon2id, Bcrypt {

    /**
     * Returns the hash of a password.
     *
     * @param memory working memory, for functions that need it; may be shared by threads
     */
    String hash(String password, BlockPool memory);

    /** Returns true if this function, with exactly these costs, made the hash. */
    boolean made(String hash);

    /** Returns a hash that no password matches and that costs as much to compare with as a real one. */
    String unusedHash();

    /** Returns the number of bytes of a password that the function uses at most. */
    int bytesMax();

    static PasswordHashFunction of(PasswordSettings settings) {
        return switch (settings.scheme()) {
            case ARGON2ID -> Argon2id.of(settings);
            case BCRYPT -> new Bcrypt(settings.bcryptCost());
        };
    }

    /** Returns true if a text is a hash that can be verified at an acceptable cost. */
    static boolean isOne(String text) {
        return Bcrypt.isBearable(text) || Argon2id.isBearable(text);
    }

    /**
     * Compares a password with a hash.
     *
     * @throws IllegalArgumentException if the text is not a hash of ours: the table was changed by hand
     */
    static boolean matches(String password, String hash, BlockPool memory) {
        return Bcrypt.isOne(hash) ? Bcrypt.matches(password, hash) : Argon2id.matches(password, hash, memory);
    }
}
