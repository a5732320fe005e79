package com.flowex.platform.migration;

/** Way to revert a migration. */
public sealed interface RollbackMethod {

    /** A script reverts it without loss. */
    record Script(String sql) implements RollbackMethod {
        @Override
        public String line() {
            return "script";
        }
    }

    /** Its part is a view: the whole of it is dropped, and the next start rebuilds it from the log. */
    record Rebuilt() implements RollbackMethod {
        @Override
        public String line() {
            return "rebuilt from the log";
        }
    }

    /** It cannot be reverted; only a backup from before it ran, its restore point, has the old state. */
    record ForwardOnly(String why) implements RollbackMethod {
        @Override
        public String line() {
            return "forward-only: " + why;
        }
    }

    /** A newer version ran it, and only that version knows. */
    record Unknown() implements RollbackMethod {
        @Override
        public String line() {
            return "known by the version that has it";
        }
    }

    /** Returns a description for an operator. */
    String line();
}
