package com.flowex.risk;

import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.risk.api.AlertRoutes;
import com.flowex.risk.api.ComputationRoutes;
import com.flowex.risk.api.PortfolioRoutes;
import com.flowex.risk.api.ScenarioRoutes;
import com.flowex.risk.api.ScoreRoutes;
import com.flowex.risk.api.WeightsRoutes;
import com.flowex.risk.app.RiskTaskQueue;
import com.flowex.risk.app.alert.AlertRule;
import com.flowex.risk.app.alert.AlertSide;
import com.flowex.risk.app.alert.AlertSubject;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import com.flowex.risk.store.alert.Alert;
import com.flowex.risk.store.alert.AlertsTable;
import com.flowex.risk.store.portfolio.PortfolioRunsTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Wiring of risk: the routes that read the stored results of the background computations. */
public final class RiskService {

    private final InstantSource clock = InstantSource.system();
    private final PortfolioRunsTable runs;
    private final AlertsTable rules;
    private final Routes routes;

    /**
     * Wires the service.
     *
     * @param directory listed assets and markets
     * @param orders queue of computations
     */
    public RiskService(RiskTables tables, InstrumentDirectory directory, RiskTaskQueue orders) {
        this.runs = tables.runs();
        this.rules = tables.rules();
        this.routes = new Routes()
                .addAll(new AlertRoutes(tables.rules(), tables.firings(), directory, clock).routes())
                .addAll(new ScenarioRoutes(tables.scenarios(), clock).routes())
                .addAll(new PortfolioRoutes(tables.runs(), orders, clock).routes())
                .addAll(new ScoreRoutes(directory, tables.scores(), clock).routes())
                .addAll(new WeightsRoutes(directory, tables.weights(), clock).routes())
                .addAll(new ComputationRoutes(orders).routes());
    }

    /**
     * Gives an account that has neither a portfolio and an alert as examples, so that the pages of a demo are not empty.
     * The task that analyses waiting portfolios computes the first one.
     */
    public void addExamples(AccountId account) {
        int tenant = account.tenant();
        long owner = account.number();
        if (!runs.page(tenant, owner, Long.MAX_VALUE, 1).isEmpty()
                || !rules.page(tenant, owner, Long.MAX_VALUE, 1).isEmpty()) {
            return;
        }
        PortfolioRequest own = new PortfolioRequest(PortfolioRequest.Scope.OWN, List.of(owner), 0.99, 1, 20_000);
        AlertRule high = new AlertRule(
                AlertSubject.SCORE,
                "BTC",
                AlertSide.ABOVE,
                BigDecimal.valueOf(80),
                BigDecimal.valueOf(5),
                Duration.ofDays(1));
        runs.order(tenant, owner, own, clock.instant());
        rules.add(
                tenant,
                owner,
                new Alert.AlertSettings(high, owner, List.of(), false, false, "", true),
                clock.instant());
    }

    public Routes routes() {
        return routes;
    }
}
