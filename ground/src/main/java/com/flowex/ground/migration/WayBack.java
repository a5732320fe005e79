package com.flowex.ground.migration;

/** What becomes of what a migration did where it has to be taken back. */
public sealed interface WayBack {

    /** A script undoes it, without loss. */
    record Script(String sql) implements WayBack {
        @Override
        public String line() {
            return "script";
        }
    }

    /** Its part is a view: the whole of it goes, and the next start builds it anew from the log. */
    record Rebuilt() implements WayBack {
        @Override
        public String line() {
            return "rebuilt from the log";
        }
    }

    /** Only a copy of before it ran has what was then: its restore point. */
    record ForwardOnly(String why) implements WayBack {
        @Override
        public String line() {
            return "forward-only: " + why;
        }
    }

    /** It ran by a newer version, and that one knows. */
    record Unknown() implements WayBack {
        @Override
        public String line() {
            return "known by the version that has it";
        }
    }

    /** In words, for an operator. */
    String line();
}
