package com.flowex.protocol;

/** Result of decoding foreign bytes. */
public sealed interface Decoded<T> {

    /** The bytes are a whole, valid message. */
    record Understood<T>(T value) implements Decoded<T> {}

    /**
     * The bytes are no valid message; the result is the same on every node and every machine.
     *
     * @param why reason for a log line or an answer, at most a few hundred characters
     */
    record Garbled<T>(String why) implements Decoded<T> {}
}
