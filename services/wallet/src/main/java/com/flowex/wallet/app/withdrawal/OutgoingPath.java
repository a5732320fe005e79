package com.flowex.wallet.app.withdrawal;

import com.flowex.access.tenancy.Feature;
import com.flowex.platform.saga.SagaKey;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Paths on which money leaves an account. */
public enum OutgoingPath {
    WITHDRAWAL(Feature.WITHDRAWALS, WalletTransaction.Type.WITHDRAWAL, WithdrawalSaga.NAME),
    TRANSFER(Feature.TRANSFERS, WalletTransaction.Type.INTERNAL, TransferSaga.NAME),
    /** Sale to a person, for money that is paid outside of the exchange. The service of such trades carries it out. */
    SALE(Feature.P2P);

    private final Feature feature;
    private final Optional<WalletTransaction.Type> type;
    private final Optional<String> kind;

    OutgoingPath(Feature feature, WalletTransaction.Type type, String kind) {
        this.feature = feature;
        this.type = Optional.of(type);
        this.kind = Optional.of(kind);
    }

    OutgoingPath(Feature feature) {
        this.feature = feature;
        this.type = Optional.empty();
        this.kind = Optional.empty();
    }

    Feature feature() {
        return feature;
    }

    /** @throws java.util.NoSuchElementException for a sale, which is no transaction of the wallet */
    WalletTransaction.Type type() {
        return type.orElseThrow();
    }

    /** Returns the key of the saga that carries out a withdrawal or transfer. */
    SagaKey saga(int tenant, UUID id) {
        return new SagaKey(tenant, kind.orElseThrow(), id);
    }

    /** Returns the singular name, for messages. */
    String noun() {
        return name().toLowerCase(Locale.ROOT);
    }
}
