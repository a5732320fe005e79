package com.flowex.identity.app.push;

import com.flowex.access.http.response.Json;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.push.OrderNewsSource.Behind;
import com.flowex.identity.app.push.OrderNewsSource.Orders;
import com.flowex.identity.app.push.PushSender.Result;
import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.notification.NotificationsTable;
import com.flowex.identity.store.push.PushKeysTable;
import com.flowex.identity.store.push.PushNoticesTable;
import com.flowex.identity.store.push.PushTarget;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.push.SubscriptionsTable.DueBrowser;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Lease;
import com.flowex.platform.jobs.Backoff;
import com.flowex.platform.jobs.Worker;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker that pushes fills, expired orders and notices to browsers. Once a second it compares the entry numbers of the
 * accounts that have a browser to notify. The number of the last entry that was pushed is in the browser's row. After an interruption the next run,
 * the next start or another process continues from there.
 */
public final class PushWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** Interval after a message in which news is collected for the next one. */
    private static final Duration GATHER = Duration.ofSeconds(15);

    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);
    private static final Backoff BACKOFF = Backoff.of(Duration.ofSeconds(5), PAUSE_MAX);
    private static final Duration HOPELESS = Duration.ofDays(7);
    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 32;
    private static final int HOSTS_MAX = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Lookup of a user's open sessions. */
    @FunctionalInterface
    public interface OpenSessions {
        Set<UUID> of(int tenant, long userId);
    }

    /** Sources of news of orders, open sessions, tenants, and the users' choices of notifications. */
    public record Sources(
            OrderNewsSource orders,
            OpenSessions sessions,
            Supplier<List<Integer>> tenants,
            NotificationsTable choices) {}

    private final SubscriptionsTable table;
    private final PushKeysTable keys;
    private final Sources sources;
    private final PushSender sender;
    private final PushSettings settings;
    private final InstantSource clock;
    private final Lease lease;
    private final Worker worker;
    private final PushMetrics counts;
    private final BrowserNotifier notes;
    private final NoticePusher notices;

    /** A worker beside that of orders, which a push service that hangs does not hold up. */
    private final Worker noticeWorker;

    private final TenantsWithReceivers tenants;
    private final Set<String> failing = new HashSet<>();

    public PushWorker(
            SubscriptionsTable table,
            PushKeysTable keys,
            Sources sources,
            PushSettings settings,
            InstantSource clock,
            Platform platform) {
        this.table = table;
        this.keys = keys;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
        this.tenants = new TenantsWithReceivers(sources.tenants(), table::hasAny, clock);
        // The process that writes the view of trades knows the markets; the lease selects it among several.
        this.lease = platform.leases().of("trading");
        this.counts = PushMetrics.of(platform.telemetry().registry());
        this.sender = new PushSender(settings, clock);
        this.notes = new BrowserNotifier(table, keys, sources, settings, sender, counts);
        this.notices = new NoticePusher(new PushNoticesTable(platform.database()), notes);
        this.noticeWorker = platform.workers().atOnceAndEvery("push-notices", CHECK_INTERVAL, this::deliverNotices);
        this.worker = platform.workers().atOnceAndEvery("push", CHECK_INTERVAL, this::turn);
    }

    /** Starts pushing, if push is offered. */
    public void start() {
        if (settings.isOffered()) {
            worker.start();
            noticeWorker.start();
        }
    }

    /** Returns the sender of other services' notifications; it works in every process. */
    public BrowserNotifier notes() {
        return notes;
    }

    /** Records that a browser of this tenant was added; a browser added in another process is seen within a minute. */
    public void added(int tenant) {
        tenants.added(tenant);
    }

    private void deliverNotices() throws InterruptedException {
        if (lease.isOurs()) {
            for (int tenant : tenants.known()) {
                notices.deliver(tenant);
            }
        }
    }

    private void turn() throws InterruptedException {
        if (!lease.isOurs()) {
            return;
        }
        for (int tenant : tenants.current()) {
            report(tenant);
        }
    }

    private void report(int tenant) throws InterruptedException {
        Optional<UUID> after = Optional.empty();
        List<DueBrowser> page;
        do {
            page = table.due(tenant, after, PAUSE_MAX, HOPELESS, PAGE);
            report(tenant, page);
            after = page.isEmpty() ? after : Optional.of(page.getLast().id());
        } while (page.size() == PAGE && !worker.isClosing());
    }

    private record Message(DueBrowser to, Behind news) {

        boolean isEmpty() {
            return news.filled().count() + news.expired().count() == 0;
        }
    }

    private record PendingPush(Message message, PushSender.Sending sending) {}

    private void report(int tenant, List<DueBrowser> page) throws InterruptedException {
        if (page.isEmpty()) {
            return;
        }
        Map<Long, Long> last = sources.orders()
                .last(tenant, page.stream().map(DueBrowser::account).distinct().toList());
        long since = (clock.instant().getEpochSecond() - PushSender.KEPT.toSeconds()) * NANOS_PER_SECOND;
        List<PendingPush> underWay = new ArrayList<>();
        for (DueBrowser browser : page) {
            if (last.getOrDefault(browser.account(), 0L) > browser.reported() && !worker.isClosing()) {
                Behind behind =
                        sources.orders().behind(new AccountId(tenant, browser.account()), browser.reported(), since);
                send(new Message(browser, selected(browser, behind))).ifPresent(underWay::add);
            }
            if (underWay.size() == AT_ONCE) {
                await(underWay);
            }
        }
        await(underWay);
    }

    /** Leaves out the news of which this user has switched pushes off. */
    private Behind selected(DueBrowser to, Behind news) {
        return new Behind(
                news.through(),
                selected(to, NotificationEvent.FILL, news.filled()),
                selected(to, NotificationEvent.ORDER_EXPIRED, news.expired()));
    }

    private Orders selected(DueBrowser to, NotificationEvent event, Orders orders) {
        boolean isRequested = orders.count() > 0
                && sources.choices().wants(to.tenant(), to.userId(), event, NotificationChannel.PUSH);
        return isRequested ? orders : Orders.NONE;
    }

    private Optional<PendingPush> send(Message message) {
        DueBrowser to = message.to();
        if (message.isEmpty()) {
            table.passed(to, message.news().through());
            return Optional.empty();
        }
        if (!sources.sessions().of(to.tenant(), to.userId()).contains(to.session())) {
            table.remove(to);
            return Optional.empty();
        }
        try {
            return table.claim(to, CLAIM, PAUSE_MAX).flatMap(target -> send(message, target));
        } catch (Sealing.BrokenSealException lost) {
            failed(to, counts.refused(), String.valueOf(lost.getMessage()), PAUSE_MAX);
            return Optional.empty();
        }
    }

    private Optional<PendingPush> send(Message message, PushTarget target) {
        if (!sender.mayReach(target)) {
            failed(
                    message.to(),
                    counts.refused(),
                    "FLOWEX_PUSH_HOSTS does not name it, or it is not at a public address",
                    PAUSE_MAX);
            return Optional.empty();
        }
        return Optional.of(new PendingPush(
                message, sender.send(target, keys.of(message.to().tenant()), text(message))));
    }

    private void await(List<PendingPush> underWay) throws InterruptedException {
        for (PendingPush sent : underWay) {
            DueBrowser to = sent.message().to();
            switch (sent.sending().await()) {
                case Result.Accepted() -> {
                    table.markNotified(to, sent.message().news().through(), GATHER);
                    counts.taken().increment();
                    if (failing.remove(to.host())) {
                        LOG.info("the push service {} accepts messages again", to.host());
                    }
                }
                case Result.Unsubscribed() -> {
                    table.remove(to);
                    counts.gone().increment();
                }
                case Result.Later(String why, Duration requested) -> {
                    Duration pause = BACKOFF.after(to.tries() + 1);
                    failed(to, counts.later(), why, requested.compareTo(pause) > 0 ? requested : pause);
                }
                case Result.Refused(String why) -> failed(to, counts.refused(), why, PAUSE_MAX);
            }
        }
        underWay.clear();
    }

    private void failed(DueBrowser to, Counter outcome, String why, Duration pause) {
        if (failing.size() >= HOSTS_MAX) {
            failing.clear();
        }
        if (failing.add(to.host())) {
            LOG.warn(
                    "the push service {} does not take notifications of fills: {}; each is tried again for {} days"
                            + " (flowex_push_messages_total by outcome; FLOWEX_PUSH_CONTACT and FLOWEX_PUSH_HOSTS)",
                    to.host(),
                    why,
                    HOPELESS.toDays());
        }
        if (to.isHopeless()) {
            table.remove(to);
        } else {
            table.later(to, pause);
        }
        // Last, so that a reader of the count finds the outcome stored.
        outcome.increment();
    }

    private static byte[] text(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Behind news = message.news();
        // A browser's worker from before knows fills alone, and takes no message of a kind that it does not know.
        fields.put("kind", news.filled().count() > 0 ? "fills" : "expired_orders");
        fields.put("number", news.through());
        fields.put("language", message.to().language());
        fields.put("orders", news.filled().count());
        fields.put("newest", news.filled().newest());
        fields.put(
                "expired",
                Map.of(
                        "orders",
                        news.expired().count(),
                        "newest",
                        news.expired().newest()));
        return Json.bytes(fields);
    }

    @Override
    public void close() {
        noticeWorker.close();
        worker.close();
        sender.close();
    }
}
