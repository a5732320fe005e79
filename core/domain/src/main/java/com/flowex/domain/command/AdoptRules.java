package com.flowex.domain.command;

/**
 * Makes the log follow newer rules of the engine from here on. A node whose build does not know them stops, because it
 * could not give the same answers.
 *
 * @param version 1 or more
 */
public record AdoptRules(int version) implements Command {

    public AdoptRules {
        if (version < 1) {
            throw new IllegalArgumentException("a version is at least 1, was " + version);
        }
    }
}
