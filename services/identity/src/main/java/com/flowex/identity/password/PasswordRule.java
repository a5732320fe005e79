package com.flowex.identity.password;

import java.util.Optional;

/** What a new password must be. Old ones are not asked. */
public final class PasswordRule {

    static final int LENGTH_MIN = 8;

    /** Hashing is bounded work; nobody types more. */
    public static final int LENGTH_MAX = 128;

    private PasswordRule() {}

    /** The rule that is broken, completing "password must be ..."; empty if none is. */
    static Optional<String> brokenBy(String password) {
        if (password.length() < LENGTH_MIN || password.length() > LENGTH_MAX) {
            return Optional.of(LENGTH_MIN + " to " + LENGTH_MAX + " characters long");
        }
        boolean strong = password.chars().anyMatch(Character::isUpperCase)
                && password.chars().anyMatch(Character::isLowerCase)
                && password.chars().anyMatch(Character::isDigit)
                && password.chars().anyMatch(character -> !Character.isLetterOrDigit(character));
        return strong
                ? Optional.empty()
                : Optional.of("made of at least one upper-case letter, lower-case letter, digit and other character");
    }
}
