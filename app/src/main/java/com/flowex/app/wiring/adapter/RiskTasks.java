package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.app.push.BrowserNotifier;
import com.flowex.identity.store.notification.NotificationChannel;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.listings.CoinData;
import com.flowex.marketdata.store.DailyMarketHistory;
import com.flowex.marketdata.store.TradeRanges;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskStep;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.outbound.HttpsPost;
import com.flowex.platform.outbound.WebhookClient;
import com.flowex.risk.RiskComputations;
import com.flowex.risk.RiskSettings;
import com.flowex.risk.RiskTables;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.watch.AlertChannels;
import com.flowex.risk.app.watch.BrowserPushSender;
import com.flowex.risk.app.watch.PriceAlertFollower;
import com.flowex.wallet.store.balance.AggregateBalanceQueries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Tasks of risk, so that it does not depend on the task service. */
public record RiskTasks(RiskComputations risk) {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration CALL_LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * Wires the computations.
     *
     * @param coins source of assets' prices; it also takes their risk
     */
    public static RiskTasks of(
            Platform platform,
            RiskTables tables,
            RiskSettings settings,
            InstrumentDirectory listed,
            CoinData coins,
            AlertChannels channels) {
        DailyMarketHistory candles = new DailyMarketHistory(platform.database());
        return new RiskTasks(new RiskComputations(
                tables,
                settings,
                new PricedMarkets(listed, new RiskMarkets(candles, InstantSource.system()), ListingTasks.caps(coins)),
                (tenant, run, scores) -> coins.risks().take(tenant, run.day(), run.endedAt(), scores),
                new RiskHoldings(new AggregateBalanceQueries(platform.database()), listed),
                channels));
    }

    /**
     * Returns the channels of alerts.
     *
     * @param identity owners of alerts
     * @param browsers sender of notifications to their browsers
     */
    public static AlertChannels channels(IdentityAccess identity, BrowserNotifier browsers) {
        return new AlertChannels(
                (tenant, account, subject, text) -> identity.accountLetters()
                        .write(new AccountId(tenant, account), NotificationEvent.PRICE_ALERT, subject, text),
                (tenant, account, note, known) ->
                        report(identity, browsers, new AccountId(tenant, account), note, known),
                webhookClient(),
                (tenant, account) -> wantsWebhook(identity, tenant, account));
    }

    /** Returns the client that calls webhooks, of alerts and of users; it reaches public addresses only. */
    public static WebhookClient webhookClient() {
        return HttpsPost.toPublic(CALL_LONGEST)::send;
    }

    /** Creates the follower of trades that evaluates price alerts. */
    public PriceAlertFollower prices(Platform platform, InstrumentDirectory listed) {
        return risk.prices(new RiskPrices(new TradeRanges(platform.database()), listed));
    }

    /** Returns the queue of computations, which tasks are. */
    public static RiskTaskQueue queue(TaskSubmitter tasks) {
        return new Orders(tasks);
    }

    private static boolean wantsWebhook(IdentityAccess identity, int tenant, long account) {
        OptionalLong user = account == 0
                ? OptionalLong.empty()
                : identity.decidedRestrictions().owner(new AccountId(tenant, account));
        return user.isEmpty()
                || identity.notifications()
                        .wants(tenant, user.getAsLong(), NotificationEvent.PRICE_ALERT, NotificationChannel.WEBHOOK);
    }

    private static BrowserPushSender.PushResult report(
            IdentityAccess identity,
            BrowserNotifier browsers,
            AccountId account,
            Map<String, Object> note,
            Set<String> known)
            throws InterruptedException {
        OptionalLong user = identity.decidedRestrictions().owner(account);
        if (user.isEmpty()) {
            return new BrowserPushSender.PushResult(0, Set.of(), List.of());
        }
        BrowserNotifier.NotificationResult result =
                browsers.report(account.tenant(), user.getAsLong(), NotificationEvent.PRICE_ALERT, note, known);
        return new BrowserPushSender.PushResult(result.browsers(), result.taken(), result.failures());
    }

    /**
     * Returns the task kinds of risk: scores daily after midnight UTC, when the day is over; portfolios on request;
     * alerts every five minutes, and price alerts as trades arrive ({@link PriceAlertWorker}).
     */
    public List<TaskKind> kinds() {
        return List.of(
                new TaskKind(
                        TaskKindNames.DAILY_RISK,
                        TaskKind.Whose.TENANT,
                        List.of(TaskStep.of("scores", LONGEST, task -> risk.daily()
                                .run(task.tenant(), task.requestedFor(), task::progress))),
                        ATTEMPTS_MAX,
                        Optional.of("25 0 * * *")),
                new TaskKind(
                        TaskKindNames.PORTFOLIO_RISK,
                        TaskKind.Whose.TENANT,
                        List.of(TaskStep.of(
                                "portfolios", LONGEST, task -> risk.portfolios().run(task.tenant(), task::progress))),
                        ATTEMPTS_MAX,
                        Optional.empty()),
                alerts());
    }

    /** Returns the task kind of alerts. Mails of earlier alerts go out even if the evaluation fails. */
    private TaskKind alerts() {
        return new TaskKind(
                TaskKindNames.RISK_ALERTS,
                TaskKind.Whose.TENANT,
                List.of(
                        TaskStep.of("look", LONGEST, task -> risk.alerts().run(task.tenant(), task::progress)),
                        TaskStep.of("mails", LONGEST, task -> risk.mails().run(task.tenant(), task::progress)),
                        TaskStep.of("pushes", LONGEST, task -> risk.pushes().run(task.tenant(), task::progress)),
                        TaskStep.of("webhooks", LONGEST, task -> risk.hooks().run(task.tenant(), task::progress))),
                ATTEMPTS_MAX,
                Optional.of("*/5 * * * *"));
    }

    private record Orders(TaskSubmitter tasks) implements RiskTaskQueue {

        @Override
        public Ordered scores(int tenant, String by) {
            return order(tenant, TaskKindNames.DAILY_RISK, by);
        }

        @Override
        public Ordered portfolios(int tenant, String by) {
            return order(tenant, TaskKindNames.PORTFOLIO_RISK, by);
        }

        private Ordered order(int tenant, String kind, String by) {
            Task task = tasks.order(new TaskRequest(tenant, kind, Task.PRIORITY_DEFAULT, null, tasks.now(), by));
            return new Ordered(Long.toString(task.id()), task.state().word());
        }
    }
}
