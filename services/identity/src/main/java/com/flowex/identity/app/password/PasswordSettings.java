package com.flowex.identity.app.password;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;

/**
 * Settings of password hashing.
 *
 * @param argon2MemoryKib memory that one hash fills, KiB
 * @param argon2Passes number of passes over the memory
 * @param bcryptCost rounds as a power of two
 * @param threads maximum number of concurrent hashes; orders need the other cores
 */
public record PasswordSettings(Scheme scheme, int argon2MemoryKib, int argon2Passes, int bcryptCost, int threads) {

    /** Least cost by which a stolen hash is not guessed at once (OWASP, Password Storage Cheat Sheet). */
    private static final int BCRYPT_COST_MIN = 10;

    /** Hash function of new passwords; old hashes of any function still verify. */
    public enum Scheme {
        ARGON2ID,
        BCRYPT
    }

    public static PasswordSettings read(SettingsReader reader, Profile profile) {
        PasswordSettings settings = new PasswordSettings(
                reader.oneOf(
                        "FLOWEX_PASSWORD_HASH",
                        Scheme.ARGON2ID,
                        Scheme.class,
                        "the hash of new passwords; older ones are renewed at the next login"),
                reader.integer(
                        "FLOWEX_ARGON2_MEMORY_KIB", 19_456, 7_168, 1_048_576, "memory that one Argon2id hash fills"),
                reader.integer("FLOWEX_ARGON2_PASSES", 2, 1, 16, "passes of Argon2id over its memory"),
                reader.integer("FLOWEX_BCRYPT_COST", 12, 4, 16, "rounds of bcrypt, as a power of two"),
                reader.integer(
                        "FLOWEX_PASSWORD_THREADS",
                        1,
                        1,
                        64,
                        "passwords hashed at a time; orders need the other cores"));
        reader.inProduction(
                profile,
                settings.scheme != Scheme.BCRYPT || settings.bcryptCost >= BCRYPT_COST_MIN,
                "FLOWEX_BCRYPT_COST must be 10 or more in production where FLOWEX_PASSWORD_HASH is bcrypt");
        return settings;
    }
}
