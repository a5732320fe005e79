package com.flowex.risk;

import com.flowex.access.Edge;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.database.Database;
import com.flowex.platform.outbound.WebhookSecrets;
import com.flowex.risk.store.alert.AlertsTable;
import com.flowex.risk.store.alert.FiringsTable;
import com.flowex.risk.store.alert.LostWebhookKeys;
import com.flowex.risk.store.portfolio.PortfolioRunsTable;
import com.flowex.risk.store.portfolio.ScenariosTable;
import com.flowex.risk.store.score.DailyScoresTable;
import com.flowex.risk.store.score.ScoreWeightsTable;

/** Tables of risk, in every process that answers requests about risk or computes it. */
public final class RiskTables {

    private final Edge edge;
    private final KeyRing keys;
    private final WebhookSecrets secrets;
    private final ScoreWeightsTable weights;
    private final DailyScoresTable scores;
    private final ScenariosTable scenarios;
    private final PortfolioRunsTable runs;
    private final AlertsTable rules;
    private final FiringsTable firings;

    public RiskTables(Edge edge) {
        this.edge = edge;
        Database database = edge.platform().database();
        this.keys = KeyRing.of(edge.platform().settings().sealing().keys());
        this.secrets = new WebhookSecrets(keys, "risk.alerts.secret");
        this.weights = new ScoreWeightsTable(database);
        this.scores = new DailyScoresTable(database);
        this.scenarios = new ScenariosTable(database);
        this.runs = new PortfolioRunsTable(database);
        this.rules = new AlertsTable(database, secrets);
        this.firings = new FiringsTable(database);
    }

    /**
     * Brings the schema up to date.
     *
     * @throws com.flowex.platform.settings.StartupException if the keys of sealed secrets are lost, and the settings do
     *     not allow them to be forgotten
     */
    public void start() {
        Platform platform = edge.platform();
        platform.database().migrate("risk");
        new LostWebhookKeys(platform.database(), keys.ids())
                .forgetOrRefuse(
                        edge.tenants().all().keySet(),
                        platform.settings().sealing().lost());
    }

    Database database() {
        return edge.platform().database();
    }

    WebhookSecrets secrets() {
        return secrets;
    }

    ScoreWeightsTable weights() {
        return weights;
    }

    DailyScoresTable scores() {
        return scores;
    }

    ScenariosTable scenarios() {
        return scenarios;
    }

    PortfolioRunsTable runs() {
        return runs;
    }

    AlertsTable rules() {
        return rules;
    }

    FiringsTable firings() {
        return firings;
    }
}
