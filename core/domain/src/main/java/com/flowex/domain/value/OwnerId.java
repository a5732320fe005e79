package com.flowex.domain.value;

/**
 * Identity of an account's owner: 128 random bits that cannot be guessed. The user or tenant registry makes them once.
 * If a registry is restored from an older copy, it may give an account's number out again; it never repeats an owner's
 * id.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits; not both halves are zero
 */
public record OwnerId(long high, long low) {

    public OwnerId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("an owner's id is not zero");
        }
    }

    /** Hides the id, because anyone who knows an owner's id may act for the owner. */
    @Override
    public String toString() {
        return "OwnerId[***]";
    }
}
