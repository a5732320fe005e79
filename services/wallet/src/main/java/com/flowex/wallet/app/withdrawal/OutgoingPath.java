package com.flowex.wallet.app.withdrawal;

import com.flowex.access.tenancy.Feature;
import com.flowex.platform.saga.SagaKey;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.util.UUID;

/** Paths on which money leaves an account. */
public enum OutgoingPath {
    WITHDRAWAL(Feature.WITHDRAWALS, WalletTransaction.Type.WITHDRAWAL, WithdrawalSaga.NAME),
    TRANSFER(Feature.TRANSFERS, WalletTransaction.Type.INTERNAL, TransferSaga.NAME);

    private final Feature feature;
    private final WalletTransaction.Type type;
    private final String kind;

    OutgoingPath(Feature feature, WalletTransaction.Type type, String kind) {
        this.feature = feature;
        this.type = type;
        this.kind = kind;
    }

    Feature feature() {
        return feature;
    }

    WalletTransaction.Type type() {
        return type;
    }

    /** Returns the key of the saga that carries out a payment. */
    SagaKey saga(int tenant, UUID id) {
        return new SagaKey(tenant, kind, id);
    }

    /** Returns the singular name, for messages. */
    String noun() {
        return this == WITHDRAWAL ? "withdrawal" : "transfer";
    }
}
