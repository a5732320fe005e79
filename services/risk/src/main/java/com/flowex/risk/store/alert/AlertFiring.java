package com.flowex.risk.store.alert;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One firing of an alert, with the rule of that time.
 *
 * @param alert number of the alert, which may be deleted or changed by now
 * @param generation the alert's firing count at that time
 * @param mail none, waiting, sent or dead
 * @param mailTries number of attempts
 * @param hook the same for its webhook
 * @param hookWhy reason of the last failure; empty if there was none
 * @param push the same for the reader's browsers
 */
public record AlertFiring(
        long id,
        long alert,
        long generation,
        long reader,
        String subject,
        String asset,
        String side,
        BigDecimal threshold,
        BigDecimal value,
        Instant firedAt,
        String mail,
        int mailTries,
        String hook,
        int hookTries,
        String hookWhy,
        String push,
        int pushTries,
        String pushWhy) {

    /** Returns a one-line description. */
    public String line() {
        return subject.replace('_', ' ') + (asset.isEmpty() ? "" : " of " + asset) + " is " + side + " "
                + threshold.stripTrailingZeros().toPlainString() + ": "
                + value.stripTrailingZeros().toPlainString();
    }
}
