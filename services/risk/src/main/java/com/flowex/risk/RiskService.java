package com.flowex.risk;

import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.risk.api.AlertRoutes;
import com.flowex.risk.api.ComputationRoutes;
import com.flowex.risk.api.PortfolioRoutes;
import com.flowex.risk.api.ScenarioRoutes;
import com.flowex.risk.api.ScoreRoutes;
import com.flowex.risk.api.WeightsRoutes;
import com.flowex.risk.app.RiskTaskQueue;
import java.time.InstantSource;

/** Wiring of risk: the routes that read the stored results of the background computations. */
public final class RiskService {

    private final Routes routes;

    /**
     * Wires the service.
     *
     * @param directory listed assets and markets
     * @param orders queue of computations
     */
    public RiskService(RiskTables tables, InstrumentDirectory directory, RiskTaskQueue orders) {
        InstantSource clock = InstantSource.system();
        this.routes = new Routes()
                .addAll(new AlertRoutes(tables.rules(), tables.firings(), directory, clock).routes())
                .addAll(new ScenarioRoutes(tables.scenarios(), clock).routes())
                .addAll(new PortfolioRoutes(tables.runs(), orders, clock).routes())
                .addAll(new ScoreRoutes(directory, tables.scores(), clock).routes())
                .addAll(new WeightsRoutes(directory, tables.weights(), clock).routes())
                .addAll(new ComputationRoutes(orders).routes());
    }

    public Routes routes() {
        return routes;
    }
}
