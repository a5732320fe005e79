package com.flowex.risk.app.alert;

import com.flowex.risk.app.alert.AlertVerdict.Note;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Rule for the firing of an alert: it fires when its value goes beyond the threshold. It fires again when the value has
 * come back past the threshold by the hysteresis, goes beyond it again, and the cool-down is over.
 *
 * @param asset code; empty for a portfolio
 * @param hysteresis zero or above
 * @param coolDown shortest time from one firing to the next
 */
public record AlertRule(
        AlertSubject subject,
        String asset,
        AlertSide side,
        BigDecimal threshold,
        BigDecimal hysteresis,
        Duration coolDown) {

    public AlertVerdict judge(AlertState state, AlertInput input, Instant now) {
        AlertState known = state.notAfter(now);
        return switch (input) {
            case AlertInput.Nothing() -> quiet(known, Note.NO_VALUE);
            case AlertInput.Value(double value, Instant asOf, boolean partial) -> {
                if (!Double.isFinite(value)) {
                    yield quiet(known, Note.NOT_A_NUMBER);
                }
                yield asOf.plus(subject.staleAfter()).isBefore(now)
                        ? quiet(known, Note.STALE)
                        : judged(known, BigDecimal.valueOf(value), now).ofPartial(partial);
            }
        };
    }

    private AlertVerdict judged(AlertState state, BigDecimal value, Instant now) {
        if (!state.armed()) {
            return side.isBack(value, threshold, hysteresis)
                    ? quiet(state.rearmed(), Note.NONE)
                    : quiet(state, Note.NOT_BACK);
        }
        if (!side.isBeyond(value, threshold)) {
            return quiet(state, Note.NONE);
        }
        return now.isBefore(state.firedAt().plus(coolDown))
                ? quiet(state, Note.COOL_DOWN)
                : new AlertVerdict(state.fired(now), true, Note.NONE);
    }

    private static AlertVerdict quiet(AlertState state, Note note) {
        return new AlertVerdict(state, false, note);
    }
}
