package com.flowex.risk.watch;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One time that an alert went off, as it was then.
 *
 * @param alert its number; it may be gone or another by now
 * @param generation which time it was
 * @param mail none, waiting, sent or dead
 * @param mailTries so often it was tried
 * @param hook the same of its webhook
 * @param hookWhy why it was not taken the last time; empty if it was
 * @param push the same of the reader's browsers
 */
public record Firing(
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

    /** What it says in one line. */
    public String line() {
        return subject.replace('_', ' ') + (asset.isEmpty() ? "" : " of " + asset) + " is " + side + " "
                + threshold.stripTrailingZeros().toPlainString() + ": "
                + value.stripTrailingZeros().toPlainString();
    }
}
