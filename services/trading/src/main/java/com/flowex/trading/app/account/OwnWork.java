package com.flowex.trading.app.account;

import com.flowex.domain.value.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Back-tests and runs of strategies, which the account stream reports besides the entries of the account. */
@FunctionalInterface
public interface OwnWork {

    /** No work, for an exchange without strategies. */
    OwnWork NONE = (_, _) -> List.of();

    /**
     * Returns the present states of an owner's work.
     *
     * @param known states that were reported before: work of these that has ended is returned once more
     */
    List<State> of(AccountId owner, Collection<State> known);

    /** Kinds of work. */
    enum Kind {
        BACKTEST,
        RUN
    }

    /**
     * State of a back-test or run.
     *
     * @param state word of its state, "running"
     * @param isOpen true if it has not ended
     * @param progress progress of a back-test in percent; 0 of a run
     * @param lastBarAt end of the last candle of a run; null of a back-test, and before the first candle
     */
    record State(
            Kind kind,
            long id,
            String state,
            boolean isOpen,
            int progress,
            @Nullable Instant lastBarAt) {}
}
