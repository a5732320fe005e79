package com.flowex.risk;

import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
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
import com.flowex.risk.store.alert.PushDeliveriesTable;
import com.flowex.risk.store.alert.WebhookDeliveriesTable;
import java.time.InstantSource;

/** Background computations of risk, which tasks run; the routes read their stored results. */
public final class RiskComputations {

    private final DailyScoring daily;
    private final PortfolioAnalyzer portfolios;
    private final AlertEvaluator alerts;
    private final AlertMailDelivery mails;
    private final AlertPushDelivery pushes;
    private final AlertWebhookDelivery hooks;

    /**
     * Wires the computations.
     *
     * @param directory listed assets and markets
     * @param owned holdings of accounts
     * @param seen listener for each day's scores
     * @param letters mail sender of alerts
     * @param browsers push sender of alerts
     * @param calls HTTP client for webhooks
     */
    public RiskComputations(
            Platform ground,
            RiskTables tables,
            RiskSettings settings,
            InstrumentDirectory directory,
            MarketHistory days,
            MarketCaps caps,
            ScoreListener seen,
            HoldingsSource owned,
            AlertMailSender letters,
            BrowserPushSender browsers,
            AlertWebhookDelivery.WebhookClient calls) {
        InstantSource clock = InstantSource.system();
        this.daily = new DailyScoring(
                directory, days, caps, tables.weights(), tables.scores(), seen, settings.historyDays(), clock);
        this.portfolios = new PortfolioAnalyzer(
                directory,
                days,
                owned,
                tables.weights(),
                tables.scenarios(),
                tables.runs(),
                settings.historyDays(),
                clock);
        this.alerts = new AlertEvaluator(
                ground.database(),
                tables.rules(),
                tables.firings(),
                tables.scores(),
                portfolios,
                settings.historyDays(),
                clock);
        this.hooks =
                new AlertWebhookDelivery(new WebhookDeliveriesTable(ground.database()), tables.secrets(), calls, clock);
        this.mails = new AlertMailDelivery(tables.firings(), letters, clock);
        this.pushes = new AlertPushDelivery(new PushDeliveriesTable(ground.database()), browsers, clock);
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
}
