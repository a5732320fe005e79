package com.flowex.wallet.people;

/** What happened lately to how a user gets in. */
@FunctionalInterface
public interface AccessChanges {

    /**
     * Within a day.
     *
     * @param password whether it was replaced
     * @param secondFactor whether one was added or removed
     * @param device whether somebody logged in with a program not seen before, and not for the first time
     */
    record Lately(boolean password, boolean secondFactor, boolean device) {

        public static final Lately NOTHING = new Lately(false, false, false);
    }

    /** Read now: what happened a moment ago counts. */
    Lately of(int tenant, long userId);
}
