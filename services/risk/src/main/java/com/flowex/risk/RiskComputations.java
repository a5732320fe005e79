package com.flowex.risk;

import com.flowex.platform.database.Database;
import com.flowex.platform.outbound.WebhookCalls;
import com.flowex.risk.app.daily.DailyScoring;
import com.flowex.risk.app.daily.PricedMarkets;
import com.flowex.risk.app.daily.ScoreListener;
import com.flowex.risk.app.run.HoldingsSource;
import com.flowex.risk.app.run.PortfolioAnalyzer;
import com.flowex.risk.app.run.PortfolioReporter;
import com.flowex.risk.app.watch.AlertChannels;
import com.flowex.risk.app.watch.AlertEvaluator;
import com.flowex.risk.app.watch.AlertMailDelivery;
import com.flowex.risk.app.watch.AlertPushDelivery;
import com.flowex.risk.app.watch.AlertSources;
import com.flowex.risk.app.watch.AlertWebhookDelivery;
import com.flowex.risk.app.watch.PriceAlertFollower;
import com.flowex.risk.app.watch.PriceSource;
import com.flowex.risk.store.alert.PriceAlertsTable;
import com.flowex.risk.store.alert.PushDeliveriesTable;
import com.flowex.risk.store.alert.WebhookDeliveriesTable;
import java.time.InstantSource;

/** Background computations of risk, which tasks run; the routes read their stored results. */
public final class RiskComputations {

    private final InstantSource clock = InstantSource.system();
    private final RiskTables tables;
    private final DailyScoring daily;
    private final PortfolioAnalyzer portfolios;
    private final AlertEvaluator alerts;
    private final AlertMailDelivery mails;
    private final AlertPushDelivery pushes;
    private final AlertWebhookDelivery hooks;

    /**
     * Wires the computations.
     *
     * @param listener listener for each day's scores
     * @param owned holdings of accounts
     */
    public RiskComputations(
            RiskTables tables,
            RiskSettings settings,
            PricedMarkets priced,
            ScoreListener listener,
            HoldingsSource owned,
            AlertChannels channels) {
        this.tables = tables;
        Database database = tables.database();
        int retentionDays = settings.historyDays();
        this.daily = new DailyScoring(priced, tables.weights(), tables.scores(), listener, retentionDays, clock);
        PortfolioReporter reporter = new PortfolioReporter(priced, owned, tables.weights(), tables.scenarios(), clock);
        this.portfolios = new PortfolioAnalyzer(reporter, tables.runs(), retentionDays, clock);
        this.alerts = new AlertEvaluator(
                database,
                tables.rules(),
                tables.firings(),
                new AlertSources(tables.scores(), reporter),
                retentionDays,
                clock);
        this.hooks = new AlertWebhookDelivery(
                new WebhookDeliveriesTable(database),
                tables.secrets(),
                new WebhookCalls(channels.webhooks(), clock),
                channels.webhookChoice(),
                clock);
        this.mails = new AlertMailDelivery(tables.firings(), channels.mails(), clock);
        this.pushes = new AlertPushDelivery(new PushDeliveriesTable(database), channels.pushes(), clock);
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

    /** Creates the follower of trades that evaluates price alerts. */
    public PriceAlertFollower prices(PriceSource trades) {
        Database database = tables.database();
        return new PriceAlertFollower(database, new PriceAlertsTable(database), tables.weights(), trades, clock);
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
}
