package com.flowex.protocol;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.MarketState;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.TransferKind;
import com.flowex.protocol.sbe.WireExpiryReason;
import com.flowex.protocol.sbe.WireMarketState;
import com.flowex.protocol.sbe.WireRejectReason;
import com.flowex.protocol.sbe.WireSide;
import com.flowex.protocol.sbe.WireTimeInForce;
import com.flowex.protocol.sbe.WireTransferKind;
import java.util.EnumMap;

/**
 * An enum of the domain and the one of the wire with the same names. The wire's numbers live in the schema, so the
 * domain may order its constants as it likes.
 */
final class EnumPair<D extends Enum<D>, W extends Enum<W>> {

    static final EnumPair<Side, WireSide> SIDE = new EnumPair<>(Side.class, WireSide.class);
    static final EnumPair<TimeInForce, WireTimeInForce> TIME_IN_FORCE =
            new EnumPair<>(TimeInForce.class, WireTimeInForce.class);
    static final EnumPair<TransferKind, WireTransferKind> TRANSFER_KIND =
            new EnumPair<>(TransferKind.class, WireTransferKind.class);
    static final EnumPair<MarketState, WireMarketState> MARKET_STATE =
            new EnumPair<>(MarketState.class, WireMarketState.class);
    static final EnumPair<ExpiryReason, WireExpiryReason> EXPIRY_REASON =
            new EnumPair<>(ExpiryReason.class, WireExpiryReason.class);
    static final EnumPair<RejectReason, WireRejectReason> REJECT_REASON =
            new EnumPair<>(RejectReason.class, WireRejectReason.class);

    private final EnumMap<D, W> wires;
    private final EnumMap<W, D> domains;

    private EnumPair(Class<D> domain, Class<W> wire) {
        wires = new EnumMap<>(domain);
        domains = new EnumMap<>(wire);
        for (D constant : domain.getEnumConstants()) {
            W twin = Enum.valueOf(wire, constant.name());
            wires.put(constant, twin);
            domains.put(twin, constant);
        }
    }

    W toWire(D constant) {
        W twin = wires.get(constant);
        if (twin == null) {
            throw new IllegalStateException(constant + " has no number on the wire");
        }
        return twin;
    }

    D toDomain(W constant) {
        D twin = domains.get(constant);
        if (twin == null) {
            throw new IllegalArgumentException(
                    constant.getDeclaringClass().getSimpleName() + " must be set, was " + constant);
        }
        return twin;
    }
}
