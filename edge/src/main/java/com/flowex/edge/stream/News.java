package com.flowex.edge.stream;

/** What changes, and says so. */
public interface News {

    /** Calls {@code wake} after every change, by any thread; it returns at once and does not throw. */
    void subscribe(Runnable wake);

    /** Calls {@code wake} no more; asking twice is fine. */
    void unsubscribe(Runnable wake);

    /** Nothing ever changes: for channels that go by the clock alone. */
    News NONE = new News() {
        @Override
        public void subscribe(Runnable wake) {}

        @Override
        public void unsubscribe(Runnable wake) {}
    };
}
