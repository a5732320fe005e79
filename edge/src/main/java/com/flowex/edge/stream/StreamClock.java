package com.flowex.edge.stream;

/** The time that a stream goes by; a test may turn it. */
public interface StreamClock {

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /** Seconds since 1970. */
    long seconds();

    /** The time of this machine. */
    StreamClock SYSTEM = new StreamClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long seconds() {
            return System.currentTimeMillis() / 1_000;
        }
    };
}
