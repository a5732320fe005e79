package com.flowex.risk.watch;

import com.flowex.risk.alert.AlertRule;
import com.flowex.risk.alert.AlertState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with its state.
 *
 * @param owner account, or {@link #DESK}
 * @param revision grows when somebody changes it
 * @param seenAt null until its value was looked at
 * @param value what it was then; null if there was none
 * @param note a word of {@link com.flowex.risk.alert.AlertVerdict.Note}
 */
public record Alert(
        long id,
        long owner,
        Wish wish,
        long revision,
        AlertState state,
        @Nullable Instant seenAt,
        @Nullable BigDecimal value,
        String note,
        Instant madeAt) {

    /** The owner of what a tenant's desk shares. */
    public static final long DESK = 0;

    /**
     * As somebody wants it.
     *
     * @param reader account of whoever gets the mails
     * @param accounts of a desk's portfolio; none: all customers
     * @param push whether the reader's browsers are told
     * @param webhook where else it is told; empty: nowhere
     */
    public record Wish(
            AlertRule rule,
            long reader,
            List<Long> accounts,
            boolean mail,
            boolean push,
            String webhook,
            boolean enabled) {

        public Wish {
            accounts = List.copyOf(accounts);
        }
    }
}
