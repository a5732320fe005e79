package com.flowex.risk.store.alert;

import com.flowex.risk.app.alert.AlertRule;
import com.flowex.risk.app.alert.AlertState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alert: a rule with its settings and its state.
 *
 * @param owner account, or {@link #DESK}
 * @param revision number that grows with each change by a user
 * @param seenAt time of the last evaluation; null if it was never evaluated
 * @param value value at the last evaluation; null if there was none
 * @param note a word of {@link com.flowex.risk.app.alert.AlertVerdict.Note}
 */
public record Alert(
        long id,
        long owner,
        AlertSettings settings,
        long revision,
        AlertState state,
        @Nullable Instant seenAt,
        @Nullable BigDecimal value,
        String note,
        Instant madeAt) {

    /** Owner of the alerts that a tenant's desk shares. */
    public static final long DESK = 0;

    /**
     * Settings of an alert, as a user wants them.
     *
     * @param reader account of the user who is notified
     * @param accounts accounts of a desk's portfolio; empty means all customers
     * @param push true if the reader's browsers are notified
     * @param webhook URL that is also notified; empty means none
     */
    public record AlertSettings(
            AlertRule rule,
            long reader,
            List<Long> accounts,
            boolean mail,
            boolean push,
            String webhook,
            boolean enabled) {

        public AlertSettings {
            accounts = List.copyOf(accounts);
        }
    }
}
