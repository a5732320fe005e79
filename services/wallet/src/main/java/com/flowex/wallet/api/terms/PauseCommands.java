package com.flowex.wallet.api.terms;

import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.MoneyFlow;
import com.flowex.wallet.store.terms.PauseStore;
import com.flowex.wallet.store.terms.PausesTable;
import java.util.List;
import java.util.Map;

/** The functions of {@link PauseRoutes} at the command line: {@code ./flowex pauses}. */
public final class PauseCommands {

    private final PauseStore pauses;
    private final InstrumentDirectory directory;
    private final CustodyConnections vault;

    public PauseCommands(PauseStore pauses, InstrumentDirectory directory, CustodyConnections vault) {
        this.pauses = pauses;
        this.directory = directory;
        this.vault = vault;
    }

    public Map<String, OperatorCommand> commands() {
        return Map.of(
                "pauses list", (tenant, _) -> list(tenant),
                "pauses set", this::set,
                "pauses lift", this::lift);
    }

    private Reply list(int tenant) {
        return shown(pauses.all(tenant));
    }

    private Reply shown(List<PausesTable.Pause> all) {
        List<String> lines = all.stream()
                .map(pause -> "%s of %s on %s since %s: %s"
                        .formatted(
                                pause.flow().word(),
                                directory.asset(pause.asset()).code(),
                                pause.network().isEmpty() ? "all networks" : pause.network(),
                                pause.setAt(),
                                pause.reason()))
                .toList();
        return Reply.done(lines.isEmpty() ? "nothing is paused" : String.join("\n", lines));
    }

    /** @param arguments asset, flow, network, reason; an empty network stands for all */
    private Reply set(int tenant, List<String> arguments) {
        Fields fields = new Fields();
        MoneyFlow flow = fields.oneOf("flow", arguments.get(1), MoneyFlow.class);
        String reason = fields.name("reason", arguments.get(3), PauseRoutes.REASON_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(tenant, arguments.getFirst());
        String network = network(asset, arguments.get(2));
        return shown(pauses.set(asset, network, flow, reason, OperatorCommand.OPERATOR_USER));
    }

    /** @param arguments asset, network, flow; an empty network stands for the pause of all */
    private Reply lift(int tenant, List<String> arguments) {
        Fields fields = new Fields();
        MoneyFlow flow = fields.oneOf("flow", arguments.get(2), MoneyFlow.class);
        fields.check();
        Asset asset = directory.namedAsset(tenant, arguments.getFirst());
        String network = network(asset, arguments.get(1));
        return shown(pauses.lift(asset, network, flow).orElseThrow(() -> Refusal.notFound("there is no such pause")));
    }

    private String network(Asset asset, String named) {
        return named.isEmpty()
                ? PausesTable.EVERYWHERE
                : vault.named(asset, named).scheme().network().code();
    }
}
