package com.flowex.desk;

import java.util.function.BiFunction;
import java.util.function.Function;

/** What a view shows of a command that is done. */
public sealed interface Shown<T> {

    /** What became of it. */
    record Now<T>(T value) implements Shown<T> {}

    /**
     * Nothing yet; done it is all the same.
     *
     * @param done says what is done, as the beginning of a sentence
     * @param sequence number of its last event
     */
    record Later<T>(String done, long sequence) implements Shown<T> {}

    /** The answer to it, in the words of whoever asks for one. */
    default <A> A told(Function<? super T, ? extends A> now, BiFunction<String, Long, ? extends A> later) {
        return switch (this) {
            case Now<T>(T value) -> now.apply(value);
            case Later<T>(String done, long sequence) -> later.apply(done, sequence);
        };
    }
}
