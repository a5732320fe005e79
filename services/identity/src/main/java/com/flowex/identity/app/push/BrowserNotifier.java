package com.flowex.identity.app.push;

import com.flowex.access.http.response.Json;
import com.flowex.identity.app.push.PushSender.Result;
import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.push.PushKeysTable;
import com.flowex.identity.store.push.PushTarget;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.push.SubscriptionsTable.Reached;
import com.flowex.platform.crypto.Sealing;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Sender of one notification to all browsers of a user, at once. The caller remembers the browsers that have it, and
 * calls again for the others.
 */
public final class BrowserNotifier {

    private final SubscriptionsTable table;
    private final PushKeysTable keys;
    private final PushWorker.Sources sources;
    private final PushSettings settings;
    private final PushSender sender;
    private final PushMetrics counts;

    BrowserNotifier(
            SubscriptionsTable table,
            PushKeysTable keys,
            PushWorker.Sources sources,
            PushSettings settings,
            PushSender sender,
            PushMetrics counts) {
        this.table = table;
        this.keys = keys;
        this.sources = sources;
        this.settings = settings;
        this.sender = sender;
        this.counts = counts;
    }

    /**
     * Result of sending a notification.
     *
     * @param browsers number of browsers to notify
     * @param taken ids of the browsers whose push services have accepted it
     * @param failures reasons why the other browsers did not get it, one for each
     */
    public record NotificationResult(int browsers, Set<String> taken, List<String> failures) {
        public NotificationResult {
            taken = Set.copyOf(taken);
            failures = List.copyOf(failures);
        }
    }

    private record PendingPush(Reached browser, PushSender.Sending sending) {}

    /**
     * Sends a notification and waits for the answers of the push services, ten seconds at most. A user who has switched
     * pushes about this event off counts as one without browsers.
     *
     * @param event subject of the notification
     * @param note message as the browser's worker reads it; the browser's language is added
     * @param known ids of browsers that have it already
     */
    public NotificationResult report(
            int tenant, long userId, NotificationEvent event, Map<String, Object> note, Set<String> known)
            throws InterruptedException {
        if (!settings.isOffered() || !sources.choices().wants(tenant, userId, event, NotificationChannel.PUSH)) {
            return new NotificationResult(0, Set.of(), List.of());
        }
        List<Reached> browsers = open(tenant, userId, known);
        List<String> failures = new ArrayList<>();
        List<PendingPush> underWay = new ArrayList<>();
        for (Reached browser : browsers) {
            send(tenant, browser, note, underWay, failures);
        }
        Set<String> taken = new HashSet<>();
        int gone = 0;
        for (PendingPush sent : underWay) {
            switch (sent.sending().await()) {
                case Result.Accepted() -> {
                    counts.taken().increment();
                    taken.add(sent.browser().id().toString());
                }
                case Result.Unsubscribed() -> {
                    counts.gone().increment();
                    table.remove(tenant, userId, sent.browser().id());
                    gone++;
                }
                case Result.Later(String why, Duration _) -> failed(counts.later(), sent.browser(), why, failures);
                case Result.Refused(String why) -> failed(counts.refused(), sent.browser(), why, failures);
            }
        }
        return new NotificationResult(browsers.size() - gone, taken, failures);
    }

    private static void failed(Counter outcome, Reached browser, String why, List<String> failures) {
        outcome.increment();
        failures.add(browser.host() + ": " + why);
    }

    /**
     * Returns the user's browsers with an open session that do not have the message yet. Browsers of ended sessions are
     * removed.
     */
    private List<Reached> open(int tenant, long userId, Set<String> known) {
        List<Reached> open = new ArrayList<>();
        Set<UUID> going = sources.sessions().of(tenant, userId);
        for (Reached browser : table.reached(tenant, userId)) {
            if (!going.contains(browser.session())) {
                table.remove(tenant, userId, browser.id());
            } else if (!known.contains(browser.id().toString())) {
                open.add(browser);
            }
        }
        return open;
    }

    private void send(
            int tenant, Reached browser, Map<String, Object> note, List<PendingPush> underWay, List<String> failures) {
        try {
            PushTarget target = table.target(tenant, browser);
            if (sender.mayReach(target)) {
                underWay.add(new PendingPush(browser, sender.send(target, keys.of(tenant), text(note, browser))));
            } else {
                String why = "FLOWEX_PUSH_HOSTS does not name it, or it is not at a public address";
                failed(counts.refused(), browser, why, failures);
            }
        } catch (Sealing.BrokenSealException lost) {
            failed(counts.refused(), browser, String.valueOf(lost.getMessage()), failures);
        }
    }

    private static byte[] text(Map<String, Object> note, Reached browser) {
        Map<String, Object> fields = new LinkedHashMap<>(note);
        fields.put("language", browser.language());
        return Json.bytes(fields);
    }
}
