package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.wiring.adapter.RiskTasks;
import com.flowex.app.wiring.adapter.SurveillanceTasks;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.risk.RiskService;
import com.flowex.risk.SurveillanceService;

/** Risk: stored results of computations and cases of surveillance. Tasks compute them, where operations run. */
final class RiskModule implements ServiceModule {

    private final RiskService risk;
    private final SurveillanceService cases;

    RiskModule(ProcessReaders readers) {
        InstrumentDirectory listed = readers.orderEntry().listed();
        this.risk = new RiskService(readers.risk(), listed, RiskTasks.queue(readers.tasks()));
        this.cases = new SurveillanceService(
                readers.edge(),
                listed,
                SurveillanceTasks.log(readers.tails(), readers.trading(), readers.tasks(), readers.access()),
                SurveillanceTasks.people(readers.access(), readers.p2p().restrictions()));
    }

    /** Gives a demo's account examples of a portfolio and an alert, if it has neither. */
    void addExamples(AccountId account) {
        risk.addExamples(account);
    }

    @Override
    public Routes routes() {
        return new Routes().addAll(risk.routes()).addAll(cases.routes());
    }
}
