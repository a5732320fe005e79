package com.flowex.risk;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.risk.api.AlertRoutes;
import com.flowex.risk.api.ComputationRoutes;
import com.flowex.risk.api.PortfolioRoutes;
import com.flowex.risk.api.ScenarioRoutes;
import com.flowex.risk.api.ScoreRoutes;
import com.flowex.risk.api.WeightsRoutes;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.daily.DailyScoring;
import com.flowex.risk.app.daily.MarketCaps;
import com.flowex.risk.app.daily.MarketHistory;
import com.flowex.risk.app.daily.ScoreListener;
import com.flowex.risk.app.run.HoldingsSource;
import com.flowex.risk.app.run.PortfolioAnalyzer;
import com.flowex.risk.app.watch.AlertEvaluator;
import com.flowex.risk.app.watch.AlertMailDelivery;
import com.flowex.risk.app.watch.AlertMailSender;
import com.flowex.risk.app.watch.AlertPushDelivery;
import com.flowex.risk.app.watch.AlertWebhookDelivery;
import com.flowex.risk.app.watch.BrowserPushSender;
import com.flowex.risk.store.alert.AlertsTable;
import com.flowex.risk.store.alert.FiringsTable;
import com.flowex.risk.store.alert.LostWebhookKeys;
import com.flowex.risk.store.alert.PushDeliveriesTable;
import com.flowex.risk.store.alert.WebhookDeliveriesTable;
import com.flowex.risk.store.alert.WebhookSecrets;
import com.flowex.risk.store.portfolio.PortfolioRunsTable;
import com.flowex.risk.store.portfolio.ScenariosTable;
import com.flowex.risk.store.score.DailyScoresTable;
import com.flowex.risk.store.score.ScoreWeightsTable;
import java.time.InstantSource;

/** Wiring of risk: the background computations, and the routes that read their stored results. */
public final class RiskService {

    private final Edge edge;
    private final Platform ground;
    private final KeyRing keys;
    private final DailyScoring daily;
    private final PortfolioAnalyzer portfolios;
    private final AlertEvaluator alerts;
    private final AlertMailDelivery mails;
    private final AlertPushDelivery pushes;
    private final AlertWebhookDelivery hooks;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param directory listed assets and markets
     * @param owned holdings of accounts
     * @param seen listener for each day's scores
     * @param letters mail sender of alerts
     * @param browsers push sender of alerts
     * @param calls HTTP client for webhooks
     * @param orders queue of computations
     */
    public RiskService(
            Edge edge,
            RiskSettings settings,
            InstrumentDirectory directory,
            MarketHistory days,
            MarketCaps caps,
            ScoreListener seen,
            HoldingsSource owned,
            AlertMailSender letters,
            BrowserPushSender browsers,
            AlertWebhookDelivery.WebhookClient calls,
            RiskTaskQueue orders) {
        this.edge = edge;
        this.ground = edge.ground();
        this.keys = KeyRing.of(ground.settings().sealing().keys());
        InstantSource clock = InstantSource.system();
        ScoreWeightsTable weights = new ScoreWeightsTable(ground.database());
        DailyScoresTable scores = new DailyScoresTable(ground.database());
        this.daily = new DailyScoring(directory, days, caps, weights, scores, seen, settings.historyDays(), clock);
        ScenariosTable scenarios = new ScenariosTable(ground.database());
        PortfolioRunsTable runs = new PortfolioRunsTable(ground.database());
        this.portfolios =
                new PortfolioAnalyzer(directory, days, owned, weights, scenarios, runs, settings.historyDays(), clock);
        WebhookSecrets secrets = new WebhookSecrets(keys);
        AlertsTable rules = new AlertsTable(ground.database(), secrets);
        FiringsTable firings = new FiringsTable(ground.database());
        this.alerts = new AlertEvaluator(
                ground.database(), rules, firings, scores, portfolios, settings.historyDays(), clock);
        this.hooks = new AlertWebhookDelivery(new WebhookDeliveriesTable(ground.database()), secrets, calls, clock);
        this.mails = new AlertMailDelivery(firings, letters, clock);
        this.pushes = new AlertPushDelivery(new PushDeliveriesTable(ground.database()), browsers, clock);
        this.routes = new Routes()
                .addAll(new AlertRoutes(rules, firings, directory, clock).routes())
                .addAll(new ScenarioRoutes(scenarios, clock).routes())
                .addAll(new PortfolioRoutes(runs, orders, clock).routes())
                .addAll(new ScoreRoutes(directory, scores, clock).routes())
                .addAll(new WeightsRoutes(directory, weights, clock).routes())
                .addAll(new ComputationRoutes(orders).routes());
    }

    /**
     * Brings the schema up to date.
     *
     * @throws com.flowex.platform.settings.StartupException if the keys of sealed secrets are lost, and the settings do
     *     not allow them to be forgotten
     */
    public void start() {
        ground.database().migrate("risk");
        new LostWebhookKeys(ground.database(), keys.ids())
                .forgetOrRefuse(
                        edge.tenants().all().keySet(),
                        ground.settings().sealing().lost());
    }

    /** Returns the daily scoring task. */
    public DailyScoring daily() {
        return daily;
    }

    /** Returns the task that analyses waiting portfolios. */
    public PortfolioAnalyzer portfolios() {
        return portfolios;
    }

    /** Returns the task that evaluates alerts. */
    public AlertEvaluator alerts() {
        return alerts;
    }

    /** Returns the task that sends mails of fired alerts. */
    public AlertMailDelivery mails() {
        return mails;
    }

    /** Returns the task that pushes fired alerts to browsers. */
    public AlertPushDelivery pushes() {
        return pushes;
    }

    /** Returns the task that calls webhooks of fired alerts. */
    public AlertWebhookDelivery hooks() {
        return hooks;
    }

    public Routes routes() {
        return routes;
    }
}
