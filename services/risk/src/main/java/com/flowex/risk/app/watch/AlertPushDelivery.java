package com.flowex.risk.app.watch;

import com.flowex.risk.app.daily.DailyScoring.Progress;
import com.flowex.risk.app.watch.BrowserPushSender.PushResult;
import com.flowex.risk.store.alert.AlertFiring;
import com.flowex.risk.store.alert.PushDeliveriesTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pushes fired alerts to browsers. The firing's row lists the browsers that have the message, so a retry goes only to
 * the others. A browser may get it twice after a crash; the firing's number lets the browser drop the second one.
 */
public record AlertPushDelivery(PushDeliveriesTable pushes, BrowserPushSender browsers, InstantSource clock) {

    private static final int PAGE = 50;
    private static final int TRIES_MAX = 8;
    private static final int WHY_MAX = 200;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Age from which an undelivered firing is given up. */
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * Pushes all firings that are due; a run ends after a while, and the rest comes first in the next run.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Progress progress) throws InterruptedException {
        Instant end = clock.instant().plus(LONGEST);
        int delivered = 0;
        int tried = 0;
        List<AlertFiring> page;
        do {
            page = pushes.due(tenant, clock.instant(), PAGE);
            for (AlertFiring firing : page) {
                delivered += report(tenant, firing) ? 1 : 0;
                tried++;
                progress.at(50, delivered + " pushes");
            }
        } while (page.size() == PAGE && clock.instant().isBefore(end));
        return delivered + " of " + tried + " pushes delivered";
    }

    private boolean report(int tenant, AlertFiring firing) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Set<String>> known = pushes.claim(tenant, firing, now.plus(CLAIM));
        if (known.isEmpty()) {
            return false;
        }
        Set<String> pushed = new HashSet<>(known.get());
        if (firing.firedAt().isBefore(now.minus(KEPT))) {
            pushes.tried(tenant, firing, "dead", now, "it fired more than a day ago", pushed);
            return false;
        }
        PushResult result = browsers.report(tenant, firing.reader(), note(firing), known.get());
        pushed.addAll(result.taken());
        if (result.failures().isEmpty()) {
            boolean isSent = !pushed.isEmpty();
            String why = isSent
                    ? ""
                    : "no browser receives pushes of alerts: see the notifications on the page of the account";
            pushes.tried(tenant, firing, isSent ? "sent" : "dead", now, why, pushed);
            return isSent;
        }
        later(tenant, firing, result, pushed);
        return false;
    }

    /** Schedules another attempt, because some browsers do not have the message yet. */
    private void later(int tenant, AlertFiring firing, PushResult result, Set<String> pushed) {
        boolean isLast = firing.pushTries() + 1 >= TRIES_MAX;
        String state = !isLast ? "waiting" : pushed.isEmpty() ? "dead" : "sent";
        Duration pause = PAUSE.multipliedBy(1L << Math.min(firing.pushTries(), TRIES_MAX));
        String why = result.failures().size() + " of " + result.browsers() + " browsers: "
                + result.failures().getFirst();
        pushes.tried(
                tenant,
                firing,
                state,
                clock.instant().plus(pause),
                why.substring(0, Math.min(why.length(), WHY_MAX)),
                pushed);
    }

    /** Returns the message without text: the browser has the text in the reader's language. */
    private static Map<String, Object> note(AlertFiring firing) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("kind", "risk_alert");
        note.put("number", firing.id());
        note.put("subject", firing.subject());
        note.put("asset", firing.asset());
        note.put("side", firing.side());
        note.put("threshold", firing.threshold().stripTrailingZeros().toPlainString());
        note.put("value", firing.value().stripTrailingZeros().toPlainString());
        return note;
    }
}
