package com.flowex.wallet.api.withdrawal;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.platform.saga.Saga;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.withdrawal.Withdrawal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Withdrawal as the API shows it: the schema Withdrawal of docs/api/openapi.yaml.
 *
 * @param amount amount that leaves the balance
 * @param fee part of it that is the fee
 * @param receives amount that arrives
 */
record WithdrawalBody(
        String id,
        String currency,
        String amount,
        String fee,
        String receives,
        String network,
        String address,
        String memo,
        String status,
        @Nullable String transaction,
        int confirmations,
        int confirmationsNeeded,
        @Nullable String code,
        @Nullable String detail,
        boolean needsApproval,
        Instant createdAt,
        Instant updatedAt,
        List<StepBody> steps) {

    /** Step of a withdrawal: the schema WithdrawalStep. */
    record StepBody(String name, String state, Instant startedAt, Instant updatedAt) {
        static StepBody of(Saga.StepReport step) {
            return new StepBody(step.name(), step.state(), step.startedAt(), step.updatedAt());
        }
    }

    static WithdrawalBody of(Withdrawal withdrawal, Asset asset, List<Saga.StepReport> steps) {
        WalletTransaction transaction = withdrawal.transaction();
        return new WithdrawalBody(
                DerivedIds.hex(withdrawal.id()),
                asset.code(),
                Decimals.format(transaction.units(), asset.scale()),
                Decimals.format(transaction.feeUnits(), asset.scale()),
                Decimals.format(withdrawal.netUnits(), asset.scale()),
                transaction.network(),
                transaction.address(),
                transaction.memo(),
                transaction.status().name().toLowerCase(Locale.ROOT),
                transaction.chainTransaction().isEmpty() ? null : transaction.chainTransaction(),
                transaction.confirmations(),
                transaction.confirmationsNeeded(),
                transaction.code().isEmpty() ? null : transaction.code(),
                transaction.detail().isEmpty() ? null : transaction.detail(),
                withdrawal.needsSecond() && withdrawal.decision().isEmpty(),
                transaction.createdAt(),
                transaction.updatedAt(),
                steps.stream().map(StepBody::of).toList());
    }
}
