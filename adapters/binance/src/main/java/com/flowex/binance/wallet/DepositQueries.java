package com.flowex.binance.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Queries of deposit addresses and deposits. */
record DepositQueries(WalletFacade counter, NetworkNames networks) {

    private static final int STATUS_MAX = 8;

    /** {@code capital/deposit/address}. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record AddressAnswer(String coin, String address, String tag, String url) {}

    /** @param isDefault 1 for the network that a request without a network means */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record ListedAddress(
            String coin,
            String address,
            String tag,
            @JsonProperty("isDefault") int isDefault) {}

    /**
     * {@code capital/deposit/hisrec}.
     *
     * @param insertTime milliseconds since 1970, as is {@code completeTime}
     * @param confirmTimes number of confirmations, and the number needed
     * @param transferType 0: over a chain
     * @param walletType 0: spot
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record DepositBody(
            String id,
            String amount,
            String coin,
            String network,
            int status,
            String address,
            String addressTag,
            String txId,
            long insertTime,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long completeTime,

            int transferType,
            String confirmTimes,
            int unlockConfirm,
            int walletType) {}

    Object address(OperationCall call) {
        Asset asset = counter.asset(call.tenant(), call.params().required("coin"));
        Chain chain = networks.named(call, asset);
        return new AddressAnswer(asset.code(), counter.address(chain, call.account()), "", "");
    }

    /**
     * Answers {@code capital/deposit/address/list}: the caller's addresses for a coin, on one network or on all of the
     * coin.
     */
    List<Object> addresses(OperationCall call) {
        Asset asset = counter.asset(call.tenant(), call.params().required("coin"));
        List<Chain> carrying = counter.chains(asset);
        List<Chain> chains = call.params().has("network") ? List.of(networks.named(call, asset)) : carrying;
        return chains.stream()
                .<Object>map(chain -> new ListedAddress(
                        asset.code(),
                        counter.address(chain, call.account()),
                        "",
                        chain.equals(carrying.getFirst()) ? 1 : 0))
                .toList();
    }

    Object history(OperationCall call) {
        OptionalLong status = call.params().number("status", 0, STATUS_MAX);
        Optional<String> chainTransaction = call.params().text("txId");
        return new TransferHistory(counter)
                        .page(
                                call,
                                WalletTransaction.Type.DEPOSIT,
                                Function.identity(),
                                row -> (status.isEmpty() || status.getAsLong() == status(row.status()))
                                        && (chainTransaction.isEmpty()
                                                || chainTransaction.get().equals(row.chainTransaction())))
                        .stream()
                        .map(row -> body(call, row))
                        .toList();
    }

    private DepositBody body(OperationCall call, WalletTransaction row) {
        Asset asset = counter.asset(row.asset());
        return new DepositBody(
                DerivedIds.hex(row.id()),
                Decimals.format(row.units(), asset.scale()),
                asset.code(),
                networks.of(asset, row.network()),
                status(row.status()),
                row.address().isEmpty() ? addressOn(call, asset, row.network()) : row.address(),
                row.memo(),
                row.chainTransaction(),
                row.createdAt().toEpochMilli(),
                row.status() == WalletTransaction.Status.COMPLETED
                        ? row.updatedAt().toEpochMilli()
                        : null,
                0,
                row.confirmations() + "/" + row.confirmationsNeeded(),
                row.confirmationsNeeded(),
                0);
    }

    /** Returns the account's address on a network; it has one for ever. */
    private String addressOn(OperationCall call, Asset asset, String network) {
        return counter.chains(asset).stream()
                .filter(chain -> chain.scheme().network().code().equals(network))
                .findFirst()
                .map(chain -> counter.address(chain, call.account()))
                .orElse("");
    }

    /** Returns the status: 0 not credited yet, 1 credited, 2 rejected, 7 held for review. */
    private static int status(WalletTransaction.Status status) {
        return switch (status) {
            case PENDING, CONFIRMING -> 0;
            case COMPLETED -> 1;
            case FAILED, CANCELED -> 2;
            case FROZEN -> 7;
        };
    }
}
