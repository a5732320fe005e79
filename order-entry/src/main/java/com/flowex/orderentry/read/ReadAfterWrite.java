package com.flowex.orderentry.read;

import java.util.function.BiFunction;
import java.util.function.Function;

/** Result of reading a view after a finished command. */
public sealed interface ReadAfterWrite<T> {

    /** The view shows the result. */
    record Now<T>(T value) implements ReadAfterWrite<T> {}

    /**
     * The view does not show the result yet; the command is done all the same.
     *
     * @param done text that says what was done, as the beginning of a sentence
     * @param sequence number of the command's last event
     */
    record Later<T>(String done, long sequence) implements ReadAfterWrite<T> {}

    /** Maps either case to the caller's form of an answer. */
    default <A> A resolve(Function<? super T, ? extends A> now, BiFunction<String, Long, ? extends A> later) {
        return switch (this) {
            case Now<T>(T value) -> now.apply(value);
            case Later<T>(String done, long sequence) -> later.apply(done, sequence);
        };
    }
}
