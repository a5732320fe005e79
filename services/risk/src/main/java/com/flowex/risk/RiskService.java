package com.flowex.risk;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.edge.Edge;
import com.flowex.edge.http.Routes;
import com.flowex.ground.Ground;
import com.flowex.risk.daily.DailyScores;
import com.flowex.risk.daily.MarketCaps;
import com.flowex.risk.daily.MarketDays;
import com.flowex.risk.daily.ScoreDays;
import com.flowex.risk.daily.WeightsTable;
import java.time.InstantSource;

/** Wires what computes risk in the background, and the pages that read what it has stored. */
public final class RiskService {

    private final Ground ground;
    private final DailyScores daily;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param directory what is listed
     * @param orders where computations are ordered
     */
    public RiskService(
            Edge edge,
            RiskSettings settings,
            InstrumentDirectory directory,
            MarketDays days,
            MarketCaps caps,
            Computations orders) {
        this.ground = edge.ground();
        InstantSource clock = InstantSource.system();
        WeightsTable weights = new WeightsTable(ground.database());
        ScoreDays scores = new ScoreDays(ground.database());
        this.daily = new DailyScores(directory, days, caps, weights, scores, settings.historyDays(), clock);
        this.routes = new Routes()
                .addAll(new ScoreRoutes(directory, scores, clock).routes())
                .addAll(new WeightsRoutes(directory, weights, clock).routes())
                .addAll(new ComputationRoutes(orders).routes());
    }

    /** Brings the schema up to date. */
    public void start() {
        ground.database().migrate("risk");
    }

    /** What the daily task does. */
    public DailyScores daily() {
        return daily;
    }

    public Routes routes() {
        return routes;
    }
}
