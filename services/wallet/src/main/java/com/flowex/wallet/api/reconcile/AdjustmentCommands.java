package com.flowex.wallet.api.reconcile;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.wallet.app.reconcile.Adjustments;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.reconcile.Adjustment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@link AdjustmentRoutes} at the command line: {@code ./flowex adjustments}. An operator proposes;
 * approval is left to an administrator, so that two people are needed here, too.
 */
public final class AdjustmentCommands {

    private final Adjustments adjustments;
    private final InstrumentDirectory directory;

    public AdjustmentCommands(Adjustments adjustments, InstrumentDirectory directory) {
        this.adjustments = adjustments;
        this.directory = directory;
    }

    public Map<String, OperatorCommand> commands() {
        return Map.of(
                "adjustments list", (tenant, _) -> list(tenant),
                "adjustments propose", this::propose,
                "adjustments reject", (tenant, arguments) -> reject(tenant, arguments.getFirst()));
    }

    private Reply list(int tenant) {
        List<String> lines = adjustments.all(tenant).stream().map(this::line).toList();
        return Reply.done(lines.isEmpty() ? "none" : String.join("\n", lines));
    }

    /** @param arguments asset, network, posting, settlement, reason; network and posting may be empty */
    private Reply propose(int tenant, List<String> arguments) {
        Fields fields = new Fields();
        Adjustment.Settlement settledBy = fields.oneOf("settled_by", arguments.get(3), Adjustment.Settlement.class);
        String reason = fields.name("reason", arguments.get(4), Adjustment.REASON_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(tenant, arguments.getFirst());
        Adjustment made = adjustments.requested(
                asset,
                present(arguments.get(1)),
                present(arguments.get(2)),
                settledBy,
                reason,
                OperatorCommand.OPERATOR_USER);
        adjustments.propose(asset, made);
        return Reply.done(line(made));
    }

    private static @Nullable String present(String argument) {
        return argument.isEmpty() ? null : argument;
    }

    private Reply reject(int tenant, String text) {
        UUID id = DerivedIds.parse(text).orElseThrow(() -> Refusal.notFound("there is no such adjustment"));
        adjustments.find(tenant, id);
        adjustments.reject(tenant, id, OperatorCommand.OPERATOR_USER);
        return Reply.done(line(adjustments.find(tenant, id)));
    }

    private String line(Adjustment made) {
        Asset asset = directory.asset(made.asset());
        String subject = made.fault()
                .map(fault -> fault.kind().word() + " posting " + DerivedIds.hex(fault.id()) + " of account "
                        + fault.account().number() + ", " + Decimals.format(fault.units(), asset.scale()))
                .orElseGet(() -> made.chainUnits() + " on " + made.network());
        return "%s %s %s: %s, by %s: %s"
                .formatted(
                        DerivedIds.hex(made.id()),
                        made.state(),
                        asset.code(),
                        subject,
                        made.settledBy().word(),
                        made.reason());
    }
}
