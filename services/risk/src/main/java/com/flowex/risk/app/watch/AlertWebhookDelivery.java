package com.flowex.risk.app.watch;

import com.flowex.access.http.response.Json;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.outbound.WebhookCalls;
import com.flowex.platform.outbound.WebhookSecrets;
import com.flowex.risk.app.daily.DailyScoring.Progress;
import com.flowex.risk.store.alert.AlertFiring;
import com.flowex.risk.store.alert.WebhookDeliveriesTable;
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
 * Delivers firings to webhooks. A call may be repeated after a crash: its header names the firing. An address that
 * refuses a call is not called again in the same run. A run ends after a while, and the rest comes first in the next
 * run.
 */
public record AlertWebhookDelivery(
        WebhookDeliveriesTable hooks,
        WebhookSecrets secrets,
        WebhookCalls calls,
        WebhookChoice choices,
        InstantSource clock) {

    private static final int PAGE = 50;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Choice of users to have their webhooks called. */
    @FunctionalInterface
    public interface WebhookChoice {

        /** @param account owner of the webhook; 0 for the alerts of the desk, whose webhooks are always called */
        boolean wants(int tenant, long account);
    }

    /**
     * Delivers all firings that are due.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Progress progress) {
        secrets.reload();
        sealAgain(tenant);
        Set<String> silent = new HashSet<>();
        Instant end = clock.instant().plus(LONGEST);
        int delivered = 0;
        int tried = 0;
        List<AlertFiring> page;
        do {
            page = hooks.due(tenant, clock.instant(), PAGE);
            for (AlertFiring firing : page) {
                delivered += report(tenant, firing, silent) ? 1 : 0;
                tried++;
                progress.at(50, delivered + " webhooks");
            }
        } while (page.size() == PAGE && clock.instant().isBefore(end));
        return delivered + " of " + tried + " webhooks delivered";
    }

    private boolean report(int tenant, AlertFiring firing, Set<String> silent) {
        Instant now = clock.instant();
        Optional<WebhookDeliveriesTable.Target> target = hooks.target(tenant, firing.alert());
        if (target.isEmpty()) {
            hooks.tried(tenant, firing.id(), "dead", now, "the alert no longer has a webhook");
            return false;
        }
        if (!choices.wants(tenant, target.get().owner())) {
            hooks.tried(tenant, firing.id(), "none", now, "webhooks of alerts are switched off");
            return false;
        }
        String whose = target.get().owner() + " " + target.get().address();
        String why = silent.contains(whose)
                ? "it did not take another one a moment before"
                : failure(tenant, firing, target.get());
        if (why.isEmpty()) {
            hooks.tried(tenant, firing.id(), "sent", now, "");
            return true;
        }
        silent.add(whose);
        boolean isLast = firing.hookTries() + 1 >= WebhookCalls.ATTEMPTS_MAX;
        Duration pause = WebhookCalls.pauseAfter(firing.hookTries());
        hooks.tried(tenant, firing.id(), isLast ? "dead" : "waiting", now.plus(pause), why);
        return false;
    }

    /** Calls the webhook; returns the reason of a failure, or an empty text. */
    private String failure(int tenant, AlertFiring firing, WebhookDeliveriesTable.Target target) {
        try {
            String secret = secrets.open(tenant, target.owner(), target.secret());
            return calls.failure(firing.id(), target.address(), secret, Json.bytes(body(firing)));
        } catch (Sealing.BrokenSealException e) {
            return WebhookCalls.reason(e);
        }
    }

    private static Map<String, Object> body(AlertFiring firing) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "risk_alert");
        body.put("id", Long.toString(firing.id()));
        body.put("alert", Long.toString(firing.alert()));
        body.put("fired", firing.generation());
        body.put("subject", firing.subject());
        body.put("asset", firing.asset());
        body.put("side", firing.side());
        body.put("threshold", firing.threshold().stripTrailingZeros().toPlainString());
        body.put("value", firing.value().stripTrailingZeros().toPlainString());
        body.put("fired_at", firing.firedAt());
        return body;
    }

    /** Re-encrypts secrets of an older key with the newest one. */
    private void sealAgain(int tenant) {
        List<WebhookDeliveriesTable.Target> page;
        long behind = 0;
        do {
            page = hooks.sealed(tenant, behind, PAGE);
            for (WebhookDeliveriesTable.Target each : page) {
                behind = each.alert();
                if (!secrets.isCurrent(tenant, each.owner(), each.secret())) {
                    sealAgain(tenant, each);
                }
            }
        } while (page.size() == PAGE);
    }

    private void sealAgain(int tenant, WebhookDeliveriesTable.Target old) {
        try {
            String secret = secrets.open(tenant, old.owner(), old.secret());
            hooks.sealAgain(tenant, old, secrets.seal(tenant, old.owner(), secret));
        } catch (Sealing.BrokenSealException lost) {
            // Its key is lost: each call reports that in the alert's history.
        }
    }
}
