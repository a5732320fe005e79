package com.flowex.wallet.api.reconcile;

import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.wallet.app.reconcile.Reconciliation;
import com.flowex.wallet.store.reconcile.ReconciliationResult;
import java.util.List;
import java.util.Locale;

/** The functions of {@link ReconciliationRoutes} at the command line: {@code ./flowex reconcile}. */
public final class ReconcileCommand implements OperatorCommand {

    private final Reconciliation reconciliation;
    private final InstrumentDirectory directory;

    public ReconcileCommand(Reconciliation reconciliation, InstrumentDirectory directory) {
        this.reconciliation = reconciliation;
        this.directory = directory;
    }

    /** @param arguments the code of an asset; empty for all of the tenant */
    @Override
    public Reply answer(int tenant, List<String> arguments) {
        List<ReconciliationResult> findings = arguments.isEmpty()
                ? reconciliation.run(tenant)
                : reconciliation.of(directory.namedAsset(tenant, arguments.getFirst()));
        if (findings.isEmpty()) {
            return Reply.done("nothing of tenant " + tenant + " moves over a chain");
        }
        boolean isSound =
                findings.stream().map(ReconciliationResult::verdict).allMatch(ReconciliationResult.Verdict::isSound);
        return new Reply(
                isSound, String.join("\n", findings.stream().map(this::line).toList()));
    }

    private String line(ReconciliationResult finding) {
        return "%s on %s: %s, %s on the chain, %s expected%s"
                .formatted(
                        directory.asset(finding.asset()).code(),
                        finding.network(),
                        finding.verdict().name().toLowerCase(Locale.ROOT),
                        finding.chainUnits(),
                        finding.expectedUnits(),
                        finding.detail().isEmpty() ? "" : ": " + finding.detail());
    }
}
