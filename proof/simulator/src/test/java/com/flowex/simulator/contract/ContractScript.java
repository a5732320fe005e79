package com.flowex.simulator.contract;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The same steps for any log, and what was seen on the way. */
final class ContractScript {
    private static final AccountId RICH = new AccountId(1, 1_000);
    private static final AccountId POOR = new AccountId(1, 1_001);
    private static final AssetId CENT = new AssetId(1);

    private ContractScript() {}

    /** @return the answers, the commands that had to be applied again, and all events */
    static List<String> seen(KeptLog log) {
        List<String> seen = new ArrayList<>();
        beginning().forEach(command -> seen.add(log.ask(command)));
        payments(1, 20).forEach(command -> seen.add(log.ask(command)));
        log.snapshot();
        seen.add("since the snapshot " + log.sinceSnapshot());
        payments(21, 35).forEach(command -> seen.add(log.ask(command)));
        seen.add(log.ask(payment(5)));
        seen.add(log.ask(tooMuch()));
        log.crash();
        seen.add("applied again " + log.sinceSnapshot());
        seen.add(log.ask(payment(35)));
        seen.add(log.ask(tooMuch()));
        payments(36, 40).forEach(command -> seen.add(log.ask(command)));
        log.crash();
        seen.add("applied again " + log.sinceSnapshot());
        log.snapshot();
        log.crash();
        seen.add("applied again " + log.sinceSnapshot());
        payments(39, 42).forEach(command -> seen.add(log.ask(command)));
        seen.addAll(log.events());
        return seen;
    }

    private static List<Command> beginning() {
        return List.of(
                new ListAsset(new Asset(1, CENT, "CENT", new Scale(2), 1_000_000)),
                new OpenAccount(RICH),
                new OpenAccount(POOR),
                new PostTransfer(transfer(1, AccountId.outsideOf(1), RICH, 10_000, TransferKind.DEPOSIT)));
    }

    private static List<Command> payments(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(ContractScript::payment)
                .toList();
    }

    private static Command payment(long number) {
        return new PostTransfer(transfer(1_000 + number, RICH, POOR, number, TransferKind.INTERNAL));
    }

    private static Command tooMuch() {
        return new PostTransfer(transfer(2, POOR, RICH, 999_999, TransferKind.INTERNAL));
    }

    private static Transfer transfer(long id, AccountId from, AccountId to, long units, TransferKind kind) {
        return new Transfer(new TransferId(0, id), from, to, new Amount(CENT, units), kind);
    }
}
