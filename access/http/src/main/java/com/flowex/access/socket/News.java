package com.flowex.access.socket;

/** Source of change signals. */
public interface News {

    /** Calls {@code wake} after every change, on any thread; it must return at once and not throw. */
    void subscribe(Runnable wake);

    /** Ends the calls of {@code wake}; it may be called twice. */
    void unsubscribe(Runnable wake);

    /** Source without changes, for channels that depend only on the clock. */
    News NONE = new News() {
        @Override
        public void subscribe(Runnable wake) {}

        @Override
        public void unsubscribe(Runnable wake) {}
    };
}
