package com.flowex.wallet.api.unclaimed;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.wallet.app.unclaimed.UnclaimedTransfers;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.unclaimed.UnclaimedTransfer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The functions of {@link UnclaimedRoutes} at the command line: {@code ./flowex unclaimed}. An operator proposes;
 * approval is left to an administrator, so that two people are needed here, too.
 */
public final class UnclaimedCommands {

    private final UnclaimedTransfers transfers;
    private final InstrumentDirectory directory;

    public UnclaimedCommands(UnclaimedTransfers transfers, InstrumentDirectory directory) {
        this.transfers = transfers;
        this.directory = directory;
    }

    public Map<String, OperatorCommand> commands() {
        return Map.of(
                "unclaimed transfers",
                (tenant, _) -> list(tenant),
                "unclaimed propose",
                this::proposeMove,
                "unclaimed return",
                this::proposeReturn,
                "unclaimed reject",
                (tenant, arguments) -> reject(tenant, arguments.getFirst()));
    }

    private Reply list(int tenant) {
        List<String> lines = transfers.newest(tenant).stream().map(this::line).toList();
        return Reply.done(lines.isEmpty() ? "none" : String.join("\n", lines));
    }

    /** @param arguments account, asset, amount, receiver, reason */
    private Reply proposeMove(int tenant, List<String> arguments) {
        return propose(
                tenant,
                new UnclaimedForm(
                        arguments.getFirst(),
                        arguments.get(1),
                        arguments.get(2),
                        arguments.get(3),
                        null,
                        arguments.get(4)));
    }

    /** @param arguments transfer, amount, receiver, reason */
    private Reply proposeReturn(int tenant, List<String> arguments) {
        return propose(
                tenant,
                new UnclaimedForm(
                        null, null, arguments.get(1), arguments.get(2), arguments.getFirst(), arguments.get(3)));
    }

    private Reply propose(int tenant, UnclaimedForm form) {
        return Reply.done(
                line(transfers.propose(form.drafted(transfers, directory, tenant, OperatorCommand.OPERATOR_USER))));
    }

    private Reply reject(int tenant, String text) {
        UUID id = DerivedIds.parse(text)
                .orElseThrow(() -> Refusal.notFound("there is no such transfer of unclaimed money"));
        return Reply.done(line(transfers.reject(tenant, id, OperatorCommand.OPERATOR_USER)));
    }

    private String line(UnclaimedTransfer transfer) {
        Asset asset = directory.asset(transfer.amount().asset());
        String kind =
                transfer.returns().map(id -> ", returns " + DerivedIds.hex(id)).orElse("");
        return String.format(
                Locale.ROOT,
                "%s %s %s %s from account %d to account %d%s: %s",
                DerivedIds.hex(transfer.id()),
                transfer.state(),
                Decimals.format(transfer.amount().units(), asset.scale()),
                asset.code(),
                transfer.from().number(),
                transfer.to().number(),
                kind,
                transfer.reason());
    }
}
