package com.flowex.wallet.app.user;

/** Recent changes to a user's access. */
@FunctionalInterface
public interface AccessChanges {

    /**
     * Changes within a day.
     *
     * @param password true if the password was replaced
     * @param secondFactor true if a second factor was added or removed
     * @param device true if the user logged in with an unknown program, and not for the first time
     */
    record RecentAccessChanges(boolean password, boolean secondFactor, boolean device) {

        public static final RecentAccessChanges NOTHING = new RecentAccessChanges(false, false, false);
    }

    /** Returns the recent changes. It reads them now, so a change of a moment ago is included. */
    RecentAccessChanges of(int tenant, long userId);
}
