package com.flowex.desk;

import com.flowex.domain.ClientOrderId;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the desk says to whoever asked it for something. There is no fourth case.
 *
 * @param <T> what is known of what was done
 */
public sealed interface Ruling<T> {

    /** It is done: now, or before by the same id. */
    record Accepted<T>(T what) implements Ruling<T> {}

    /**
     * It is not done.
     *
     * @param isRepeated whether it was refused before by the same id, and stays so
     */
    record Refused<T>(Refusal why, boolean isRepeated) implements Ruling<T> {
        static <T> Refused<T> of(Refusal why) {
            return new Refused<>(why, false);
        }
    }

    /**
     * There was no answer in time: it may be done or not, and the same again with the same id says which.
     *
     * @param id by which it is asked for; the client may not know it, if it sent none. Null where repeating harms nobody
     */
    record Unknown<T>(@Nullable ClientOrderId id) implements Ruling<T> {

        /** The same, said as a refusal. */
        public Refusal why() {
            return id == null
                    ? Refusal.unknownOutcome()
                    : new Refusal(
                            RefusalCode.UNKNOWN_OUTCOME,
                            "no answer in time: the order may or may not be placed. Send it again, or ask for it, with client_order_id \""
                                    + id + "\", never with a new one");
        }
    }

    /**
     * Asks for several things, in order and each for itself. Once one had no answer nothing more is sent, so nobody ever waits longer
     * than for one of them.
     */
    static <A, T> List<Ruling<T>> each(List<A> all, Function<? super A, Ruling<T>> one) {
        List<Ruling<T>> rulings = new ArrayList<>(all.size());
        boolean answered = true;
        for (A each : all) {
            Ruling<T> ruling = answered ? asked(each, one) : Refused.of(notSent());
            answered &= ruling.isAnswered();
            rulings.add(ruling);
        }
        return rulings;
    }

    private static <A, T> Ruling<T> asked(A each, Function<? super A, Ruling<T>> one) {
        try {
            return one.apply(each);
        } catch (Refusal why) {
            return Refused.of(why);
        }
    }

    private static Refusal notSent() {
        return new Refusal(RefusalCode.OVERLOADED, "not sent, because one before it had no answer; nothing was done");
    }

    private boolean isAnswered() {
        return switch (this) {
            case Accepted<T> _ -> true;
            case Refused<T>(Refusal why, boolean _) -> !why.code().isFault();
            case Unknown<T> _ -> false;
        };
    }

    /**
     * For who has nothing to say of a refusal but the refusal itself.
     *
     * @throws Refusal if it is not done, or not known to be
     */
    default T orThrow() {
        return switch (this) {
            case Accepted<T>(T what) -> what;
            case Refused<T> refused -> throw refused.why();
            case Unknown<T> unknown -> throw unknown.why();
        };
    }
}
