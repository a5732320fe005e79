package com.flowex.orderentry;

import com.flowex.domain.value.ClientOrderId;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Result of a command that went through order entry: accepted, refused or unknown; there is no fourth case.
 *
 * @param <T> type of the details of an accepted command
 */
public sealed interface CommandResult<T> {

    /** The command is done, now or earlier with the same id. */
    record Accepted<T>(T what) implements CommandResult<T> {}

    /**
     * The command is not done.
     *
     * @param isRepeated true if it was refused before with the same id; the refusal is final
     */
    record Refused<T>(Refusal why, boolean isRepeated) implements CommandResult<T> {
        static <T> Refused<T> of(Refusal why) {
            return new Refused<>(why, false);
        }
    }

    /**
     * There was no answer in time, so the command may or may not be done. Sending it again with the same id gives the
     * result.
     *
     * @param id id for asking again; the client may not know it if it sent none. Null where a repetition does no harm
     */
    record Unknown<T>(@Nullable ClientOrderId id) implements CommandResult<T> {

        /** Returns the unknown outcome as a refusal. */
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
     * Sends several commands in order, each independently of the others. It sends nothing further after one without an
     * answer, so a caller waits for at most one time-out.
     */
    static <A, T> List<CommandResult<T>> each(List<A> all, Function<? super A, CommandResult<T>> one) {
        List<CommandResult<T>> results = new ArrayList<>(all.size());
        boolean answered = true;
        for (A each : all) {
            CommandResult<T> result = answered ? requested(each, one) : Refused.of(notSent());
            answered &= result.isAnswered();
            results.add(result);
        }
        return results;
    }

    private static <A, T> CommandResult<T> requested(A each, Function<? super A, CommandResult<T>> one) {
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
     * Returns the details of an accepted command, for callers that pass a refusal on unchanged.
     *
     * @throws Refusal if the command is refused or its outcome is unknown
     */
    default T orThrow() {
        return switch (this) {
            case Accepted<T>(T what) -> what;
            case Refused<T> refused -> throw refused.why();
            case Unknown<T> unknown -> throw unknown.why();
        };
    }
}
