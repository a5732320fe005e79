package com.flowex.identity.app.webhook;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.push.OrderNewsSource.Orders;
import com.flowex.identity.app.push.TenantsWithReceivers;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable.Answer;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable.Claimed;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable.Delivery;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable.OrderNotice;
import com.flowex.identity.store.webhook.NoticeDeliveriesTable.Turn;
import com.flowex.identity.store.webhook.WebhooksTable;
import com.flowex.identity.store.webhook.WebhooksTable.Following;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.Sealing;
import com.flowex.platform.database.Lease;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.ParallelMap;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.outbound.WebhookCalls;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Worker that calls the webhooks of users. Once a second it adds notices of fills and expired orders, and calls each
 * webhook that is due once. The first delivery of a webhook is tried again, longer apart each time, and dropped after
 * {@link WebhookCalls#ATTEMPTS_MAX} attempts. A webhook that fails {@link #FAILURES_MAX} times in a row is switched
 * off, and its owner gets a mail.
 */
public final class WebhookWorker implements AutoCloseable {

    /** Number of calls in a row that fail before a webhook is switched off: about ten hours. */
    public static final int FAILURES_MAX = 12;

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLAIM = Duration.ofMinutes(1);

    /** Longest possible wait, with a reserve. */
    private static final Duration PAUSE_MAX =
            WebhookCalls.pauseAfter(Integer.MAX_VALUE).plusHours(1);

    /** Age from which news of orders are left out, after a time in which a webhook was off. */
    private static final Duration NEWS_AGE_MAX = Duration.ofDays(1);

    /** Most webhooks of one tenant that are called in a turn, so that no tenant delays another's. */
    private static final int AT_ONCE_OF_TENANT = 8;

    private static final int THREADS = 8;
    private static final int PAGE = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Notice to the owner of a webhook that was switched off, in the same transaction. */
    @FunctionalInterface
    public interface OffNotice {
        void send(Transaction changing, User owner, String address, String why);
    }

    /** Sources of news of orders, tenants and users, and the notice to owners. */
    public record Sources(
            OrderNewsSource orders, Supplier<List<Integer>> tenants, UsersTable users, OffNotice offNotice) {}

    private final WebhooksTable table;
    private final NoticeDeliveriesTable deliveries;
    private final WebhookNotices notices;
    private final WebhookCalls calls;
    private final Sources sources;
    private final InstantSource clock;
    private final Lease lease;
    private final Worker worker;
    private final Counter accepted;
    private final Counter failed;
    private final TenantsWithReceivers tenants;

    public WebhookWorker(
            WebhooksTable table,
            NoticeDeliveriesTable deliveries,
            WebhookNotices notices,
            WebhookCalls calls,
            Sources sources,
            Platform platform) {
        this.table = table;
        this.deliveries = deliveries;
        this.notices = notices;
        this.calls = calls;
        this.sources = sources;
        this.clock = calls.clock();
        this.tenants = new TenantsWithReceivers(sources.tenants(), table::hasAny, clock);
        // The process that writes the view of trades knows the markets; the lease selects it among several.
        this.lease = platform.leases().of("trading");
        this.accepted = counter("accepted", platform.telemetry().registry());
        this.failed = counter("failed", platform.telemetry().registry());
        this.worker = platform.workers().atOnceAndEvery("webhooks", CHECK_INTERVAL, this::turn);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("flowex.webhook.calls")
                .description("Calls of the webhooks of users by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    public void start() {
        worker.start();
    }

    /** Records that a webhook of this tenant was added; one added in another process is seen within a minute. */
    public void added(int tenant) {
        tenants.added(tenant);
    }

    private void turn() throws InterruptedException {
        if (!lease.isOurs()) {
            return;
        }
        List<Claimed> due = new ArrayList<>();
        for (int tenant : tenants.current()) {
            if (!worker.isClosing()) {
                addOrders(tenant);
                due.addAll(deliveries.claim(tenant, CLAIM, PAUSE_MAX, AT_ONCE_OF_TENANT));
            }
        }
        if (!due.isEmpty()) {
            ParallelMap.each("webhook", Math.min(THREADS, due.size()), due, this::call);
        }
    }

    /** Adds notices of the fills and expired orders since the last turn. */
    private void addOrders(int tenant) {
        long after = 0;
        List<Following> page;
        do {
            page = table.following(tenant, after, PAGE);
            after = page.isEmpty() ? after : page.getLast().userId();
            Map<Long, Long> last = sources.orders()
                    .last(tenant, page.stream().map(Following::account).toList());
            page.stream()
                    .filter(each -> last.getOrDefault(each.account(), 0L) > each.reported())
                    .forEach(each -> addOrders(tenant, each));
        } while (page.size() == PAGE && !worker.isClosing());
    }

    private void addOrders(int tenant, Following webhook) {
        long since = (clock.instant().getEpochSecond() - NEWS_AGE_MAX.toSeconds()) * NANOS_PER_SECOND;
        OrderNewsSource.Behind news =
                sources.orders().behind(new AccountId(tenant, webhook.account()), webhook.reported(), since);
        List<OrderNotice> added = new ArrayList<>();
        add(added, NotificationEvent.FILL, news.filled());
        add(added, NotificationEvent.ORDER_EXPIRED, news.expired());
        deliveries.put(tenant, webhook, news.through(), added);
    }

    private void add(List<OrderNotice> added, NotificationEvent event, Orders orders) {
        if (orders.count() > 0) {
            added.add(new OrderNotice(event, notices.orders(event, orders)));
        }
    }

    /** @return true if the call was accepted */
    private boolean call(Claimed to) {
        Optional<Delivery> first = deliveries.first(to);
        if (first.isEmpty()) {
            deliveries.empty(to);
            return false;
        }
        Delivery delivery = first.get();
        String why = failure(to, delivery);
        if (why.isEmpty()) {
            accepted.increment();
            Turn turn = delivery.isTest() ? Turn.ON_AGAIN : Turn.NONE;
            deliveries.answered(to, delivery, new Answer("", 0, turn, true, Duration.ZERO));
            return true;
        }
        failed.increment();
        failed(to, delivery, why);
        return false;
    }

    private String failure(Claimed to, Delivery delivery) {
        try {
            byte[] body = WebhookNotices.numbered(deliveries.body(to, delivery), delivery.id());
            return calls.failure(delivery.id(), to.address(), deliveries.secret(to), body);
        } catch (Sealing.BrokenSealException e) {
            return WebhookCalls.reason(e);
        }
    }

    private void failed(Claimed to, Delivery delivery, String why) {
        int failures = to.failures() + 1;
        boolean isDone = delivery.isTest() || delivery.tries() + 1 >= WebhookCalls.ATTEMPTS_MAX;
        boolean ends = failures >= FAILURES_MAX;
        Answer answer =
                new Answer(why, failures, ends ? Turn.OFF : Turn.NONE, isDone, WebhookCalls.pauseAfter(to.failures()));
        if (!ends) {
            deliveries.answered(to, delivery, answer);
            return;
        }
        sources.users().holding(to.tenant(), to.userId(), (holding, owner) -> {
            if (NoticeDeliveriesTable.answered(holding, to, delivery, answer)) {
                sources.offNotice().send(holding, owner, to.address(), why);
            }
            return owner;
        });
    }

    @Override
    public void close() {
        worker.close();
    }
}
