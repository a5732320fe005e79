package com.flowex.risk;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.edge.Edge;
import com.flowex.edge.http.Routes;
import com.flowex.ground.Ground;
import com.flowex.ground.database.PersonRows;
import com.flowex.ground.sealing.KeyRing;
import com.flowex.risk.daily.DailyScores;
import com.flowex.risk.daily.MarketCaps;
import com.flowex.risk.daily.MarketDays;
import com.flowex.risk.daily.ScoreDays;
import com.flowex.risk.daily.ScoresSeen;
import com.flowex.risk.daily.WeightsTable;
import com.flowex.risk.run.OwnedAssets;
import com.flowex.risk.run.PortfolioRuns;
import com.flowex.risk.run.PortfolioWork;
import com.flowex.risk.run.ScenariosTable;
import com.flowex.risk.watch.AlertBrowsers;
import com.flowex.risk.watch.AlertHooks;
import com.flowex.risk.watch.AlertLetters;
import com.flowex.risk.watch.AlertMails;
import com.flowex.risk.watch.AlertPushes;
import com.flowex.risk.watch.AlertWork;
import com.flowex.risk.watch.AlertsTable;
import com.flowex.risk.watch.FiringsTable;
import com.flowex.risk.watch.HookSecrets;
import com.flowex.risk.watch.HooksTable;
import com.flowex.risk.watch.LostHooks;
import com.flowex.risk.watch.PushesTable;
import java.time.InstantSource;
import java.util.List;

/** Wiring of risk: the background computations, and the routes that read their stored results. */
public final class RiskService {

    private final Edge edge;
    private final Ground ground;
    private final KeyRing keys;
    private final DailyScores daily;
    private final PortfolioWork portfolios;
    private final AlertWork alerts;
    private final AlertMails mails;
    private final AlertPushes pushes;
    private final AlertHooks hooks;
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
            MarketDays days,
            MarketCaps caps,
            ScoresSeen seen,
            OwnedAssets owned,
            AlertLetters letters,
            AlertBrowsers browsers,
            AlertHooks.HookCall calls,
            Computations orders) {
        this.edge = edge;
        this.ground = edge.ground();
        this.keys = KeyRing.of(ground.settings().sealing().keys());
        InstantSource clock = InstantSource.system();
        WeightsTable weights = new WeightsTable(ground.database());
        ScoreDays scores = new ScoreDays(ground.database());
        this.daily = new DailyScores(directory, days, caps, weights, scores, seen, settings.historyDays(), clock);
        ScenariosTable scenarios = new ScenariosTable(ground.database());
        PortfolioRuns runs = new PortfolioRuns(ground.database());
        this.portfolios =
                new PortfolioWork(directory, days, owned, weights, scenarios, runs, settings.historyDays(), clock);
        HookSecrets secrets = new HookSecrets(keys);
        AlertsTable rules = new AlertsTable(ground.database(), secrets);
        FiringsTable firings = new FiringsTable(ground.database());
        this.alerts =
                new AlertWork(ground.database(), rules, firings, scores, portfolios, settings.historyDays(), clock);
        this.hooks = new AlertHooks(new HooksTable(ground.database()), secrets, calls, clock);
        this.mails = new AlertMails(firings, letters, clock);
        this.pushes = new AlertPushes(new PushesTable(ground.database()), browsers, clock);
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
     * @throws com.flowex.ground.settings.StartupException if the keys of sealed secrets are lost, and the settings do
     *     not allow them to be forgotten
     */
    public void start() {
        ground.database().migrate("risk");
        new LostHooks(ground.database(), keys.ids())
                .forgetOrRefuse(
                        edge.tenants().all().keySet(),
                        ground.settings().sealing().lost());
    }

    /** Returns the daily scoring task. */
    public DailyScores daily() {
        return daily;
    }

    /** Returns the task that analyses waiting portfolios. */
    public PortfolioWork portfolios() {
        return portfolios;
    }

    /** Returns the task that evaluates alerts. */
    public AlertWork alerts() {
        return alerts;
    }

    /** Returns the task that sends mails of fired alerts. */
    public AlertMails mails() {
        return mails;
    }

    /** Returns the task that pushes fired alerts to browsers. */
    public AlertPushes pushes() {
        return pushes;
    }

    /** Returns the task that calls webhooks of fired alerts. */
    public AlertHooks hooks() {
        return hooks;
    }

    /** Returns the rows that risk has of a person: their own portfolios and alerts, not those of a desk. */
    public static List<PersonRows> personRows() {
        return List.of(
                new PersonRows("portfolio_risks", PersonRows.Of.ACCOUNT, """
                SELECT id, state, wish::text AS wish, ordered_at, ended_at, result::text AS result FROM risk.portfolio_runs
                WHERE tenant_id = ? AND owner = ? AND wish ->> 'scope' = 'OWN' ORDER BY id"""),
                new PersonRows("risk_alerts", PersonRows.Of.ACCOUNT, """
                SELECT id, subject, asset, side, threshold, hysteresis, cool_down, mail, push, webhook, enabled, fired_at, made_at
                FROM risk.alerts WHERE tenant_id = ? AND owner = ? ORDER BY id"""),
                new PersonRows("risk_alert_firings", PersonRows.Of.ACCOUNT, """
                SELECT id, alert, subject, asset, side, threshold, value, fired_at, mail
                FROM risk.alert_firings WHERE tenant_id = ? AND owner = ? ORDER BY id"""));
    }

    /** Returns the deletions that erase a person from risk. */
    public static List<PersonRows> removals() {
        return List.of(
                removal("portfolio_risks", "DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ?::bigint"),
                removal("risk_alerts", "DELETE FROM risk.alerts WHERE tenant_id = ? AND owner = ?::bigint"),
                removal(
                        "risk_alert_firings",
                        "DELETE FROM risk.alert_firings WHERE tenant_id = ? AND owner = ?::bigint"));
    }

    private static PersonRows removal(String name, String sql) {
        return new PersonRows(name, PersonRows.Of.ACCOUNT, sql);
    }

    public Routes routes() {
        return routes;
    }
}
