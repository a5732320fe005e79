package com.flowex.binance.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.app.withdrawal.WithdrawalRequests;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations of withdrawals: requests, through the same path as every withdrawal, and history. */
record WithdrawalOperations(WalletFacade counter, NetworkNames networks) {

    private static final int STATUS_MAX = 6;
    private static final int IDS_MAX = 45;
    private static final int NAME_LENGTH_MAX = 200;

    /** Time format, in UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * {@code capital/withdraw/history}.
     *
     * @param amount amount that arrives; plus {@code transactionFee} it is the amount debited
     * @param transferType 0: over a chain
     * @param walletType 0: spot
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record WithdrawalAnswer(
            String id,
            String amount,
            String transactionFee,
            String coin,
            int status,
            String address,
            String addressTag,
            String txId,
            String applyTime,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String completeTime,

            String network,
            int transferType,
            String withdrawOrderId,
            String info,
            int confirmNo,
            int walletType,
            String txKey) {}

    Object apply(OperationCall call) {
        Params params = call.params();
        Asset asset = counter.asset(call.tenant(), params.required("coin"));
        Chain chain = networks.named(call, asset);
        Optional<String> memo = params.text("addressTag");
        if (memo.isPresent() && !chain.scheme().network().takesMemo()) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Parameter 'addressTag' must be left out: the network " + NetworkNames.of(chain) + " has none.");
        }
        // The spot wallet is the only one to withdraw from.
        params.number("walletType", 0, 0);
        WithdrawalRequests.AcceptedWithdrawal requested = counter.withdrawals()
                .request(
                        call,
                        new WithdrawalRequests.Form(
                                asset.code(),
                                Params.trimmed(params.required("amount")),
                                params.required("address"),
                                chain.scheme().network().code(),
                                memo.orElse(null),
                                params.text("withdrawOrderId")
                                        .map(key -> IdempotencyKey.required("withdrawOrderId", key)),
                                null,
                                name(params)));
        return Map.of("id", DerivedIds.hex(requested.withdrawal().id()));
    }

    /** Returns the caller's name for the address, which becomes part of the audit entry. */
    private static Optional<String> name(Params params) {
        Optional<String> name = params.text("name");
        if (name.filter(text -> text.length() > NAME_LENGTH_MAX).isPresent()) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Parameter 'name' must be at most " + NAME_LENGTH_MAX + " characters long.");
        }
        return name;
    }

    Object history(OperationCall call) {
        Params params = call.params();
        OptionalLong status = params.number("status", 0, STATUS_MAX);
        Optional<String> key = params.text("withdrawOrderId");
        Optional<Set<String>> ids = params.text("idList").map(WithdrawalOperations::ids);
        return new TransferHistory(counter)
                        .page(
                                call,
                                WalletTransaction.Type.WITHDRAWAL,
                                rows -> counter.withdrawals().of(call.account(), rows),
                                row -> (status.isEmpty() || status.getAsLong() == status(row))
                                        && (key.isEmpty() || key.get().equals(row.key()))
                                        && (ids.isEmpty() || ids.get().contains(DerivedIds.hex(row.id()))))
                        .stream()
                        .map(this::body)
                        .toList();
    }

    private static Set<String> ids(String text) {
        List<String> ids = Arrays.asList(text.split(",", -1));
        if (ids.size() > IDS_MAX) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "Parameter 'idList' must name at most " + IDS_MAX + " ids.");
        }
        return ids.stream().map(String::strip).collect(Collectors.toSet());
    }

    private WithdrawalAnswer body(Withdrawal withdrawal) {
        WalletTransaction row = withdrawal.transaction();
        Asset asset = counter.asset(row.asset());
        return new WithdrawalAnswer(
                DerivedIds.hex(row.id()),
                Decimals.format(withdrawal.netUnits(), asset.scale()),
                Decimals.format(row.feeUnits(), asset.scale()),
                asset.code(),
                status(withdrawal),
                row.address(),
                row.memo(),
                row.chainTransaction(),
                words(row.createdAt()),
                row.status() == WalletTransaction.Status.COMPLETED ? words(row.updatedAt()) : null,
                networks.of(asset, row.network()),
                0,
                withdrawal.key(),
                row.detail(),
                row.confirmations(),
                0,
                "");
    }

    private static String words(Instant at) {
        return TIME.format(at);
    }

    /**
     * Returns the status: 1 canceled, 2 waits for a second approver, 3 rejected by one, 4 in progress, 5 failed, 6
     * done.
     */
    private static int status(Withdrawal withdrawal) {
        Optional<Withdrawal.Decision> decision = withdrawal.decision();
        boolean isTurnedDown = decision.filter(each -> !each.approved()).isPresent();
        return switch (withdrawal.transaction().status()) {
            case PENDING -> withdrawal.needsSecond() && decision.isEmpty() ? 2 : 4;
            case CONFIRMING -> 4;
            case FROZEN -> 2;
            case COMPLETED -> 6;
            case CANCELED -> 1;
            case FAILED -> isTurnedDown ? 3 : 5;
        };
    }
}
