package com.flowex.app.wiring;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityService;
import com.flowex.identity.app.push.BrowserNotifier;
import com.flowex.listings.ListingsService;
import com.flowex.marketdata.store.DailyMarketHistory;
import com.flowex.operations.OperationsService;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.app.TaskStep;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.outbound.HttpsPost;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.risk.RiskService;
import com.flowex.risk.RiskSettings;
import com.flowex.risk.SurveillanceService;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.judging.SurveillanceLog;
import com.flowex.risk.app.watch.BrowserPushSender;
import com.flowex.wallet.store.balance.AggregateBalanceQueries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tasks of risk and of surveillance, so that neither depends on the task service. */
record RiskTasks(RiskService risk, SurveillanceService cases) {

    private static final int ATTEMPTS_MAX = 5;
    private static final Duration CALL_LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * Wires the tasks.
     *
     * @param coins source of assets' prices; it also shows their risk
     * @param identity sends messages to the owners of alerts
     * @param queue returns the service with the task queue, once everything is wired
     * @param tails readers of the log, for surveillance
     * @param shown a view of the log
     */
    static RiskTasks of(
            Edge edge,
            RiskSettings settings,
            OrderEntryService desk,
            ListingsService coins,
            IdentityService identity,
            Supplier<OperationsService> queue,
            TailFactory tails,
            View<?> shown) {
        DailyMarketHistory candles = new DailyMarketHistory(edge.ground().database());
        RiskService risk = new RiskService(
                edge,
                settings,
                desk.listed(),
                new RiskMarkets(candles, InstantSource.system()),
                ListingTasks.caps(coins),
                (tenant, run, scores) -> coins.risks().take(tenant, run.day(), run.endedAt(), scores),
                new RiskHoldings(new AggregateBalanceQueries(edge.ground().database()), desk.listed()),
                (tenant, account, subject, text) ->
                        identity.accountLetters().write(new AccountId(tenant, account), subject, text),
                (tenant, account, note, known) -> tell(identity, new AccountId(tenant, account), note, known),
                HttpsPost.toPublic(CALL_LONGEST)::send,
                new Orders(() -> queue.get().queue()));
        SurveillanceLog log = new SurveillanceLog(tails, shown.progress()::applied, shown::place, () -> queue.get()
                .scheduled(TaskKindNames.SURVEILLANCE));
        return new RiskTasks(risk, SurveillanceTasks.service(edge, settings, desk, log, identity));
    }

    private static BrowserPushSender.Told tell(
            IdentityService identity, AccountId account, Map<String, Object> note, Set<String> known)
            throws InterruptedException {
        OptionalLong user = identity.decidedRestrictions().owner(account);
        if (user.isEmpty()) {
            return new BrowserPushSender.Told(0, Set.of(), List.of());
        }
        BrowserNotifier.Told told = identity.browserNotes().tell(account.tenant(), user.getAsLong(), note, known);
        return new BrowserPushSender.Told(told.browsers(), told.taken(), told.failures());
    }

    /** Brings the schema up to date. */
    void start() {
        risk.start();
    }

    Routes routes() {
        return new Routes().addAll(risk.routes()).addAll(cases.routes());
    }

    /** Returns all task kinds. */
    List<TaskKind> kinds() {
        return Stream.concat(ofRisk().stream(), SurveillanceTasks.kinds(cases).stream())
                .toList();
    }

    /**
     * Returns the task kinds of risk: scores daily after midnight UTC, when the day is over; portfolios on request;
     * alerts every five minutes.
     */
    private List<TaskKind> ofRisk() {
        return List.of(
                new TaskKind(
                        TaskKindNames.DAILY_RISK,
                        TaskKind.Whose.TENANT,
                        List.of(TaskStep.of("scores", LONGEST, task -> risk.daily()
                                .run(task.tenant(), task.wanted(), task::progress))),
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

    private record Orders(Supplier<TaskQueue> queue) implements RiskTaskQueue {

        @Override
        public Ordered scores(int tenant, String by) {
            return order(tenant, TaskKindNames.DAILY_RISK, by);
        }

        @Override
        public Ordered portfolios(int tenant, String by) {
            return order(tenant, TaskKindNames.PORTFOLIO_RISK, by);
        }

        private Ordered order(int tenant, String kind, String by) {
            Task task = queue.get()
                    .order(new TaskRequest(
                            tenant,
                            kind,
                            Task.PRIORITY_DEFAULT,
                            null,
                            queue.get().now(),
                            by));
            return new Ordered(Long.toString(task.id()), task.state().word());
        }
    }
}
