package com.flowex.protocol;

/** What became of foreign bytes. */
public sealed interface Decoded<T> {

    /** They are a whole, valid message. */
    record Understood<T>(T value) implements Decoded<T> {}

    /**
     * They are not; the same on every node and every machine.
     *
     * @param why for a log line or an answer, at most a few hundred characters
     */
    record Garbled<T>(String why) implements Decoded<T> {}
}
