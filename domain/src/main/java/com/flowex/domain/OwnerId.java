package com.flowex.domain;

/**
 * Whose an account is: 128 random bits that whoever keeps users or tenants makes once, and that nobody can guess. An account's
 * number may be given out again by a list of users that was restored from an older copy; its owner's id never is.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits; both zero is nobody
 */
public record OwnerId(long high, long low) {

    public OwnerId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("an owner's id is not zero");
        }
    }

    /** Says nothing: whoever knows an owner's id may speak for them. */
    @Override
    public String toString() {
        return "OwnerId[***]";
    }
}
