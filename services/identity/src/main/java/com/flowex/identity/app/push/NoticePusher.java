package com.flowex.identity.app.push;

import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.push.PushNoticesTable;
import com.flowex.identity.store.push.PushNoticesTable.PushNotice;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Delivery of notices to the browsers of users. A browser that does not take one is tried again, longer apart each time;
 * a notice that repeats only because a process ended meanwhile is dropped by the browser, which knows its number.
 */
final class NoticePusher {

    /** Most notices of a tenant in one turn. */
    private static final int AT_ONCE = 50;

    private static final int TRIES_MAX = 8;
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final PushNoticesTable table;
    private final BrowserNotifier browsers;

    NoticePusher(PushNoticesTable table, BrowserNotifier browsers) {
        this.table = table;
        this.browsers = browsers;
    }

    void deliver(int tenant) throws InterruptedException {
        for (PushNotice notice : table.due(tenant, AT_ONCE)) {
            deliver(tenant, notice);
        }
    }

    private void deliver(int tenant, PushNotice notice) throws InterruptedException {
        Optional<NotificationEvent> event = NotificationEvent.of(notice.event());
        if (event.isEmpty()) {
            table.done(tenant, notice.id()); // left by a newer version, which was taken back
            return;
        }
        Map<String, Object> note = Map.of("kind", "notice", "number", notice.id(), "event", notice.event());
        BrowserNotifier.NotificationResult result =
                browsers.report(tenant, notice.userId(), event.get(), note, notice.delivered());
        if (result.failures().isEmpty() || notice.tries() + 1 >= TRIES_MAX) {
            table.done(tenant, notice.id());
        } else {
            Set<String> all = new HashSet<>(notice.delivered());
            all.addAll(result.taken());
            table.later(tenant, notice.id(), all, PAUSE.multipliedBy(1L << notice.tries()));
        }
    }
}
