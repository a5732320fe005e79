package com.flowex.access.socket;

/** Clock of a stream; a test may set it. */
public interface StreamClock {

    /** Returns the monotonic time, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Returns the seconds since 1970. */
    long seconds();

    /** Clock of this machine. */
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
